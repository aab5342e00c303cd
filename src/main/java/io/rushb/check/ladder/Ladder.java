package io.rushb.check.ladder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Draws datagrams as a ladder: a line each, the client on the left and the server on the
 * right.
 */
public final class Ladder {

	/** The beginning of a marked line. */
	public static final String MARK = "!! ";

	private static final String NO_MARK = "   ";

	/**
	 * The width from one side to the other: so a line with its time fits into 100
	 * columns.
	 */
	private static final int WIDTH = 80;

	/** As wide as a time. */
	private static final String INDENT = " ".repeat(14);

	private static final int SHORTEST_ARROW = 4;

	private final long origin;

	private final boolean clients;

	/**
	 * Begins a ladder.
	 * @param origin the time from which the lines count, in nanoseconds
	 * @param clients whether the lines show which client it is
	 */
	public Ladder(long origin, boolean clients) {
		this.origin = origin;
		this.clients = clients;
	}

	/**
	 * Draws one packet.
	 * @param packet the packet
	 * @param marked whether to mark it
	 * @return the line
	 */
	public String line(TracedPacket packet, boolean marked) {
		String dashes = "-".repeat(Math.max(SHORTEST_ARROW, WIDTH - packet.text().length() - 2));
		String arrow = packet.sent() ? packet.text() + " " + dashes + ">" : "<" + dashes + " " + packet.text();
		return note(packet.nanos(), (this.clients ? "[" + (packet.client() + 1) + "] " : "") + arrow, marked);
	}

	/**
	 * Draws a line that is no packet.
	 * @param nanos its time
	 * @param text what it says
	 * @param marked whether to mark it
	 * @return the line
	 */
	public String note(long nanos, String text, boolean marked) {
		double millis = (double) (nanos - this.origin) / TimeUnit.MILLISECONDS.toNanos(1);
		return String.format(Locale.ROOT, "%s%9.1f ms  %s", marked ? MARK : NO_MARK, millis, text);
	}

	/**
	 * Draws a recording.
	 * @param recording what was sent and received
	 * @return the lines
	 */
	public static List<String> of(Recording recording) {
		return of(recording, null, "");
	}

	/**
	 * Draws a recording and marks a packet.
	 * @param recording what was sent and received
	 * @param deviating the packet to mark, the same object; {@code null} for none
	 * @param note what is said under it
	 * @return the lines
	 */
	public static List<String> of(Recording recording, @Nullable TracedPacket deviating, String note) {
		Ladder ladder = new Ladder(recording.origin(), recording.clients() > 1);
		List<String> lines = new ArrayList<>();
		recording.first().forEach((packet) -> ladder.add(lines, packet, packet == deviating, note));
		if (recording.leftOut() > 0) {
			lines.add(NO_MARK + INDENT + "... " + recording.leftOut() + " packets are not shown ...");
		}
		recording.last().forEach((packet) -> ladder.add(lines, packet, packet == deviating, note));
		return lines;
	}

	private void add(List<String> lines, TracedPacket packet, boolean marked, String note) {
		lines.add(line(packet, marked));
		if (marked) {
			lines.add(MARK + INDENT + note);
		}
	}

}
