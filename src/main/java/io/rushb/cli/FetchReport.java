package io.rushb.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.rushb.client.FetchResult;
import io.rushb.client.RushbUri;
import org.jspecify.annotations.Nullable;

/**
 * The result of a fetch, as text and as JSON.
 */
final class FetchReport {

	private static final double KILO = 1000;

	private static final String[] UNITS = { "B", "kB", "MB", "GB" };

	private FetchReport() {
	}

	static String line(RushbUri uri, @Nullable Path target, FetchResult result) {
		double seconds = seconds(result);
		return String.format(Locale.ROOT, "%s: %s in %.2f s (%s), %s%s%s%s -> %s", uri, number(result.bytes(), "byte"),
				seconds, rate(result.bytes(), seconds), way(result), result.whole() ? "" : ", the file grew meanwhile",
				trouble(result), refusal(result), (target != null) ? target : "standard output");
	}

	static String rate(long bytes, double seconds) {
		return size(bytes / Math.max(seconds, 1e-9)) + "/s";
	}

	/** Bytes in the unit that leaves the fewest digits. */
	static String size(double bytes) {
		double number = bytes;
		int unit = 0;
		while (number >= KILO - 0.05 && unit < UNITS.length - 1) {
			number /= KILO;
			unit++;
		}
		return String.format(Locale.ROOT, (unit == 0) ? "%.0f %s" : "%.1f %s", number, UNITS[unit]);
	}

	private static String trouble(FetchResult result) {
		String retransmissions = (result.retransmissions() > 0)
				? ", " + number(result.retransmissions(), "retransmission") : "";
		String attempts = (result.attempts() > 1) ? ", " + number(result.attempts(), "attempt") : "";
		return attempts + retransmissions
				+ ((result.damaged() > 0) ? ", " + number(result.damaged(), "damaged packet") : "");
	}

	/** A number with its noun: one file, two files. */
	static String number(long count, String what) {
		return String.format(Locale.ROOT, "%,d %s%s", count, what, (count != 1) ? "s" : "");
	}

	/** How it was fetched, and how it was verified. */
	private static String way(FetchResult result) {
		return result.way() + (FetchResult.NONE.equals(result.digest()) ? "" : ", " + result.digest());
	}

	private static String refusal(FetchResult result) {
		return result.checksum() ? "" : ", no checksums";
	}

	static String json(RushbUri uri, @Nullable Path target, FetchResult result) {
		return new JsonLine().put("uri", uri.toString())
			.put("ok", true)
			.put("file", (target != null) ? target.toString() : null)
			.put("bytes", result.bytes())
			.put("seconds", seconds(result))
			.put("attempts", result.attempts())
			.put("packets", result.packets())
			.put("retransmissions", result.retransmissions())
			.put("repeats", result.repeats())
			.put("damaged", result.damaged())
			.put("checksum", result.checksum())
			.put("encryption", result.encryption())
			.put("way", result.way())
			.put("digest", result.digest())
			.put("whole", result.whole())
			.toString();
	}

	static String json(String uri, ErrorKind kind, @Nullable String message) {
		return new JsonLine().put("uri", uri)
			.put("ok", false)
			.put("error", kind.label())
			.put("message", String.valueOf(message))
			.toString();
	}

	private static double seconds(FetchResult result) {
		return seconds(result.duration());
	}

	static double seconds(Duration duration) {
		return (double) duration.toNanos() / TimeUnit.SECONDS.toNanos(1);
	}

}
