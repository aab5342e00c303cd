package io.rushb.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

	private static final int INODE = 9;

	private final IntSupplier port;

	private final List<Path> tables;

	private Map<String, Long> latest = Map.of();

	private long total;

	SocketDrops(IntSupplier port) {
		this(port, TABLES);
	}

	SocketDrops(IntSupplier port, List<Path> tables) {
		this.port = port;
		this.tables = tables;
	}

	/**
	 * Returns how many datagrams were dropped in all. The kernel forgets the number of a
	 * socket that is closed, so the increases are added up here.
	 */
	synchronized long count() {
		String suffix = String.format(Locale.ROOT, ":%04X", this.port.getAsInt());
		Map<String, Long> now = new HashMap<>();
		try {
			for (Path table : this.tables) {
				read(table, suffix, now);
			}
		}
		catch (IOException ex) {
			return this.total; // the next look may succeed
		}
		now.forEach((socket, drops) -> this.total += Math.max(0, drops - this.latest.getOrDefault(socket, 0L)));
		this.latest = now;
		return this.total;
	}

	/** Reads the drops of each socket, which its address and inode identify. */
	private static void read(Path table, String suffix, Map<String, Long> drops) throws IOException {
		if (!Files.isReadable(table)) {
			return;
		}
		try (Stream<String> lines = Files.lines(table, StandardCharsets.US_ASCII)) {
			lines.map((line) -> line.trim().split("\\s+"))
				.filter((columns) -> columns.length > INODE && columns[LOCAL_ADDRESS].endsWith(suffix))
				.forEach((columns) -> drops.put(columns[LOCAL_ADDRESS] + " " + columns[INODE],
						Long.parseLong(columns[columns.length - 1])));
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

}
