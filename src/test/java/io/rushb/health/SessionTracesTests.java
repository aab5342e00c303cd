package io.rushb.health;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rushb.health.SessionTrace.Event;
import io.rushb.session.SessionRequest;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.EventCounts;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/**
 * Which sessions are traced, and what their traces say.
 */
class SessionTracesTests {

	private final EventCounts usual = new EventCounts();

	private long now = 1;

	private final SessionTraces traces = new SessionTraces(2, () -> this.now);

	private boolean isTraced(int client) {
		Packet get = (Packet) PacketCodec.decode(ClientPackets.get("file.txt"), PacketCodec.PACKET_LENGTH,
				Sender.CLIENT);
		SessionRequest request = new SessionRequest(VirtualServer.client(client), get, 0);
		return this.traces.of(request, this.usual) != this.usual;
	}

	@Test
	void nothingIsTracedUntilSomebodyLooks() {
		assertThat(isTraced(1)).isFalse();
		this.traces.look();
		assertThat(isTraced(2)).isTrue();
		this.now += TimeUnit.SECONDS.toNanos(16);
		assertThat(isTraced(3)).isFalse();
		assertThat(this.traces.size()).isEqualTo(1);
	}

	@Test
	void aTraceThatIsOverGivesWayAndOneThatGoesOnDoesNot() {
		this.traces.look();
		assertThat(isTraced(1)).isTrue();
		assertThat(isTraced(2)).isTrue();
		assertThat(isTraced(3)).isFalse();
		SessionTrace second = this.traces.over(VirtualServer.client(2));
		assertThat(second).isNotNull();
		assertThat(second.isKept()).isTrue();
		assertThat(isTraced(4)).isTrue();
		assertThat(second.isKept()).isFalse();
		assertThat(this.traces.size()).isEqualTo(2);
	}

	@Test
	void whatSomebodyAsksForTakesTheOldestPlace() {
		this.traces.look();
		isTraced(1);
		isTraced(2);
		InetSocketAddress third = VirtualServer.client(3);
		SessionTrace first = this.traces.find(VirtualServer.client(1));
		assertThat(this.traces.begin(third, this.usual, true)).isSameAs(this.traces.find(third));
		assertThat(first.isKept()).isFalse();
		assertThat(this.traces.find(VirtualServer.client(1))).isNull();
		assertThat(this.traces.size()).isEqualTo(2);
	}

	@Test
	void whoFindsNoRoomAndWhoGivesItAreCounted() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		this.traces.bindTo(registry);
		FunctionCounter dropped = registry.get("rushb.traces.dropped").functionCounter();
		this.traces.look();
		isTraced(1);
		isTraced(2);
		assertThat(dropped.count()).isZero();
		assertThat(isTraced(3)).isFalse();
		assertThat(dropped.count()).isEqualTo(1);
		this.traces.begin(VirtualServer.client(4), this.usual, true);
		assertThat(dropped.count()).isEqualTo(2);
	}

	@Test
	void zeroSwitchesItOff() {
		SessionTraces off = new SessionTraces(0, () -> this.now);
		off.look();
		assertThat(off.begin(VirtualServer.client(1), this.usual, true)).isNull();
	}

	@Test
	void aTraceSaysWhatWasSentRepeatedAnsweredAndIgnored() {
		VirtualServer server = new VirtualServer().with("file.txt", "x".repeat(2000));
		server.receive(ClientPackets.get("file.txt"));
		SessionTrace trace = new SessionTrace(VirtualServer.CLIENT, server.events(), 0);
		assertThat(server.endpoint().listen(VirtualServer.CLIENT, (listener) -> {
			assertThat(listener).isSameAs(server.events());
			return trace;
		})).isTrue();
		server.receive(ClientPackets.ack(9, 1));
		server.receive(ClientPackets.nak(2, 1));
		server.receive(ClientPackets.ack(3, 1));
		server.advanceToTimer();
		server.receive(ClientPackets.ack(4, 2));
		server.receive(ClientPackets.finAck(5, 3));
		assertThat(trace.events())
			.extracting(Event::what, Event::kind, Event::number, Event::acknowledges, Event::reason)
			.containsExactly(tuple("ignored", "dat_ack", 9, 1, "sequence"), tuple("received", "dat_nak", 2, 1, ""),
					tuple("repeated", "dat", 1, 0, "nak"), tuple("received", "dat_ack", 3, 1, ""),
					tuple("sent", "dat", 2, 0, ""), tuple("repeated", "dat", 2, 0, "timeout"),
					tuple("received", "dat_ack", 4, 2, ""), tuple("sent", "fin", 3, 0, ""),
					tuple("received", "fin_ack", 5, 3, ""));
		List<Event> events = trace.events();
		assertThat(events.get(5).atMs()).isGreaterThan(0);
		assertThat(events.get(4).timerMs()).isGreaterThan(0);
		assertThat(events.get(3).timerMs()).isZero();
		// The listener of all is told as ever.
		assertThat(server.events().retransmissions()).isEqualTo(2);
		assertThat(server.events().unacceptable()).isEqualTo(1);
		server.assertClean();
	}

	@Test
	void onlyTheLastThousandPacketsAreKept() {
		SessionTrace trace = new SessionTrace(VirtualServer.CLIENT, this.usual, 0);
		for (int i = 0; i < 1500; i++) {
			trace.sent(Kind.DAT, i, null, 1_000_000, i);
			trace.roundTrip(5_000_000);
		}
		assertThat(trace.events()).hasSize(1000);
		assertThat(trace.events().get(0).number()).isEqualTo(500);
		assertThat(trace.dropped()).isEqualTo(500);
		assertThat(this.usual.roundTrips()).hasSize(1500);
		trace.discard();
		trace.sent(Kind.DAT, 1, null, 1, 1);
		assertThat(trace.events()).isEmpty();
	}

}
