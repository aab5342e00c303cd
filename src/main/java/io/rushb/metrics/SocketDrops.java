package io.rushb.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * The number of datagrams that the kernel dropped at the service's UDP port, from
 * {@code /proc}. Read only when asked for; 0 if there is no such file.
 */
final class SocketDrops {

	private static final List<Path> TABLES = List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));

	/** Local address and port in hexadecimal; the last column is the drop count. */
	private static final int LOCAL_ADDRESS = 1;

	private final IntSupplier port;

	private final List<Path> tables;

	SocketDrops(IntSupplier port) {
		this(port, TABLES);
	}

	SocketDrops(IntSupplier port, List<Path> tables) {
		this.port = port;
		this.tables = tables;
	}

	long count() {
		String suffix = String.format(Locale.ROOT, ":%04X", this.port.getAsInt());
		return this.tables.stream().mapToLong((table) -> count(table, suffix)).sum();
	}

	private static long count(Path table, String suffix) {
		if (!Files.isReadable(table)) {
			return 0;
		}
		try (Stream<String> lines = Files.lines(table, StandardCharsets.US_ASCII)) {
			return lines.map((line) -> line.trim().split("\\s+"))
				.filter((columns) -> columns.length > LOCAL_ADDRESS && columns[LOCAL_ADDRESS].endsWith(suffix))
				.mapToLong((columns) -> Long.parseLong(columns[columns.length - 1]))
				.sum();
		}
		catch (IOException ex) {
			return 0;
		}
	}

}
