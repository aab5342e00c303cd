package io.rushb.endpoint;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.stream.Stream;

import io.rushb.session.IgnoreReason;
import io.rushb.session.Outcome;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Download;
import io.rushb.testing.TestSettings;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one client address may demand, where that is limited.
 */
class AddressBudgetsTests {

	private static final Duration WINDOW = Duration.ofSeconds(2);

	private static final Duration IGNORED = Duration.ofSeconds(30);

	private static VirtualServer server(int perSecond, int burst, int strikes) {
		return new VirtualServer(
				TestSettings.abuse(new AbuseSettings(perSecond, burst, strikes, WINDOW, IGNORED, 1000)))
			.with("f", "x");
	}

	/** A client of the address 10.0.0.{number}. */
	private static InetSocketAddress client(int number, int port) {
		return VirtualServer.client(number, port);
	}

	@Test
	void areOffByDefault() {
		VirtualServer server = new VirtualServer().with("f", "x");
		for (int port = 1; port <= 500; port++) {
			server.receive(client(1, port), ClientPackets.ack(7, 7));
			server.receive(client(1, port), ClientPackets.get("f"));
		}
		assertThat(server.endpoint().activeSessions()).isEqualTo(500);
		assertThat(server.events().of(IgnoreReason.ABUSE)).isZero();
	}

	@Test
	void rejectRequestsOverTheBurstAndCountThem() {
		VirtualServer server = server(1, 3, 0);
		for (int port = 1; port <= 5; port++) {
			server.receive(client(1, port), ClientPackets.get("f"));
		}
		assertThat(server.endpoint().activeSessions()).isEqualTo(3);
		assertThat(server.events().of(Limit.REQUEST_RATE)).isEqualTo(2);
		assertThat(server.events().reached(Limit.REQUEST_RATE)).isEqualTo(2);
	}

	@Test
	void earnRequestsWithTimeUpToTheBurst() {
		VirtualServer server = server(2, 3, 0);
		for (int port = 1; port <= 4; port++) {
			server.receive(client(1, port), ClientPackets.get("f"));
		}
		server.advance(Duration.ofMillis(499));
		server.receive(client(1, 5), ClientPackets.get("f"));
		assertThat(server.events().of(Limit.REQUEST_RATE)).isEqualTo(2);
		server.advance(Duration.ofMillis(1));
		server.receive(client(1, 6), ClientPackets.get("f"));
		assertThat(server.events().of(Limit.REQUEST_RATE)).isEqualTo(2);
		server.advance(Duration.ofHours(1));
		for (int port = 11; port <= 14; port++) {
			server.receive(client(1, port), ClientPackets.get("f"));
		}
		assertThat(server.events().of(Limit.REQUEST_RATE)).isEqualTo(3);
	}

	@Test
	void ofOneAddressDoNotTouchAnother() {
		VirtualServer server = server(1, 1, 10);
		for (int i = 0; i < 50; i++) {
			server.receive(client(1, 1), ClientPackets.ack(7, 7));
		}
		assertThat(new Download(server, client(2, 1), Options.NONE).fetch("f")).asString().isEqualTo("x");
	}

	@Test
	void ignoreAnAddressAfterTenGetsOrRefusedPacketsInTwoSecondsForAWhile() {
		VirtualServer server = server(0, 1, 10);
		InetSocketAddress client = client(1, 1);
		for (int i = 0; i < 5; i++) {
			server.receive(client, ClientPackets.ack(7, 7));
			server.receive(client, new byte[i], i);
		}
		assertThat(server.events().reached(Limit.STRIKES)).isEqualTo(1);
		server.receive(client, ClientPackets.get("f"));
		assertThat(server.events().of(IgnoreReason.ABUSE)).isEqualTo(1);
		assertThat(server.sent(client)).isEmpty();
		server.advance(IGNORED.minusNanos(1));
		server.receive(client, ClientPackets.get("f"));
		assertThat(server.sent(client)).isEmpty();
		server.advance(Duration.ofNanos(1));
		server.receive(client, ClientPackets.get("f"));
		assertThat(server.sent(client)).hasSize(1);
	}

	@Test
	void forgetStrikesWhenTheWindowIsOver() {
		VirtualServer server = server(0, 1, 10);
		for (int round = 0; round < 20; round++) {
			for (int i = 0; i < 9; i++) {
				server.receive(client(1, 1), ClientPackets.ack(7, 7));
			}
			server.advance(WINDOW);
		}
		assertThat(server.events().reached(Limit.STRIKES)).isZero();
	}

	@Test
	void doNotCountTheAnswersOfAnHonestTransfer() {
		VirtualServer server = server(1, 1, 10).with("long", "x".repeat(100_000));
		assertThat(new Download(server, client(1, 1), Options.NONE).fetch("long")).hasSize(100_000);
		assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
		assertThat(server.events().reached(Limit.STRIKES)).isZero();
	}

	static Stream<Arguments> nuisances() {
		Options checksum = new Options(true, false);
		byte[] ack = ClientPackets.ack(2, 1);
		return Stream.of(Arguments.of("a repeated GET", Options.NONE, ClientPackets.get("f")),
				Arguments.of("a GET with another number", Options.NONE,
						ClientPackets.get(3, 0, new byte[] { 'f' }, Options.NONE)),
				Arguments.of("an answer to what was never sent", Options.NONE, ClientPackets.ack(2, 7)),
				Arguments.of("a number outside of the window", Options.NONE, ClientPackets.ack(2000, 1)),
				Arguments.of("an answer of the wrong kind", Options.NONE, ClientPackets.finAck(2, 1)),
				Arguments.of("other options", checksum, ack),
				Arguments.of("a wrong checksum", checksum,
						ClientPackets.withChecksum(PacketCodec.encode(Kind.DAT_ACK, checksum, 2, 1), 1)),
				Arguments.of("no packet at all", Options.NONE, ClientPackets.with(ack, 7, 9)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("nuisances")
	void takeEveryNuisanceForAStrike(String name, Options options, byte[] packet) {
		VirtualServer server = server(0, 1, 2);
		server.receive(ClientPackets.get("f", options));
		assertThat(server.events().reached(Limit.STRIKES)).isZero();
		server.receive(packet);
		assertThat(server.events().reached(Limit.STRIKES)).as(name).isEqualTo(1);
	}

	@Test
	void doNotTakeLateAnswersNorTheRepeatedEndForStrikes() {
		VirtualServer server = server(0, 1, 2);
		server.receive(ClientPackets.get("f"));
		server.receive(ClientPackets.ack(2, 1));
		server.receive(ClientPackets.ack(3, 1));
		server.receive(ClientPackets.finNak(4, 2));
		server.receive(ClientPackets.finAck(5, 2));
		server.receive(ClientPackets.finAck(5, 2));
		assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
		assertThat(server.events().of(IgnoreReason.LATE)).isEqualTo(1);
		assertThat(server.events().reached(Limit.STRIKES)).isZero();
		server.receive(ClientPackets.ack(6, 1));
		assertThat(server.events().reached(Limit.STRIKES)).isEqualTo(1);
	}

	@Test
	void neverBlockALiveSessionOfTheAddress() {
		VirtualServer server = server(0, 1, 10).with("long", "x".repeat(10_000));
		Download download = new Download(server, client(1, 1), Options.NONE);
		download.begin("long");
		for (int i = 0; i < 100; i++) { // forged, in the name of the same address
			server.receive(client(1, 2), ClientPackets.ack(7, 7));
		}
		assertThat(server.events().reached(Limit.STRIKES)).isEqualTo(1);
		server.receive(client(1, 3), ClientPackets.get("f"));
		assertThat(server.sent(client(1, 3))).isEmpty();
		long before = server.now();
		ByteArrayOutputStream fetched = new ByteArrayOutputStream();
		while (!download.isFinished()) {
			download.step(fetched::writeBytes);
		}
		assertThat(fetched.size()).isEqualTo(10_000);
		assertThat(server.now()).isEqualTo(before);
		assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
	}

	@Test
	void strikesOfALiveSessionItselfDoNotBlockItEither() {
		VirtualServer server = server(0, 1, 10).with("long", "x".repeat(10_000));
		Download download = new Download(server, client(1, 1), Options.NONE);
		download.begin("long");
		for (int i = 0; i < 100; i++) { // forged, in the name of the client
			server.receive(client(1, 1), ClientPackets.ack(2000, 1));
		}
		assertThat(server.events().reached(Limit.STRIKES)).isPositive();
		long before = server.now();
		while (!download.isFinished()) {
			download.step((data) -> {
			});
		}
		assertThat(server.now()).isEqualTo(before);
		assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
	}

	@Test
	void areKeptForABoundedNumberOfAddresses() {
		AddressBudgets budgets = new AddressBudgets(new AbuseSettings(1, 1, 10, WINDOW, IGNORED, 100));
		for (int i = 0; i < 10_000; i++) {
			InetSocketAddress client = client(i % 250, 1 + i);
			budgets.takeRequest(client.getAddress(), i);
			budgets.strike(client.getAddress(), i);
			assertThat(budgets.size()).isLessThanOrEqualTo(100);
		}
	}

}
