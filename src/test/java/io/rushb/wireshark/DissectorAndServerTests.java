package io.rushb.wireshark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import io.rushb.session.IgnoreReason;
import io.rushb.session.Outcome;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Sent;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Corruption;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dissector judges an answer as our server does. A client answers at random, rightly
 * and wrongly; the server's counters are the oracle.
 */
class DissectorAndServerTests {

	private static final Map<Enum<?>, String> VERDICTS = Map.of(IgnoreReason.SEQUENCE, "A1",
			IgnoreReason.ACKNOWLEDGEMENT, "A5", IgnoreReason.KIND, "A5", IgnoreReason.LATE, "A4", IgnoreReason.OPTIONS,
			"S2", Corruption.CHECKSUM, "W5", IgnoreReason.NO_SESSION, "A7");

	/** Fewer than the server sends of a packet before it gives up (T5). */
	private static final int FEW_COPIES = 6;

	private final CaptureFile capture = new CaptureFile();

	private final List<String> verdicts = new ArrayList<>();

	private final VirtualServer server = new VirtualServer().with("f", "abcdefgh".repeat(2_000));

	private final Random random = new Random(3);

	private int sequence = 1;

	private int newest;

	private boolean fin;

	/** How often the server has sent its newest packet. */
	private int copies;

	@Test
	@DisplayName("A1 to A5, A7")
	void answersAreJudgedAsTheServerJudgesThem(@TempDir Path directory) throws Exception {
		for (int transfer = 0; transfer < 25; transfer++) {
			transfer();
		}
		assertThat(this.verdicts).contains("", "A1", "A4", "A5", "S2", "W5", "A7").hasSize(this.capture.frames());
		Optional<Tshark> tshark = Tshark.installed(directory);
		if (tshark.isPresent()) {
			List<String> told = tshark.get().fields(this.capture, "rushb.stray", "rushb.retransmission_of");
			List<String> frames = tshark.get().info(this.capture);
			assertThat(told).hasSize(this.verdicts.size());
			for (int i = 0; i < told.size(); i++) {
				String expected = this.verdicts.get(i);
				String[] found = told.get(i).split("\\|", -1);
				boolean repeated = !found[1].isEmpty();
				if (repeated && expected.equals("A1")) {
					continue; // The server has had this number: it does not ask for more.
				}
				assertThat(found[0]).as("frame %d, %s", i + 1, frames.get(i)).contains(expected);
				assertThat(found[0].isEmpty()).as("frame %d, %s", i + 1, frames.get(i)).isEqualTo(expected.isEmpty());
			}
		}
	}

	private void transfer() {
		this.sequence = 1;
		this.newest = 0;
		this.fin = false;
		int closed = this.server.events().closedSessions().size();
		send(ClientPackets.get("f"));
		send(ClientPackets.ack(2, 1)); // T3
		this.sequence = 2;
		while (this.server.events().closedSessions().size() == closed) {
			if (this.copies >= FEW_COPIES) {
				answerRightly();
			}
			else if (this.random.nextInt(10) == 0) {
				this.server.advanceToTimer();
				collect();
			}
			else {
				answer();
			}
		}
		assertThat(this.server.events().of(Outcome.COMPLETED)).isEqualTo(closed + 1);
		for (int i = 0; i < 5; i++) {
			answer();
		}
	}

	/** Else the server would give the client up (T5). */
	private void answerRightly() {
		if (send(PacketCodec.encode(this.fin ? Kind.FIN_ACK : Kind.DAT_ACK, Options.NONE, this.sequence + 1,
				this.newest))) {
			this.sequence++;
		}
	}

	private void answer() {
		int named = this.newest - oneOf(0, 0, 0, 0, 0, 1, 2, this.newest, -1);
		int number = this.sequence + oneOf(1, 1, 1, 1, 1, 1, 0, 2, 65, 66, -1);
		boolean ofFin = this.fin && named == this.newest;
		Kind kind = ofFin ? oneOf(Kind.FIN_ACK, Kind.FIN_NAK, Kind.FIN_ACK, Kind.DAT_ACK)
				: oneOf(Kind.DAT_ACK, Kind.DAT_ACK, Kind.DAT_ACK, Kind.DAT_NAK, Kind.FIN_NAK);
		Options options = oneOf(Options.NONE, Options.NONE, Options.NONE, Options.NONE, new Options(true, false));
		byte[] datagram = PacketCodec.encode(kind, options, number & 0xffff, named & 0xffff);
		if (this.random.nextInt(12) == 0) {
			datagram = ClientPackets.withChecksum(datagram, 77);
		}
		if (send(datagram)) {
			this.sequence = number;
		}
	}

	@SafeVarargs
	private <T> T oneOf(T... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

	/** Returns whether the server has taken the number for the client's last. */
	private boolean send(byte[] datagram) {
		Map<Enum<?>, Integer> before = new HashMap<>();
		VERDICTS.keySet().forEach((reason) -> before.put(reason, this.server.events().of(reason)));
		this.server.receive(datagram);
		String verdict = "";
		for (Map.Entry<Enum<?>, String> reason : VERDICTS.entrySet()) {
			if (this.server.events().of(reason.getKey()) > before.getOrDefault(reason.getKey(), 0)) {
				verdict = reason.getValue();
			}
		}
		this.capture.client(datagram);
		this.verdicts.add(verdict);
		collect();
		return verdict.isEmpty() || verdict.equals("A4");
	}

	private void collect() {
		for (Sent sent : this.server.take()) {
			Packet packet = sent.packet();
			if (packet.kind() != Kind.FIN_ACK) {
				this.copies = (packet.sequence() == this.newest) ? this.copies + 1 : 1;
				this.newest = packet.sequence();
				this.fin = packet.kind() == Kind.FIN;
			}
			this.capture.server(sent.datagram());
			this.verdicts.add("");
		}
	}

}
