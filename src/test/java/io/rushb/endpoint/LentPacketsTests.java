package io.rushb.endpoint;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.session.Session;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.EventCounts;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.VirtualServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A session makes its packets in the same place, but never where one is still to be sent.
 */
class LentPacketsTests {

	private static final int SEGMENT = 1464;

	private final MemoryStore store = new MemoryStore();

	private final Endpoint endpoint = new Endpoint(EndpointSettings.DEFAULTS, new ReadAheadBudget(1_000_000),
			this.store, (request) -> new Session(request, ProtocolSettings.DEFAULTS, new EventCounts()),
			new EventCounts());

	/** A file whose segments are full of one value each: 1, 2, 3... */
	private void putFile(int segments) {
		byte[] file = new byte[segments * SEGMENT];
		for (int i = 0; i < segments; i++) {
			Arrays.fill(file, i * SEGMENT, (i + 1) * SEGMENT, value(i + 1));
		}
		this.store.put("file", file);
	}

	private static byte value(int segment) {
		return (byte) (1 + segment % 200);
	}

	private Transmit exchange(byte[] datagram) {
		this.endpoint.handleDatagram(VirtualServer.CLIENT, datagram, datagram.length, 0);
		Transmit transmit = this.endpoint.pollTransmit();
		for (ContentTask task = this.endpoint.pollTask(); task != null; task = this.endpoint.pollTask()) {
			task.run();
			this.endpoint.handleTask(task, 0);
			transmit = (transmit != null) ? transmit : this.endpoint.pollTransmit();
		}
		assertThat(transmit).isNotNull();
		return transmit;
	}

	@Test
	void aPacketThatIsStillToBeSentIsNotWrittenOver() {
		putFile(3);
		Transmit first = exchange(ClientPackets.get("file"));
		Transmit again = exchange(ClientPackets.nak(2, 1));
		assertThat(again.datagram()).as("the very same bytes").isSameAs(first.datagram());
		first.sent();
		byte[] before = again.datagram().clone();
		Transmit second = exchange(ClientPackets.ack(3, 1));
		assertThat(second.datagram()).isNotSameAs(again.datagram());
		assertThat(again.datagram()).isEqualTo(before);
	}

	@Test
	void thePlaceOfAPacketThatWasSentIsUsedAgain() {
		putFile(3);
		Transmit first = exchange(ClientPackets.get("file"));
		byte[] place = first.datagram();
		first.sent();
		Transmit second = exchange(ClientPackets.ack(2, 1));
		assertThat(second.datagram()).isSameAs(place);
		assertThat(second.datagram()[8]).isEqualTo(value(2));
	}

	/** As the timer's thread does it, while the receiver's goes on. */
	@Test
	@Timeout(60)
	void noPacketIsEverTornWhoeverSendsItAndHoweverLate() throws InterruptedException {
		int segments = 20_000;
		putFile(segments);
		BlockingQueue<Map.Entry<Transmit, Integer>> late = new LinkedBlockingQueue<>();
		AtomicInteger torn = new AtomicInteger();
		Thread sender = new Thread(() -> sendLate(late, segments, torn));
		sender.start();
		int number = 1;
		Transmit current = exchange(ClientPackets.get("file"));
		for (int segment = 1; segment < segments; segment++) {
			current.sent();
			late.add(Map.entry(exchange(ClientPackets.nak(++number & 0xffff, segment)), segment));
			current = exchange(ClientPackets.ack(++number & 0xffff, segment));
		}
		late.add(Map.entry(current, segments));
		sender.join();
		assertThat(torn).hasValue(0);
	}

	private static void sendLate(BlockingQueue<Map.Entry<Transmit, Integer>> late, int segments, AtomicInteger torn) {
		try {
			for (int i = 0; i < segments; i++) {
				Map.Entry<Transmit, Integer> next = late.take();
				byte[] datagram = next.getKey().datagram();
				for (int at = 8; at < datagram.length; at++) {
					if (datagram[at] != value(next.getValue())) {
						torn.incrementAndGet();
						break;
					}
				}
				next.getKey().sent();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
