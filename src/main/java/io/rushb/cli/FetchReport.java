package io.rushb.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.rushb.client.FetchResult;
import io.rushb.client.RushbUri;
import org.jspecify.annotations.Nullable;

/**
 * What a fetch came to, for a person and for programs.
 */
final class FetchReport {

	private static final double KILO = 1000;

	private static final String[] UNITS = { "B", "kB", "MB", "GB" };

	private FetchReport() {
	}

	static String line(RushbUri uri, @Nullable Path target, FetchResult result) {
		double seconds = seconds(result);
		return String.format(Locale.ROOT, "%s: %,d bytes in %.2f s (%s)%s%s -> %s", uri, result.bytes(), seconds,
				rate(result.bytes(), seconds), trouble(result), refusal(result),
				(target != null) ? target : "standard output");
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
		String retransmissions = (result.retransmissions() > 0) ? ", " + result.retransmissions() + " retransmissions"
				: "";
		String attempts = (result.attempts() > 1) ? ", " + result.attempts() + " attempts" : "";
		return attempts + retransmissions
				+ ((result.damaged() > 0) ? ", " + result.damaged() + " damaged packets" : "");
	}

	private static String refusal(FetchResult result) {
		return result.checksum() ? "" : ", no checksums";
	}

	static String json(RushbUri uri, @Nullable Path target, FetchResult result) {
		return String.format(Locale.ROOT,
				"{\"uri\":%s,\"ok\":true,\"file\":%s,\"bytes\":%d,\"seconds\":%.6f,\"attempts\":%d,\"packets\":%d,"
						+ "\"retransmissions\":%d,\"repeats\":%d,\"damaged\":%d,\"checksum\":%b,\"encryption\":%b}",
				quote(uri.toString()), (target != null) ? quote(target.toString()) : "null", result.bytes(),
				seconds(result), result.attempts(), result.packets(), result.retransmissions(), result.repeats(),
				result.damaged(), result.checksum(), result.encryption());
	}

	static String json(RushbUri uri, ExitCode code, @Nullable String message) {
		return "{\"uri\":" + quote(uri.toString()) + ",\"ok\":false,\"error\":"
				+ quote(code.name().toLowerCase(Locale.ROOT)) + ",\"message\":" + quote(String.valueOf(message)) + "}";
	}

	private static double seconds(FetchResult result) {
		return (double) result.duration().toNanos() / TimeUnit.SECONDS.toNanos(1);
	}

	/** A JSON string (RFC 8259, section 7). */
	static String quote(String text) {
		return '"' + Printable.of(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
	}

}
