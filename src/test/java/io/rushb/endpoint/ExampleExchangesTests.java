package io.rushb.endpoint;

import io.rushb.session.Outcome;
import io.rushb.session.RetransmitCause;
import io.rushb.testing.Exchange;
import io.rushb.testing.VirtualServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole exchanges of the protocol's section 6, packet by packet.
 */
@DisplayName("PROTOCOL.md section 6")
class ExampleExchangesTests {

	@Test
	void plain() {
		VirtualServer server = Exchange.run("""
				> 1 0 0010000 files/file.txt
				< 1 0 0001000 a*1464
				> 2 1 1001000
				< 2 0 0001000 aa+b*1000
				> 3 2 1001000
				< 3 0 0000100
				> 4 3 1000100
				< 4 4 1000100
				""");
		assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
		assertThat(server.events().acknowledgedBytes()).isEqualTo(2466);
		assertThat(server.events().retransmissions()).isZero();
		server.assertClean();
	}

	@Test
	void oneNak() {
		VirtualServer server = Exchange.run("""
				> 1 0 0010000 files/file.txt
				< 1 0 0001000 a*1464
				> 2 1 0101000
				< 1 0 0001000 a*1464
				> 3 1 1001000
				< 2 0 0001000 aa+b*1000
				> 4 2 1001000
				< 3 0 0000100
				> 5 3 1000100
				< 4 5 1000100
				""");
		assertThat(server.events().of(RetransmitCause.NAK)).isEqualTo(1);
		assertThat(server.events().retransmissions()).isEqualTo(1);
		server.assertClean();
	}

	@Test
	void dataLost() {
		VirtualServer server = Exchange.run("""
				> 1 0 0010000 files/file.txt
				< 1 0 0001000 a*1464 lost
				timer
				< 1 0 0001000 a*1464 at 1000
				> 2 1 1001000
				< 2 0 0001000 aa+b*1000
				> 3 2 1001000
				< 3 0 0000100
				> 4 3 1000100
				< 4 4 1000100
				""");
		assertThat(server.events().of(RetransmitCause.TIMEOUT)).isEqualTo(1);
		server.assertClean();
	}

	@Test
	void numberTooHigh() {
		Exchange.run("""
				> 1 0 0010000 files/file.txt
				< 1 0 0001000
				> 3 1 1001000 ignored
				timer
				< 1 0 0001000 a*1464 at 1000
				> 2 1 1001000
				< 2 0 0001000 aa+b*1000
				> 3 2 1001000
				< 3 0 0000100
				> 4 3 1000100
				< 4 4 1000100
				""").assertClean();
	}

	@Test
	void checksum() {
		Exchange.run("""
				> 1 0 0010010 files/file.txt checksum 19008
				< 1 0 0001010 a*1464 checksum 36237
				> 2 1 1001010 checksum 65535
				< 2 0 0001010 aa+b*1000 checksum 30326
				> 3 2 1001010 checksum 65535
				< 3 0 0000110 checksum 65535
				> 4 3 1000110 checksum 65535
				< 4 4 1000110 checksum 65535
				""").assertClean();
	}

	@Test
	void checksumWithWrongFlag() {
		Exchange.run("""
				> 1 0 0010010 files/file.txt
				< 1 0 0001010
				> 2 1 1001000 ignored
				timer
				< 1 0 0001010 a*1464 at 1000
				> 2 1 1001010
				< 2 0 0001010
				> 3 2 1001010
				< 3 0 0000110
				> 4 3 1000110
				< 4 4 1000110
				""").assertClean();
	}

	@Test
	void encryptionAndChecksum() {
		Exchange.run("""
				> 1 0 0010011 files/file.txt checksum 17430
				< 1 0 0001011 a*1464 checksum 27756
				> 2 1 1001011 checksum 65535
				< 2 0 0001011 aa+b*1000 checksum 8738
				> 3 2 1001011 checksum 65535
				< 3 0 0000111 checksum 65535
				> 4 3 1000111 checksum 65535
				< 4 4 1000111 checksum 65535
				""").assertClean();
	}

	@Test
	void noSuchFile() {
		VirtualServer server = Exchange.run("""
				> 1 0 0010000 files/none.txt
				< 1 0 0000100
				> 2 1 1000100
				< 2 2 1000100
				""");
		assertThat(server.events().of(Outcome.NOT_FOUND)).isEqualTo(1);
		server.assertClean();
	}

	@Test
	void publishedClientsDeliberateErrorsAreAllIgnored() {
		// Section 4: the wrong packets that the published client may send.
		Exchange.run("""
				> 1 0 0010010 files/file.txtERROR checksum 19008 ignored
				wait 1000
				> 1 0 0010010 files/file.txt checksum 19008
				< 1 0 0001010
				> 2 2 1001010 ignored
				timer
				< 1 0 0001010
				> 2 1 0010010 files/file.txt ignored
				timer
				< 1 0 0001010
				> 2 1 1001011 ignored
				> 2 1 1001010
				< 2 0 0001010
				> 3 2 1001010
				< 3 0 0000110
				> 4 3 1000110
				< 4 4 1000110
				""").assertClean();
	}

}
