package io.rushb.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * {@link PartFile}.
 */
@DisabledOnOs(OS.WINDOWS)
class PartFileTests {

	private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.US_ASCII);

	@TempDir
	private Path directory;

	@Test
	void targetsMayHaveTheLongestNamesThereAre() throws IOException {
		String chinese = "\u6587".repeat(85); // 255 bytes
		String surrogates = "a" + "\ud83d\ude00".repeat(63); // 253 bytes
		fetch(this.directory.resolve(chinese));
		fetch(this.directory.resolve(surrogates));
		assertThat(files()).containsExactlyInAnyOrder(chinese, surrogates);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-------", "rw-rw-rw-", "r--r-----", "rwxr-xr-x" })
	void replacingAFileKeepsItsPermissions(String permissions) throws IOException {
		Path target = Files.createFile(this.directory.resolve("a"));
		Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(permissions));
		fetch(target);
		assertThat(target).hasBinaryContent(BYTES);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target))).isEqualTo(permissions);
	}

	@Test
	void nobodyReadsOfAReplacementWhatTheyMayNotReadOfTheFile() throws IOException {
		Path target = Files.createFile(this.directory.resolve("a"));
		Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
		try (PartFile file = PartFile.open(target)) {
			file.write(BYTES);
			try (Stream<Path> entries = Files.list(this.directory)) {
				assertThat(entries).allSatisfy((entry) -> assertThat(Files.getPosixFilePermissions(entry))
					.isEqualTo(PosixFilePermissions.fromString("rw-------")));
			}
		}
	}

	@Test
	void bytesAreOnTheDiskBeforeTheTargetHasThem() throws IOException {
		Path part = this.directory.resolve("part");
		Path target = this.directory.resolve("target");
		ForcedChannel channel = new ForcedChannel(FileChannel.open(part, ForcedChannel.OPTIONS), target);
		try (PartFile file = new PartFile(target, part, channel, null)) {
			file.write(BYTES);
			file.finish();
		}
		assertThat(channel.forcedBeforeTarget).isTrue();
		assertThat(target).hasBinaryContent(BYTES);
	}

	@Test
	void saysWhichDirectoryIsNotThere() {
		Path none = this.directory.resolve("none");
		assertThatIOException().isThrownBy(() -> PartFile.open(none.resolve("a")))
			.withMessage("there is no directory " + none);
	}

	private static void fetch(Path target) throws IOException {
		try (PartFile file = PartFile.open(target)) {
			file.write(BYTES);
			file.finish();
		}
	}

	private List<String> files() throws IOException {
		try (Stream<Path> entries = Files.list(this.directory)) {
			return entries.map((entry) -> entry.getFileName().toString()).toList();
		}
	}

}
