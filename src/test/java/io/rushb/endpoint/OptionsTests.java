package io.rushb.endpoint;

import io.rushb.testing.Exchange;
import io.rushb.testing.TestSettings;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Corruption;
import io.rushb.wire.Options;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("S2")
class OptionsTests {

	@ParameterizedTest
	@CsvSource({ "true, true, 11, 11", "true, true, 10, 10", "true, true, 01, 01", "true, true, 00, 00",
			"false, true, 11, 01", "true, false, 11, 10", "false, false, 11, 00", "false, true, 10, 00",
			"true, false, 01, 00" })
	void optionsAreGrantedIfAskedForAndOffered(boolean checksum, boolean encryption, String asked, String granted) {
		VirtualServer server = new VirtualServer(TestSettings.offering(new Options(checksum, encryption)))
			.with("files/file.txt", Exchange.sample());
		Exchange.run(server, """
				> 1 0 00100ASKED files/file.txt
				< 1 0 00010GRANTED a*1464
				> 2 1 10010GRANTED
				< 2 0 00010GRANTED aa+b*1000
				> 3 2 10010GRANTED
				< 3 0 00001GRANTED
				> 4 3 10001GRANTED
				< 4 4 10001GRANTED
				""".replace("ASKED", asked).replace("GRANTED", granted)).assertClean();
	}

	@Test
	void clientMustUseWhatWasGrantedAndNotWhatItAskedFor() {
		VirtualServer server = new VirtualServer(TestSettings.offering(Options.NONE)).with("f", "x");
		Exchange.run(server, """
				> 1 0 0010010 f
				< 1 0 0001000 x checksum 0
				> 2 1 1001010 ignored
				> 2 1 1001000
				< 2 0 0000100
				> 3 2 1000100
				< 3 3 1000100
				""").assertClean();
	}

	@Test
	void getWithAWrongChecksumOpensNothing() {
		VirtualServer server = Exchange.run("""
				> 1 0 0010010 files/file.txt checksum 19009 ignored
				> 1 0 0010010 files/file.txt checksum 0 ignored
				> 1 0 0010010 files/file.txt checksum 16458 ignored
				> 1 0 0010000 files/file.txt checksum 19008 ignored
				""");
		assertThat(server.events().of(Corruption.CHECKSUM)).isEqualTo(4);
		assertThat(server.events().openedSessions()).isZero();
		server.assertClean();
	}

	@Test
	void getWithAWrongChecksumIsIgnoredEvenIfTheOptionIsNotOffered() {
		VirtualServer server = new VirtualServer(TestSettings.offering(Options.NONE)).with("f", "x");
		Exchange.run(server, "> 1 0 0010010 f checksum 1 ignored").assertClean();
	}

	@Test
	void repeatedFinAckCarriesTheOptionsToo() {
		Exchange.run("""
				> 1 0 0010011 none
				< 1 0 0000111 checksum 65535
				> 2 1 1000111
				< 2 2 1000111 checksum 65535
				> 2 1 1000111
				< 2 2 1000111 checksum 65535
				> 2 1 1000100 ignored
				""").assertClean();
	}

}
