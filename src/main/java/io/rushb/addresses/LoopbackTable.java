package io.rushb.addresses;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Finds the address of this machine that a local client has sent to. All of 127.0.0.0/8
 * is this machine, but interfaces list only 127.0.0.1; on Debian the machine's own name
 * is 127.0.1.1. Linux has a table that says for each connected socket where it is
 * connected to.
 */
public final class LoopbackTable {

	/** Bytes of a word in the table. */
	private static final int WORD = 4;

	private final List<Path> tables;

	/**
	 * Makes one of tables in the form of {@code /proc/net/udp}.
	 * @param tables files, which need not exist
	 */
	public LoopbackTable(Path... tables) {
		this.tables = List.of(tables);
	}

	/**
	 * Returns the tables of this machine's kernel.
	 * @return the table; one that knows nothing where the kernel is no Linux
	 */
	public static LoopbackTable ofThisMachine() {
		return new LoopbackTable(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
	}

	/**
	 * Finds out which address a client has connected its socket to.
	 * @param client the client, on this machine
	 * @param port the port that it asks
	 * @return the address, if the client's socket is connected to that port
	 */
	public Optional<InetAddress> asked(InetSocketAddress client, int port) {
		for (Path table : this.tables) {
			try {
				for (String line : Files.readAllLines(table)) {
					String[] columns = line.trim().split("\\s+", 4);
					if (columns.length == 4 && isSocket(columns[1], client.getPort(), client.getAddress())
							&& port(columns[2]) == port) {
						return Optional.of(address(columns[2]));
					}
				}
			}
			catch (IOException | IllegalArgumentException ex) {
				continue; // no Linux, or a table that looks otherwise
			}
		}
		return Optional.empty();
	}

	private static boolean isSocket(String column, int port, InetAddress address) throws UnknownHostException {
		return column.indexOf(':') > 0 && !column.startsWith("local") && port(column) == port
				&& address(column).equals(address);
	}

	private static int port(String column) {
		int colon = column.indexOf(':');
		return (colon > 0 && !column.startsWith("rem")) ? Integer.parseInt(column.substring(colon + 1), 16) : -1;
	}

	/** Words of four bytes, each in the machine's own order. */
	private static InetAddress address(String column) throws UnknownHostException {
		byte[] bytes = HexFormat.of().parseHex(column.substring(0, column.indexOf(':')));
		ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
		ByteBuffer address = ByteBuffer.allocate(bytes.length);
		for (int i = 0; i < bytes.length / WORD; i++) {
			address.putInt(words.getInt());
		}
		return InetAddress.getByAddress(address.array());
	}

}
