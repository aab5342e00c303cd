package io.rushb.endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.rushb.session.Outcome;
import io.rushb.session.RetransmitCause;
import io.rushb.session.Session;
import io.rushb.session.SessionRequest;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.EventCounts;
import io.rushb.testing.TestSettings;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Habit 3: one table of deadlines")
class TimerQueueTests {

	private final Endpoint endpoint = new VirtualServer().endpoint();

	/** A conversation whose timer fires after this time. */
	private Conversation due(int nanos) {
		byte[] get = ClientPackets.get("f");
		Packet packet = (Packet) PacketCodec.decode(get, get.length, Sender.CLIENT);
		Session session = new Session(new SessionRequest(VirtualServer.CLIENT, packet, 0),
				TestSettings.fixedTimeout(Duration.ofNanos(nanos)), new EventCounts());
		Conversation conversation = new Conversation(session, Demand.whole(new byte[] { (byte) 102 }), this.endpoint);
		session.refuse(Outcome.NOT_FOUND, null, 0, conversation);
		return conversation;
	}

	@Test
	void answeredConversationsWakeNobodyUp() {
		VirtualServer server = new VirtualServer(TestSettings.fixedTimeout(Duration.ofMillis(20))).with("f", "x");
		for (int client = 1; client <= 3; client++) {
			server.receive(VirtualServer.client(client), ClientPackets.get("f"));
			server.advance(Duration.ofMillis(1));
		}
		for (int client = 1; client <= 3; client++) {
			server.receive(VirtualServer.client(client), ClientPackets.ack(2, 1));
		}
		long answeredAt = server.now();
		server.advance(Duration.ofMillis(17)); // when the first would have been due
		assertThat(server.endpoint().nextTimeout()).isEqualTo(answeredAt + Duration.ofMillis(20).toNanos());
	}

	@Test
	void veryManyDeadlinesAreHandledSomeAtATime() {
		VirtualServer server = new VirtualServer(TestSettings.fixedTimeout(Duration.ofSeconds(4))).with("f", "x");
		int clients = 40;
		for (int client = 1; client <= clients; client++) {
			server.receive(VirtualServer.client(client), ClientPackets.get("f"));
		}
		Endpoint endpoint = server.endpoint();
		assertThat(endpoint.nextTimeout()).isEqualTo(Duration.ofSeconds(4).toNanos());
		server.oversleep(Duration.ofSeconds(5));
		for (int repeated : new int[] { 16, 32 }) {
			endpoint.handleTimeouts(server.now());
			assertThat(server.events().of(RetransmitCause.TIMEOUT)).isEqualTo(repeated);
			assertThat(endpoint.nextTimeout()).as("more are due").isLessThan(server.now());
		}
		endpoint.handleTimeouts(server.now());
		assertThat(server.events().of(RetransmitCause.TIMEOUT)).isEqualTo(clients);
		assertThat(endpoint.nextTimeout()).isEqualTo(Duration.ofSeconds(9).toNanos());
	}

	@Test
	void firstDeadlineIsAlwaysFirstWhateverIsQueuedAndRemoved() {
		Random random = new Random(3);
		for (int round = 0; round < 200; round++) {
			TimerQueue queue = new TimerQueue();
			List<Conversation> queued = new ArrayList<>();
			for (int step = 0; step < 300; step++) {
				if (queued.isEmpty() || random.nextInt(5) < 3) {
					Conversation conversation = due(1 + random.nextInt(1_000));
					queue.schedule(conversation);
					queued.add(conversation);
				}
				else {
					Conversation removed = queued.remove(random.nextInt(queued.size()));
					queue.remove(removed);
					queue.remove(removed);
				}
				long first = queued.stream().mapToLong((one) -> one.session().deadline()).min().orElse(Long.MAX_VALUE);
				assertThat(queue.next()).as("round %d, step %d", round, step).isEqualTo(first);
				assertThat(queue.due(first - 1)).isNull();
			}
		}
	}

}
