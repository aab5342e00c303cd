package io.rushb.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Names are bytes, in every locale that the tests are run in. */
class FileNamesTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "plain.txt", "grüße.txt", "файл.txt", "a b?#%+&;=\"'[]~", "😀", "100%25", "-" })
	void makesPathsOfBytesThatNameTheSameFile(String name) throws IOException {
		Path made = this.directory.resolve(FileNames.pathOfBytes(name));
		assertThat(made.getParent()).isEqualTo(this.directory);
		Files.writeString(made, "x");
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(this.directory)) {
			Path entry = entries.iterator().next();
			assertThat(entry).isEqualTo(made);
			assertThat(FileNames.nameOfBytes(entry.getFileName())).isEqualTo(name);
			assertThat(FileNames.lastName(entry)).isEqualTo(name);
		}
		assertThat(this.directory.resolve(FileNames.path(name))).isEqualTo(made);
	}

	@Test
	void keepsFoldersAndTheirOrder() {
		assertThat(FileNames.pathOfBytes("a/ü/c")).isRelative().hasToString("a/" + FileNames.pathOfBytes("ü") + "/c");
		assertThat(FileNames.pathOfBytes("/a/b")).isAbsolute().isEqualTo(Path.of("/a/b"));
	}

	@Test
	void knowsTheLastNameOfADirectory() throws IOException {
		Path inner = Files.createDirectory(this.directory.resolve("inner"));
		assertThat(FileNames.nameOfBytes(inner)).isEqualTo("inner");
	}

}
