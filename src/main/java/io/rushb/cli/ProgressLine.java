package io.rushb.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.LongSupplier;

import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/**
 * The progress line of a fetch: name, bar, bytes, rate, time, and further facts. The rate
 * is that of the last five seconds, so that it falls while nothing comes; after three
 * seconds without a packet the line says for how long. On a narrow terminal the name is
 * shortened first; then the bar is left out, then the retransmissions, the rate, the
 * time, and the further facts. So 80 columns have room for size, percentage, rate, time
 * left and channels.
 */
final class ProgressLine implements ProgressBarRenderer {

	private static final long RATE_MILLIS = 5000;

	/** Lossy paths have shorter pauses. */
	private static final long SILENCE_MILLIS = 3000;

	private static final int SHORTEST_NAME = 12;

	private static final int LONGEST_NAME = 40;

	private static final int BAR = 20;

	private final LongSupplier packets;

	/** Bytes at times of the last seconds. */
	private final Deque<long[]> samples = new ArrayDeque<>();

	private long packetsSeen;

	private long heardAt;

	/**
	 * Makes a line.
	 * @param packets says how many packets have come
	 */
	ProgressLine(LongSupplier packets) {
		this.packets = packets;
	}

	@Override
	public String render(ProgressState progress, int width) {
		long millis = progress.getElapsedAfterStart().toMillis();
		long bytes = progress.getCurrent();
		long seen = this.packets.getAsLong();
		if (seen != this.packetsSeen) {
			this.packetsSeen = seen;
			this.heardAt = millis;
		}
		String amount = FetchReport.size(bytes)
				+ ((isKnown(progress)) ? "/" + FetchReport.size(progress.getMax()) : "");
		String extra = (millis - this.heardAt >= SILENCE_MILLIS)
				? "no answer for " + (millis - this.heardAt) / 1000 + " s" : progress.getExtraMessage().strip();
		String time = clock(Duration.ofMillis(millis)) + left(progress, rate(millis, bytes));
		String rate = FetchReport.size(rate(millis, bytes)) + "/s";
		String shareAndAmount = join(share(progress).strip(), amount);
		String first = extra.split(", ", 2)[0]; // the channels
		return fit(progress.getTaskName(), amount, width,
				join(bar(progress, millis) + share(progress), amount, rate, time, extra),
				join(shareAndAmount, rate, time, extra), join(shareAndAmount, rate, time, first),
				join(shareAndAmount, time, first), join(shareAndAmount, first), join(amount, time));
	}

	/** The first of the lines that leaves room for the name. */
	private static String fit(String name, String amount, int width, String... lines) {
		for (String line : lines) {
			int room = width - line.length() - 1;
			if (room >= Math.min(Columns.of(name), SHORTEST_NAME)) {
				return Columns.cut(name, Math.min(room, LONGEST_NAME)) + " " + line;
			}
		}
		return Columns.cut(Columns.cut(name, Math.max(0, width - amount.length() - 1)) + " " + amount, width);
	}

	private static String join(String... parts) {
		StringBuilder line = new StringBuilder();
		for (String part : parts) {
			if (!part.isEmpty()) {
				line.append(line.isEmpty() ? "" : " ").append(part);
			}
		}
		return line.toString();
	}

	/** In bytes a second. */
	private double rate(long millis, long bytes) {
		long @Nullable [] latest = this.samples.peekLast();
		if (latest != null && bytes < latest[1]) { // it has started over
			this.samples.clear();
		}
		if (latest == null || millis > latest[0]) {
			this.samples.addLast(new long[] { millis, bytes });
		}
		while (this.samples.size() > 2 && this.samples.getFirst()[0] < millis - RATE_MILLIS) {
			this.samples.removeFirst();
		}
		long[] first = this.samples.isEmpty() ? new long[] { 0, 0 } : this.samples.getFirst();
		// In the first five seconds all bytes count from the start.
		long since = (millis <= RATE_MILLIS) ? 0 : first[0];
		long before = (millis <= RATE_MILLIS) ? 0 : first[1];
		return (bytes - before) * 1000.0 / Math.max(millis - since, 1);
	}

	/** If the size is unknown, the library reports the bytes so far as the size. */
	private static boolean isKnown(ProgressState progress) {
		return !progress.isIndefinite() && progress.getMax() > 0;
	}

	private static String left(ProgressState progress, double rate) {
		long missing = progress.getMax() - progress.getCurrent();
		boolean known = isKnown(progress) && missing > 0 && rate >= 1;
		return known ? " (" + clock(Duration.ofMillis((long) (missing / rate * 1000))) + " left)" : "";
	}

	private static String clock(Duration time) {
		return (time.toHours() > 0)
				? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
				: String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
	}

	/** The share that has arrived in per cent; nothing if the size is unknown. */
	private static String share(ProgressState progress) {
		return isKnown(progress)
				? String.format(Locale.ROOT, "%3d%%", Math.min(100, 100 * progress.getCurrent() / progress.getMax()))
				: "";
	}

	/** The share that has arrived as a bar; if the size is unknown, a moving mark. */
	private static String bar(ProgressState progress, long millis) {
		char[] bar = " ".repeat(BAR).toCharArray();
		if (isKnown(progress)) {
			int share = (int) Math.min(BAR, BAR * progress.getCurrent() / progress.getMax());
			return "[" + "=".repeat(share) + " ".repeat(BAR - share) + "]";
		}
		bar[(int) (millis / 200 % BAR)] = '=';
		return "[" + new String(bar) + "]";
	}

}
