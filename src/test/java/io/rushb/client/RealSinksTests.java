package io.rushb.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Fetches in parts into the sinks that users have, by a {@link SinkTrial} for each of
 * many seeds: the bytes are those of one version, whatever happens.
 */
class RealSinksTests {

	private static final int TRIALS = 30;

	@TempDir
	private Path directory;

	@Test
	@DisplayName("C4: what a stream gets is one version from its first byte on, each byte once")
	void streamsGetOneVersion() {
		for (int seed = 0; seed < TRIALS; seed++) {
			SinkTrial trial = new SinkTrial(seed);
			assertRuns(seed, trial::intoAStream);
		}
	}

	@Test
	@DisplayName("C4: a range has the bytes of one version")
	void rangesAreOfOneVersion() {
		for (int seed = 1000; seed < 1000 + TRIALS; seed++) {
			SinkTrial trial = new SinkTrial(seed);
			assertRuns(seed, trial::aRange);
		}
	}

	@Test
	@DisplayName("C4: a file has the bytes of one version, though the client is killed and goes on again and again")
	void filesAreOfOneVersion() throws IOException {
		for (int seed = 2000; seed < 2000 + TRIALS; seed++) {
			Path target = this.directory.resolve("file");
			SinkTrial trial = new SinkTrial(seed);
			assertRuns(seed, () -> trial.intoAFile(target));
			Files.deleteIfExists(target);
			Files.deleteIfExists(PartName.of(target));
			Files.deleteIfExists(PartRecord.of(PartName.of(target)));
			assertThat(this.directory).isEmptyDirectory();
		}
	}

	private static void assertRuns(int seed, ThrowingCallable trial) {
		assertThatCode(trial).as("seed %d", seed).doesNotThrowAnyException();
	}

}
