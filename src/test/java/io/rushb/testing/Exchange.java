package io.rushb.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs a scripted client against a server, packet by packet, in the notation of the
 * protocol's examples. One step a line:
 *
 * <pre>
 * &gt; 1 0 0010000 files/file.txt   the client sends: number, acknowledgement, flags
 * &lt; 1 0 0001000 a*1464           the server has sent exactly this
 * timer                           the next timer fires
 * wait 250                        so many milliseconds pass
 * </pre>
 *
 * After the flags may stand a payload ({@code text}, {@code a*3+b*2} or {@code hex:00ff},
 * in the clear), {@code checksum} and its value, {@code at} and a time in milliseconds,
 * {@code lost} (what the client sends does not arrive) and {@code ignored} (the server
 * counts it, and neither sends anything nor touches a timer) and {@code late} (the same,
 * but the server may learn a round-trip time from it, rule T1). Between the steps the
 * server may send nothing but what the script says.
 */
public final class Exchange {

	private final VirtualServer server;

	private final Queue<Sent> pending = new ArrayDeque<>();

	private Exchange(VirtualServer server) {
		this.server = server;
	}

	/** Runs a script against a server that may be in the middle of something. */
	public static VirtualServer run(VirtualServer server, String script) {
		Exchange exchange = new Exchange(server);
		script.lines().map(String::strip).filter((line) -> !line.isEmpty()).forEach(exchange::step);
		exchange.assertNothingPending("the end");
		return server;
	}

	/** Runs a script against a new server that has {@code files/file.txt}. */
	public static VirtualServer run(String script) {
		return run(new VirtualServer().with("files/file.txt", sample()), script);
	}

	/** The content of {@code files/file.txt} in the protocol's examples. */
	public static String sample() {
		return "a".repeat(1466) + "b".repeat(1000);
	}

	private void step(String line) {
		Deque<String> words = new ArrayDeque<>(List.of(line.split(" +")));
		String verb = words.remove();
		if (verb.equals("<")) {
			assertThat(this.pending).as("%s (what the server has sent)", line).isNotEmpty();
			verify(line, this.pending.remove(), new Line(words));
			return;
		}
		assertNothingPending(line);
		switch (verb) {
			case ">" -> send(line, new Line(words));
			case "timer" -> this.server.advanceToTimer();
			case "wait" -> this.server.advance(Duration.ofMillis(Long.parseLong(words.remove())));
			default -> throw new IllegalArgumentException(line);
		}
		this.pending.addAll(this.server.take());
	}

	private void send(String line, Line packet) {
		if (packet.lost) {
			return;
		}
		int unacceptable = this.server.events().unacceptable();
		List<?> views = this.server.endpoint().sessions(this.server.now());
		long timer = this.server.endpoint().nextTimeout();
		this.server.receive(packet.datagram());
		if (packet.ignored || packet.late) {
			assertThat(this.server.events().unacceptable()).as("%s (A5: counted)", line).isEqualTo(unacceptable + 1);
			assertThat(packet.late || this.server.endpoint().sessions(this.server.now()).equals(views))
				.as("%s (A5: state unchanged)", line)
				.isTrue();
			assertThat(this.server.endpoint().nextTimeout()).as("%s (A5: timer)", line).isEqualTo(timer);
		}
	}

	private void verify(String line, Sent sent, Line expected) {
		Packet packet = sent.packet();
		assertThat(sent).as(line)
			.hasToString(expected.sequence + " " + expected.acknowledgement + " " + expected.flags);
		if (expected.payload.length > 0) {
			assertThat(packet.data()).as(line).isEqualTo(expected.payload);
		}
		if (expected.checksum >= 0) {
			assertThat(packet.checksum()).as(line).isEqualTo(expected.checksum);
		}
		if (expected.at >= 0) {
			assertThat(sent.millis()).as(line).isEqualTo(expected.at);
		}
	}

	private void assertNothingPending(String line) {
		assertThat(this.pending).as("what else the server has sent before: %s", line).isEmpty();
	}

	/** What stands after the verb of a packet's line. */
	private static final class Line {

		private final int sequence;

		private final int acknowledgement;

		private final String flags;

		private byte[] payload = {};

		private int checksum = -1;

		private long at = -1;

		private boolean lost;

		private boolean ignored;

		private boolean late;

		Line(Deque<String> words) {
			this.sequence = Integer.parseInt(words.remove());
			this.acknowledgement = Integer.parseInt(words.remove());
			this.flags = words.remove();
			while (!words.isEmpty()) {
				String word = words.remove();
				switch (word) {
					case "checksum" -> this.checksum = Integer.parseInt(words.remove());
					case "at" -> this.at = Long.parseLong(words.remove());
					case "lost" -> this.lost = true;
					case "ignored" -> this.ignored = true;
					case "late" -> this.late = true;
					default -> this.payload = payload(word);
				}
			}
		}

		private static byte[] payload(String word) {
			if (word.startsWith("hex:")) {
				return HexFormat.of().parseHex(word.substring(4));
			}
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			for (String part : word.split("\\+")) {
				String[] factors = part.split("\\*");
				int times = (factors.length > 1) ? Integer.parseInt(factors[1]) : 1;
				bytes.writeBytes(factors[0].repeat(times).getBytes(StandardCharsets.UTF_8));
			}
			return bytes.toByteArray();
		}

		byte[] datagram() {
			int bits = Integer.parseInt(this.flags, 2) << 1;
			Options options = new Options((bits & 0x04) != 0, (bits & 0x02) != 0);
			byte[] datagram = PacketCodec.encode(Kind.GET, options, this.sequence, this.acknowledgement, this.payload,
					0, this.payload.length);
			datagram[6] = (byte) bits;
			return (this.checksum >= 0) ? ClientPackets.withChecksum(datagram, this.checksum) : datagram;
		}

	}

}
