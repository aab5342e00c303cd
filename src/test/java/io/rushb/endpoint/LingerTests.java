package io.rushb.endpoint;

import java.time.Duration;

import io.rushb.session.IgnoreReason;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Exchange;
import io.rushb.testing.TestSettings;
import io.rushb.testing.VirtualServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A7")
class LingerTests {

	private static final String WHOLE = """
			> 1 0 0010000 f
			< 1 0 0001000 x
			> 2 1 1001000
			< 2 0 0000100
			> 3 2 1000100
			< 3 3 1000100
			""";

	private static VirtualServer closed() {
		return Exchange.run(new VirtualServer().with("f", "x"), WHOLE);
	}

	@Test
	void repeatedFinAckIsAnsweredWithTheSameNumberAndItsOwnAcknowledged() {
		VirtualServer server = Exchange.run(closed(), """
				> 3 2 1000100
				< 3 3 1000100
				> 4 2 1000100
				< 3 4 1000100
				> 4 2 1000100
				< 3 4 1000100
				""");
		assertThat(server.endpoint().activeSessions()).isZero();
		server.assertClean();
	}

	@Test
	void nothingElseIsAnswered() {
		VirtualServer server = Exchange.run(closed(), """
				> 3 1 1000100 ignored
				> 3 3 1000100 ignored
				> 2 2 1000100 ignored
				> 68 2 1000100 ignored
				> 4 2 1001000 ignored
				> 4 2 0100100 ignored
				> 4 2 1000110 ignored
				> 4 2 1000100 checksum 1 ignored
				""");
		assertThat(server.events().of(IgnoreReason.NO_SESSION)).isEqualTo(8);
		server.assertClean();
	}

	@Test
	void refusalLingersToo() {
		Exchange.run(new VirtualServer(), """
				> 1 0 0010011 none
				< 1 0 0000111
				> 2 1 1000111
				< 2 2 1000111
				> 3 1 1000111
				< 2 3 1000111
				""").assertClean();
	}

	@Test
	void newGetOpensASessionAtOnce() {
		VirtualServer server = Exchange.run(closed(), WHOLE + """
				> 4 2 1000100
				< 3 4 1000100
				""");
		assertThat(server.events().openedSessions()).isEqualTo(2);
		server.assertClean();
	}

	@Test
	void newSessionForgetsTheOldOne() {
		Exchange.run(closed(), """
				> 1 0 0010000 f
				< 1 0 0001000 x
				> 3 2 1000100 ignored
				""");
	}

	@Test
	void isForgottenAfterTheLingerTime() {
		VirtualServer server = closed();
		server.advance(Duration.ofSeconds(10).minusNanos(1));
		Exchange.run(server, """
				> 3 2 1000100
				< 3 3 1000100
				""");
		server.advance(Duration.ofNanos(1));
		assertThat(server.endpoint().lingeringSessions()).isZero();
		Exchange.run(server, "> 3 2 1000100 ignored");
		server.assertClean();
	}

	@Test
	void repeatedFinAckDoesNotProlongIt() {
		VirtualServer server = closed();
		server.advance(Duration.ofSeconds(9));
		server.receive(ClientPackets.finAck(3, 2));
		server.advance(Duration.ofSeconds(1));
		assertThat(server.endpoint().lingeringSessions()).isZero();
	}

	@Test
	void holdsNoFileAndCountsAgainstNoSessionLimit() {
		VirtualServer server = new VirtualServer(TestSettings.sessions(1, 1)).with("f", "x");
		for (int port = 1; port <= 50; port++) {
			fetch(server, VirtualServer.client(1, port));
		}
		assertThat(server.endpoint().lingeringSessions()).isEqualTo(50);
		assertThat(server.store().openSources()).isZero();
		assertThat(server.events().reached(Limit.SESSIONS)).isZero();
		server.assertClean();
	}

	@Test
	void oldestGoFirstWhenThereAreTooMany() {
		VirtualServer server = new VirtualServer(TestSettings.lingering(2, Duration.ofSeconds(10))).with("f", "x");
		for (int number = 1; number <= 3; number++) {
			fetch(server, VirtualServer.client(number));
			server.advance(Duration.ofMillis(1));
		}
		assertThat(server.endpoint().lingeringSessions()).isEqualTo(2);
		assertThat(server.events().reached(Limit.LINGERING)).isEqualTo(1);
		for (int number = 1; number <= 3; number++) {
			server.take(VirtualServer.client(number));
			server.receive(VirtualServer.client(number), ClientPackets.finAck(3, 2));
			assertThat(server.sent(VirtualServer.client(number))).hasSize((number == 1) ? 0 : 1);
		}
		server.assertClean();
	}

	private static void fetch(VirtualServer server, java.net.InetSocketAddress client) {
		server.receive(client, ClientPackets.get("f"));
		server.receive(client, ClientPackets.ack(2, 1));
		server.receive(client, ClientPackets.finAck(3, 2));
		assertThat(server.sent(client)).hasSize(3);
	}

}
