package io.rushb.endpoint;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import io.rushb.session.Outcome;
import io.rushb.session.ProtocolSettings;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Sent;
import io.rushb.testing.TestSettings;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that was stopped for some seconds, and then answers all copies at once, each
 * under a new number (A1, A4): it goes on at once.
 */
class StoppedClientTests {

	private static final InetSocketAddress CLIENT = VirtualServer.CLIENT;

	/** Packets of the file; 16 answers end the limit of eight copies (T5). */
	private static final int PACKETS = 24;

	private static final int STOPPED_AT = 20;

	private static VirtualServer server(ProtocolSettings settings) {
		return new VirtualServer(settings).with("f", "x".repeat(PACKETS * 1464));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 8, 63, 64, 65, 200 })
	void copiesThatAreAnsweredAtOnceHoldNothingUp(int copies) {
		VirtualServer server = server(TestSettings.fixedTimeout(Duration.ofMillis(50)));
		int number = fetchUpTo(server, STOPPED_AT, 1);
		server.take();
		while (server.sent().size() < copies) {
			server.advanceToTimer();
		}
		long awake = server.now();
		server.take();
		for (int i = 0; i < copies + 1; i++) { // the packet itself and its copies
			server.receive(ClientPackets.ack(++number, STOPPED_AT));
		}
		assertThat(server.take()).extracting((sent) -> sent.packet().sequence()).containsExactly(STOPPED_AT + 1);
		finish(server, number);
		assertThat(server.now()).isEqualTo(awake);
		assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
	}

	@Test
	void theTimerThatHasLearntSendsFewCopiesAndItsBackoffDelaysNothing() {
		VirtualServer server = server(ProtocolSettings.DEFAULTS);
		int number = fetchUpTo(server, STOPPED_AT, 1);
		server.take();
		server.advance(Duration.ofSeconds(20));
		int copies = server.take().size();
		assertThat(copies).isBetween(8, 16);
		long awake = server.now();
		for (int i = 0; i < copies + 1; i++) {
			server.receive(ClientPackets.ack(++number, STOPPED_AT));
		}
		finish(server, number);
		assertThat(server.now()).isEqualTo(awake);
	}

	@Test
	void onePacketLostAfterItCostsOneTimerWhateverTheClientAnsweredBefore() {
		VirtualServer server = server(TestSettings.fixedTimeout(Duration.ofMillis(50)));
		int number = fetchUpTo(server, STOPPED_AT, 1);
		server.take();
		while (server.sent().size() < 64) {
			server.advanceToTimer();
		}
		long awake = server.now();
		for (int i = 0; i < 64; i++) {
			server.receive(ClientPackets.ack(++number, STOPPED_AT));
		}
		number++; // its answer to the next packet is lost
		server.take();
		server.advanceToTimer();
		assertThat(server.now() - awake).isEqualTo(Duration.ofMillis(50).toNanos());
		finish(server, number);
		assertThat(server.now() - awake).isEqualTo(Duration.ofMillis(50).toNanos());
	}

	/** Answers all packets before this one at once; returns the client's last number. */
	private static int fetchUpTo(VirtualServer server, int packet, int number) {
		server.receive(ClientPackets.get("f"));
		int last = number;
		for (int cur = 1; cur < packet; cur++) {
			server.advance(Duration.ofMillis(1));
			server.receive(ClientPackets.ack(++last, cur));
		}
		List<Sent> sent = server.sent(CLIENT);
		assertThat(sent.get(sent.size() - 1).packet().sequence()).isEqualTo(packet);
		return last;
	}

	/** Answers what is left at once. */
	private static void finish(VirtualServer server, int number) {
		int last = number;
		for (int cur = STOPPED_AT + 1; cur <= PACKETS; cur++) {
			server.receive(ClientPackets.ack(++last, cur));
		}
		server.receive(ClientPackets.finAck(++last, PACKETS + 1));
		assertThat(server.sent()).last().extracting((sent) -> sent.packet().kind()).isEqualTo(Kind.FIN_ACK);
	}

}
