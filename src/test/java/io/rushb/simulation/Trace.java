package io.rushb.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What happened in a run, packet by packet. Kept only in a run that is repeated after a
 * failure.
 */
final class Trace {

	private final @Nullable List<String> lines;

	private Trace(@Nullable List<String> lines) {
		this.lines = lines;
	}

	static Trace off() {
		return new Trace(null);
	}

	static Trace on() {
		return new Trace(new ArrayList<>());
	}

	void add(long now, String line) {
		if (this.lines != null) {
			this.lines.add(String.format(Locale.ROOT, "%12.3f ms  %s", now / 1e6, line));
		}
	}

	void add(long now, Object who, Object what) {
		if (this.lines != null) {
			add(now, who + " " + what);
		}
	}

	void packet(long now, Object client, Direction direction, byte[] datagram, int length, String what, Object how) {
		if (this.lines != null) {
			add(now, client + " " + direction.sign() + " " + describe(datagram, length) + " " + what, how);
		}
	}

	/** The notation of the protocol's examples: numbers and flags. */
	static String describe(byte[] datagram, int length) {
		if (length < 8) {
			return length + " bytes";
		}
		int sequence = (datagram[0] & 0xff) << 8 | datagram[1] & 0xff;
		int acknowledgement = (datagram[2] & 0xff) << 8 | datagram[3] & 0xff;
		int checksum = (datagram[4] & 0xff) << 8 | datagram[5] & 0xff;
		String flags = Integer.toBinaryString(datagram[6] & 0xff | 0x100).substring(1);
		String tail = (flags.endsWith("0") && datagram[7] == 2) ? "" : " [" + flags + " " + datagram[7] + "]";
		return sequence + " " + acknowledgement + " " + flags.substring(0, 7)
				+ ((checksum != 0) ? " checksum " + checksum : "") + ((length != 1472) ? " length " + length : "")
				+ tail;
	}

	@Override
	public String toString() {
		return (this.lines != null) ? String.join("\n", this.lines) : "";
	}

}
