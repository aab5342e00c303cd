package io.rushb.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The kernel's tables of UDP sockets.
 */
class SocketDropsTests {

	private static final String HEADER = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt"
			+ "   uid  timeout inode ref pointer drops\n";

	@TempDir
	Path directory;

	private Path table(String name, String... rows) throws IOException {
		return Files.writeString(this.directory.resolve(name), HEADER + String.join("", rows));
	}

	private static String row(String localAddress, int drops) {
		return " 1234: " + localAddress + " 00000000:0000 07 00000000:00000000 00:00000000 00000000"
				+ "     0        0 12345 2 0000000000000000 " + drops + "\n";
	}

	@Test
	void areSummedOverAllSocketsOfOurPortAndBothFamilies() throws IOException {
		Path udp = table("udp", row("0100007F:0C80", 3), row("0100007F:0C81", 100), row("00000000:0C80", 4));
		Path udp6 = table("udp6", row("00000000000000000000000000000000:0C80", 5));
		assertThat(new SocketDrops(() -> 3200, List.of(udp, udp6)).count()).isEqualTo(12);
	}

	@Test
	void neverBecomeFewerWhenASocketIsClosed() throws IOException {
		Path udp = table("udp", row("0100007F:0C80", 1000), row("00000000:0C80", 4));
		SocketDrops drops = new SocketDrops(() -> 3200, List.of(udp));
		assertThat(drops.count()).isEqualTo(1004);
		table("udp", row("00000000:0C80", 5));
		assertThat(drops.count()).isEqualTo(1005);
		table("udp", row("0100007F:0C80", 2), row("00000000:0C80", 5));
		assertThat(drops.count()).as("a new socket").isEqualTo(1007);
		assertThat(drops.count()).isEqualTo(1007);
	}

	@Test
	void areNoneWhereThereIsNoSuchTable() {
		assertThat(new SocketDrops(() -> 3200, List.of(this.directory.resolve("none"))).count()).isZero();
	}

}
