package io.rushb.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;

import io.rushb.session.Outcome;
import io.rushb.testing.BadNetwork;
import io.rushb.testing.Exchange;
import io.rushb.testing.LinkFaults;
import io.rushb.testing.PublishedClient;
import io.rushb.testing.Sent;
import io.rushb.testing.VirtualNetwork;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Options;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LossyNetworkTests {

	private static final LinkFaults FAULTS = new LinkFaults(0.3, 0.15, 0, false, 0.15, 5_000_000, 0);

	/** A client that cannot be reached for this long is rightly dropped (T2, T3). */
	private static final int DEPTH = 11;

	@Test
	@DisplayName("A1 to A4, S3, S7: losses, copies and delays at random")
	void filesArriveWholeThroughAnyLoss() {
		for (int seed = 0; seed < 200; seed++) {
			Random random = new Random(seed);
			byte[] content = "abcdefgh".repeat(random.nextInt(8_000)).getBytes(StandardCharsets.US_ASCII);
			VirtualServer server = new VirtualServer().with("f", content);
			ByteArrayOutputStream received = new ByteArrayOutputStream();
			PublishedClient client = new PublishedClient(new Options(random.nextBoolean(), random.nextBoolean()),
					received::writeBytes);
			VirtualNetwork network = new VirtualNetwork(server, new BadNetwork(FAULTS, seed));
			network.request(VirtualServer.CLIENT, client, "f");
			while (!client.isClosed() && (network.isBusy() || server.endpoint().activeSessions() > 0)) {
				network.step();
			}
			if (server.events().openedSessions() == 0) {
				continue; // its GET was lost
			}
			// The last FIN+ACK may be lost, or the client be unlucky three times at once
			// (T3), or eight times before it is trusted (T5).
			Outcome outcome = server.events().closedSessions().get(0).outcome();
			assertThat(outcome).as("seed %d", seed).isIn(Outcome.COMPLETED, Outcome.UNPROVEN, Outcome.IDLE);
			assertThat(outcome == Outcome.IDLE && received.size() > 16 * 1464).as("seed %d", seed).isFalse();
			if (outcome == Outcome.COMPLETED) {
				assertThat(received.toByteArray()).as("seed %d", seed).isEqualTo(content);
				assertThat(server.events().acknowledgedBytes()).as("seed %d", seed).isEqualTo(content.length);
			}
			server.assertClean();
		}
	}

	@Test
	@DisplayName("A1 to A7, enumerated: every way to lose some of the first packets, either way")
	void everyPatternOfLossOfTheFirstPacketsIsSurvived() {
		for (int pattern = 0; pattern < 1 << DEPTH; pattern++) {
			assertThat(fetch(pattern)).as("pattern %s", Integer.toBinaryString(pattern)).isEqualTo(Exchange.sample());
		}
	}

	/** Loses the n-th packet on the wire if the n-th bit of the pattern is set. */
	private static String fetch(int pattern) {
		VirtualServer server = new VirtualServer().with("f", Exchange.sample());
		Queue<byte[]> toServer = new ArrayDeque<>();
		StringBuilder received = new StringBuilder();
		PublishedClient client = null;
		int wire = 0;
		while (true) {
			byte[] datagram = toServer.poll();
			if (datagram == null && server.endpoint().activeSessions() > 0) {
				server.advanceToTimer();
			}
			else if (datagram == null && client != null && client.isComplete()) {
				// The client has all; the server may know or not.
				server.assertClean();
				return received.toString();
			}
			else if (datagram == null) {
				// The user starts over, for a client repeats nothing by itself.
				received.setLength(0);
				client = new PublishedClient(Options.NONE,
						(data) -> received.append(new String(data, StandardCharsets.US_ASCII)));
				datagram = client.get("f");
			}
			if (datagram != null && (pattern >> wire++ & 1) == 0) {
				server.receive(datagram);
			}
			for (Sent sent : server.take()) {
				byte[] answer = ((pattern >> wire++ & 1) == 0) ? client.answer(sent.packet()) : null;
				if (answer != null) {
					toServer.add(answer);
				}
			}
		}
	}

}
