package io.rushb.endpoint;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import io.rushb.session.PathEstimate;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Sent;
import io.rushb.testing.TestSettings;
import io.rushb.testing.VirtualServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * T1: what an address's sessions have learnt of the path, and for how long it is known.
 */
class PathMemoryTests {

	private static final Duration ROUND_TRIP = Duration.ofMillis(50);

	private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

	private static final PathEstimate ESTIMATE = new PathEstimate(1, 1, 1);

	@Test
	void theNextSessionOfAnAddressStartsWhereTheLastOneEnded() {
		VirtualServer server = server();
		transfer(server, VirtualServer.client(1, 1));
		assertThat(firstTimer(server, VirtualServer.client(1, 2))).isBetween(ROUND_TRIP, Duration.ofMillis(500));
		assertThat(firstTimer(server, VirtualServer.client(2, 1))).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void itIsForgottenAfterTenMinutesAndNotBefore() {
		VirtualServer server = server();
		transfer(server, VirtualServer.client(1, 1));
		server.advance(TEN_MINUTES.minusNanos(1));
		assertThat(firstTimer(server, VirtualServer.client(1, 2))).isLessThan(Duration.ofSeconds(1));
		VirtualServer later = server();
		transfer(later, VirtualServer.client(1, 1));
		later.advance(TEN_MINUTES);
		assertThat(firstTimer(later, VirtualServer.client(1, 2))).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void whoeverHasNotAnsweredWritesNothing() {
		VirtualServer server = server();
		transfer(server, VirtualServer.client(1, 1));
		// Forged requests of the address: their sessions are dropped (T3).
		for (int port = 10; port < 20; port++) {
			server.receive(VirtualServer.client(1, port), ClientPackets.get("f"));
			server.receive(VirtualServer.client(1, port), ClientPackets.ack(2, 7));
			server.receive(VirtualServer.client(3, port), ClientPackets.get("f"));
		}
		server.advance(Duration.ofSeconds(30));
		assertThat(server.endpoint().activeSessions()).isZero();
		assertThat(firstTimer(server, VirtualServer.client(1, 2))).isBetween(ROUND_TRIP, Duration.ofMillis(500));
		assertThat(firstTimer(server, VirtualServer.client(3, 2))).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void whenThereAreTooManyAddressesTheOldestIsForgottenAndCounted() {
		EndpointSettings all = EndpointSettings.DEFAULTS;
		VirtualServer server = new VirtualServer(new EndpointSettings(all.sessions(), all.sessionsPerAddress(),
				all.lingering(), all.linger(), 2, all.abuse()))
			.with("f", "x");
		for (int address = 1; address <= 3; address++) {
			transfer(server, VirtualServer.client(address, 1));
		}
		assertThat(server.events().reached(Limit.PATHS)).isEqualTo(1);
		assertThat(firstTimer(server, VirtualServer.client(1, 2))).isEqualTo(Duration.ofSeconds(1));
		assertThat(firstTimer(server, VirtualServer.client(2, 2))).isLessThan(Duration.ofSeconds(1));
		assertThat(firstTimer(server, VirtualServer.client(3, 2))).isLessThan(Duration.ofSeconds(1));
	}

	@Test
	void itsSizeIsBoundedWhateverComes() throws Exception {
		PathMemory memory = new PathMemory(100);
		for (int i = 0; i < 10_000; i++) {
			memory.put(InetAddress.getByAddress(new byte[] { 10, 0, (byte) (i >> 8), (byte) i }), ESTIMATE, i);
			assertThat(memory.size()).isLessThanOrEqualTo(100);
		}
	}

	@Test
	void whatIsOverMakesRoomWithoutBeingCounted() throws Exception {
		PathMemory memory = new PathMemory(2);
		for (int i = 1; i <= 2; i++) {
			assertThat(memory.put(InetAddress.getByAddress(new byte[] { 10, 0, 0, (byte) i }), ESTIMATE, 0)).isFalse();
		}
		InetAddress next = InetAddress.getByAddress(new byte[] { 10, 0, 0, 3 });
		assertThat(memory.put(next, ESTIMATE, TEN_MINUTES.toNanos())).isFalse();
		assertThat(memory.size()).isEqualTo(1);
	}

	private static VirtualServer server() {
		return new VirtualServer(TestSettings.lingering(1, Duration.ofSeconds(1))).with("f", "x");
	}

	/** A whole transfer of two round trips. */
	private static void transfer(VirtualServer server, InetSocketAddress client) {
		server.receive(client, ClientPackets.get("f"));
		server.advance(ROUND_TRIP);
		server.receive(client, ClientPackets.ack(2, 1));
		server.advance(ROUND_TRIP);
		server.receive(client, ClientPackets.finAck(3, 2));
		assertThat(server.endpoint().isLive(client)).isFalse();
	}

	/** After what time the first packet of a new session comes again. */
	private static Duration firstTimer(VirtualServer server, InetSocketAddress client) {
		server.receive(client, ClientPackets.get("f"));
		server.advance(Duration.ofMillis(1100));
		List<Sent> sent = server.take(client);
		assertThat(sent).hasSizeGreaterThan(1);
		return Duration.ofNanos(sent.get(1).time() - sent.get(0).time());
	}

}
