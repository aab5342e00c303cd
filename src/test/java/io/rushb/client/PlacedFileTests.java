package io.rushb.client;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

import io.rushb.client.channels.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlacedFileTests {

	private static final int SIZE = 5 << 20;

	@TempDir
	private Path directory;

	@Test
	void theComparisonOfALongFileCanBeCancelled() throws Exception {
		try (FileChannel channel = FileChannel.open(this.directory.resolve("a"), StandardOpenOption.CREATE_NEW,
				StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			PlacedFile file = new PlacedFile(channel, null);
			file.begin(new Version(SIZE, "t", null, null));
			file.write(0, new byte[SIZE], SIZE);
			AtomicInteger asked = new AtomicInteger();
			assertThatExceptionOfType(FetchException.Cancelled.class)
				.isThrownBy(() -> file.sha256(() -> asked.incrementAndGet() == 3));
			assertThat(asked).hasValue(3);
			assertThat(file.sha256(() -> false))
				.isEqualTo("c036cbb7553a909f8b8877d4461924307f27ecb66cff928eeeafd569c3887e29");
		}
	}

	@Test
	void theComparisonOfASmallFileTakesLittleMemory() throws Exception {
		try (FileChannel channel = FileChannel.open(this.directory.resolve("a"), StandardOpenOption.CREATE_NEW,
				StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			PlacedFile file = new PlacedFile(channel, null);
			file.begin(new Version(3, "t", null, null));
			file.write(0, "abc".getBytes(StandardCharsets.US_ASCII), 3);
			long before = directMemory();
			assertThat(file.sha256(() -> false))
				.isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
			assertThat(directMemory() - before).isLessThan(1 << 19);
		}
	}

	private static long directMemory() {
		return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.filter((pool) -> pool.getName().equals("direct"))
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
	}

}
