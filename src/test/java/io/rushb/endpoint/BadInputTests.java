package io.rushb.endpoint;

import java.util.List;
import java.util.Random;

import io.rushb.session.SessionView;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Sent;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Options;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any datagram of any length and content.
 */
@DisplayName("A5")
class BadInputTests {

	@Test
	void randomDatagramsOfAnyLengthAreCountedAndChangeNothing() {
		VirtualServer server = new VirtualServer().with("f", "x".repeat(10_000));
		server.receive(ClientPackets.get("f"));
		server.receive(ClientPackets.ack(2, 1));
		List<SessionView> views = server.endpoint().sessions(server.now());
		long timer = server.endpoint().nextTimeout();
		server.take();
		Random random = new Random(1472);
		for (int i = 1; i <= 20_000; i++) {
			byte[] datagram = new byte[(i % 2 == 0) ? 1472 : random.nextInt(3000)];
			random.nextBytes(datagram);
			server.receive(datagram);
			assertThat(server.events().unacceptable()).isEqualTo(i);
		}
		assertThat(server.endpoint().sessions(server.now())).isEqualTo(views);
		assertThat(server.endpoint().nextTimeout()).isEqualTo(timer);
		assertThat(server.sent()).isEmpty();
		assertThat(server.endpoint().activeSessions()).isEqualTo(1);
	}

	@Test
	void anyHeaderAtAnyTimeLeavesTheServerInOrder() {
		// Headers that are almost right get further than noise.
		Random random = new Random(7);
		VirtualServer server = new VirtualServer().with("f", "x".repeat(10_000)).with("g", "");
		for (int i = 0; i < 40_000; i++) {
			byte[] datagram = (random.nextInt(20) == 0) ? ClientPackets.get(random.nextBoolean() ? "f" : "g",
					new Options(random.nextBoolean(), random.nextBoolean())) : new byte[1472];
			if (datagram[7] == 0) {
				datagram[1] = (byte) random.nextInt(12);
				datagram[3] = (byte) random.nextInt(10);
				datagram[6] = (byte) (random.nextBoolean() ? 0x90 : random.nextInt(256));
				datagram[7] = 2;
				if ((datagram[6] & 4) != 0) {
					datagram[4] = -1;
					datagram[5] = -1;
				}
			}
			server.receive(VirtualServer.client(random.nextInt(3)), datagram);
			if (random.nextInt(10) == 0) {
				server.advance(java.time.Duration.ofMillis(random.nextInt(500)));
			}
			for (int client = 0; client < 3; client++) {
				server.take(VirtualServer.client(client)).forEach(Sent::packet);
			}
			assertThat(server.store().openSources()).isLessThanOrEqualTo(server.endpoint().activeSessions());
		}
		assertThat(server.events().openedSessions()).isGreaterThan(100);
		server.advance(java.time.Duration.ofMinutes(2));
		server.assertClean();
	}

}
