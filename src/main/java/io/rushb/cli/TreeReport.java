package io.rushb.cli;

import java.util.Locale;

import io.rushb.client.TreeFailure;
import io.rushb.client.TreeResult;

/**
 * The result of the fetch of a tree, as text and as JSON.
 */
final class TreeReport {

	private TreeReport() {
	}

	static String line(TreePlace tree, TreeResult result) {
		double seconds = FetchReport.seconds(result.duration());
		return String.format(Locale.ROOT, "%s: %s, %s in %.2f s (%s)%s%s%s%s -> %s", tree.uri(),
				FetchReport.number(result.files(), "file"), FetchReport.number(result.bytes(), "byte"), seconds,
				FetchReport.rate(result.bytes(), seconds), compared(result),
				(result.skipped() > 0) ? ", " + result.skipped() + " skipped" : "", (result.retransmissions() > 0)
						? ", " + FetchReport.number(result.retransmissions(), "retransmission") : "",
				(result.failed() > 0) ? ", " + result.failed() + " failed" : "", tree.directory());
	}

	/** How the bytes were verified. */
	private static String compared(TreeResult result) {
		if (result.files() == 0) {
			return "";
		}
		if (result.byDigest() == result.files()) {
			return ", sha-256";
		}
		long plain = result.files() - result.byDigest() - result.byMac();
		return ((result.byDigest() > 0) ? ", sha-256 of " + result.byDigest() : "")
				+ ((result.byMac() > 0) ? ", mac of " + result.byMac() : "")
				+ ((plain > 0) ? ", " + plain + " plain" : "");
	}

	static String json(TreePlace tree, TreeResult result) {
		return new JsonLine().put("uri", tree.uri().toString())
			.put("ok", result.failed() == 0)
			.put("directory", tree.directory().toString())
			.put("files", result.files())
			.put("sha-256", result.byDigest())
			.put("mac", result.byMac())
			.put("plain", result.files() - result.byDigest() - result.byMac())
			.put("directories", result.directories())
			.put("skipped", result.skipped())
			.put("bytes", result.bytes())
			.put("seconds", FetchReport.seconds(result.duration()))
			.put("packets", result.packets())
			.put("retransmissions", result.retransmissions())
			.put("failed", result.failed())
			.put("failures", result.failures().stream().map(TreeReport::json).toList())
			.toString();
	}

	private static JsonLine json(TreeFailure failure) {
		return new JsonLine().put("uri", failure.uri())
			.put("error", ErrorKind.of(failure.reason()).label())
			.put("message", failure.reason().getMessage());
	}

}
