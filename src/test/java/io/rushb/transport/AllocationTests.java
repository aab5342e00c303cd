package io.rushb.transport;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.ThreadMXBean;
import io.rushb.testing.SocketClient;
import io.rushb.wire.Options;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a packet costs in heap, all of the service's threads together. Unlike a time, that
 * is the same on every machine.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "rushb.server.address=127.0.0.1", "rushb.server.port=0", "server.port=-1" })
@Timeout(120)
class AllocationTests {

	private static final Logger logger = LoggerFactory.getLogger(AllocationTests.class);

	private static final int PACKETS = 3000;

	/** Of the JVM as a service runs in it: C2 keeps what does not escape off the heap. */
	private static final int GOAL = 1024;

	/** Where C1 alone compiles, as in most of the suite; measured: 1873 bytes. */
	private static final int GOAL_OF_C1 = 2048;

	private static final String BOTH_COMPILERS = "4";

	@TempDir
	static Path root;

	@Autowired
	ReceiverSupervisor supervisor;

	@DynamicPropertySource
	static void serveTheTemporaryDirectory(DynamicPropertyRegistry registry) {
		registry.add("rushb.files.root", root::toString);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aPacketServedCostsLessThanAKibibyteOfHeap(boolean checksum) throws IOException {
		assertThat(ManagementFactory.getThreadMXBean()).as("a JVM that counts allocations")
			.isInstanceOf(ThreadMXBean.class);
		byte[] file = SocketClient.text(PACKETS * 1464);
		Files.write(root.resolve("file.txt"), file);
		try (SocketClient client = new SocketClient(this.supervisor.port(), new Options(checksum, false))) {
			assertThat(client.fetch("file.txt")).isEqualTo(file);
		}
		long before = allocated();
		try (SocketClient client = new SocketClient(this.supervisor.port(), new Options(checksum, false))) {
			assertThat(client.fetch("file.txt")).isEqualTo(file);
		}
		long perPacket = (allocated() - before) / PACKETS;
		logger.info("{} bytes of heap per packet, checksum {}", perPacket, checksum);
		assertThat(perPacket).isBetween(1L, hasBothCompilers() ? GOAL : (long) GOAL_OF_C1);
	}

	private static boolean hasBothCompilers() {
		return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
			.getVMOption("TieredStopAtLevel")
			.getValue()
			.equals(BOTH_COMPILERS);
	}

	/** By the service's own threads, which live as long as the test. */
	private static long allocated() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
			.filter((thread) -> thread != null && thread.getThreadName().startsWith("rushb-"))
			.mapToLong((thread) -> threads.getThreadAllocatedBytes(thread.getThreadId()))
			.sum();
	}

}
