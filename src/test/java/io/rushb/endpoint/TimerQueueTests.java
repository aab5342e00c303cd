package io.rushb.endpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.session.Session;
import io.rushb.session.SessionRequest;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.EventCounts;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The heap of deadlines: whatever is queued and removed, the first is the first.
 */
class TimerQueueTests {

	private static final Packet GET = (Packet) PacketCodec.decode(ClientPackets.get("a"), PacketCodec.PACKET_LENGTH,
			Sender.CLIENT);

	private final EventCounts events = new EventCounts();

	private final Endpoint endpoint = new Endpoint(EndpointSettings.DEFAULTS, new MemoryStore(), this::session,
			this.events);

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7, 64, 65, 300 })
	void deadlinesComeInOrderWhateverWasRemovedBetween(int count) {
		for (long seed = 0; seed < 50; seed++) {
			Random random = new Random(seed);
			TimerQueue queue = new TimerQueue();
			List<Conversation> queued = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				Conversation conversation = conversation(i, random.nextInt(1000));
				queue.schedule(conversation);
				queued.add(conversation);
			}
			for (int i = random.nextInt(count); i > 0; i--) {
				queue.remove(queued.remove(random.nextInt(queued.size())));
				assertThat(queue.next()).as("seed %d", seed).isEqualTo(earliest(queued));
			}
			while (!queued.isEmpty()) {
				long first = earliest(queued);
				assertThat(queue.next()).as("seed %d", seed).isEqualTo(first);
				assertThat(queue.due(first - 1)).as("seed %d: too early", seed).isNull();
				Conversation due = queue.due(first);
				assertThat(due).as("seed %d", seed).isNotNull().isIn(queued);
				queue.remove(due);
				queue.remove(due);
				queued.remove(due);
			}
			assertThat(queue.next()).isEqualTo(Long.MAX_VALUE);
			assertThat(queue.due(Long.MAX_VALUE)).isNull();
		}
	}

	private static long earliest(List<Conversation> queued) {
		return queued.stream()
			.map((conversation) -> conversation.session().deadline())
			.min(Comparator.naturalOrder())
			.orElse(Long.MAX_VALUE);
	}

	private Conversation conversation(int client, long openedAt) {
		return new Conversation(session(new SessionRequest(VirtualServer.client(client), GET, "a", openedAt)),
				this.endpoint);
	}

	private Session session(SessionRequest request) {
		return new Session(request, ProtocolSettings.DEFAULTS, new ReadAheadBudget(0), this.events);
	}

}
