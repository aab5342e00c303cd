package io.rushb.client.channels;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import io.rushb.wire.StatText;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Packets that somebody on the way alters or adds, with right numbers and checksums: the
 * MAC of the part shows them (rule P5).
 */
class ForgedPacketsTests {

	/** More than the trailer and a stat have. */
	private static final int SEGMENT = 1000;

	private final NetworkPath path = new NetworkPath(20, 50, 128, 0, 3);

	private final MemoryFile got = new MemoryFile();

	private int seen;

	private int forged;

	private int times;

	@Test
	@DisplayName("P5: an altered DAT with a right checksum does not pass")
	void alteredDataDoesNotPass() {
		forge(70, 30, (packet) -> packet.payload().length > SEGMENT, false, (packet) -> flipped(packet, 500));
		assertWhole();
	}

	@Test
	@DisplayName("P5: a forged DAT that comes before the right one does not pass")
	void addedDataDoesNotPass() {
		forge(70, 30, (packet) -> packet.payload().length > SEGMENT, true, (packet) -> flipped(packet, 0));
		assertWhole();
	}

	@Test
	@DisplayName("P5: a forged trailer makes no part right")
	void forgedTrailersDoNotPass() {
		forge(3, 10, (packet) -> packet.payload().length == 32, false, (packet) -> flipped(packet, 31));
		assertWhole();
	}

	@Test
	@DisplayName("P5: a FIN before its time ends no part")
	void forgedFinsEndNothing() {
		forge(70, 30, (packet) -> packet.payload().length > SEGMENT, true,
				(packet) -> PacketCodec.encode(Kind.FIN, packet.options(), packet.sequence(), 0));
		assertWhole();
	}

	@Test
	@DisplayName("P2: an answer without the nonce of the question is not believed")
	void forgedStatsAreNotBelieved() {
		StatText lie = new StatText("0", "0".repeat(32), 1, 1, "t", "2026-01-01T00:00:00Z", null);
		byte[] text = lie.bytes();
		forge(1, 1, (packet) -> isStat(packet.payload()), true, (packet) -> PacketCodec.encode(Kind.DAT,
				packet.options(), packet.sequence(), packet.acknowledgement(), text, 0, text.length));
		assertWhole();
	}

	private static boolean isStat(byte[] payload) {
		return new String(payload, StandardCharsets.ISO_8859_1).startsWith(StatText.FIRST_LINE);
	}

	private static byte[] flipped(Packet packet, int place) {
		byte[] data = packet.payload().clone();
		data[place] ^= 0x01;
		return PacketCodec.encode(packet.kind(), packet.options(), packet.sequence(), packet.acknowledgement(), data, 0,
				data.length);
	}

	/** Forges each n-th packet of a kind, a number of times. */
	private void forge(int every, int times, Predicate<Packet> which, boolean added, Function<Packet, byte[]> forgery) {
		this.path.forger = (datagram) -> {
			if (PacketCodec.decode(datagram, datagram.length, Sender.SERVER) instanceof Packet packet
					&& packet.kind() == Kind.DAT && which.test(packet) && ++this.seen % every == 0
					&& this.forged < times) {
				this.forged++;
				byte[] lie = forgery.apply(packet);
				return added ? List.of(lie, datagram) : List.of(lie);
			}
			return List.of(datagram);
		};
		this.times = times;
	}

	private void assertWhole() {
		ModelFile file = ModelFile.random(4_000_000, 77);
		this.path.server.put("file", file);
		VirtualClient client = this.path.client(16);
		FileParts parts = client.fetch("file", this.got);
		client.wake();
		this.path.time.runUntil(() -> parts.outcome() != null, 100);
		assertThat(parts.outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(this.forged).isEqualTo(this.times);
		assertThat(this.got.bytes).isEqualTo(file.bytes());
		assertThat(parts.bytes()).isEqualTo(file.bytes().length);
		List<long[]> rows = new ArrayList<>(this.got.done);
		rows.sort((one, other) -> Long.compare(one[0], other[0]));
		long next = 0;
		for (long[] row : rows) { // each segment was right once
			assertThat(row[0]).isEqualTo(next);
			next = row[1] + 1;
		}
	}

}
