package io.rushb.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The recorded exchanges in {@code src/test/resources/fuzz}: what clients sent, one
 * datagram a line in hexadecimal digits, without the zero bytes at its end.
 */
final class Corpus {

	private static final int LENGTH = 1472;

	private static final List<String> NAMES = List.of("plain", "nak", "checksum", "encryption", "refused", "restart",
			"strange");

	private Corpus() {
	}

	static List<List<byte[]>> exchanges() {
		List<List<byte[]>> all = new ArrayList<>();
		NAMES.forEach((name) -> all.add(read("/fuzz/" + name + ".hex")));
		return all;
	}

	private static List<byte[]> read(String file) {
		try (InputStream in = Corpus.class.getResourceAsStream(file)) {
			if (in == null) {
				throw new IllegalStateException("no " + file);
			}
			Stream<String> lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines();
			return lines.filter((line) -> !line.startsWith("#")).map(Corpus::datagram).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] datagram(String line) {
		return Arrays.copyOf(HexFormat.of().parseHex(line), LENGTH);
	}

}
