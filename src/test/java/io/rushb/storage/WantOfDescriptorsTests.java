package io.rushb.storage;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * How it is told that too many files are open, in any language.
 */
@DisabledOnOs(OS.WINDOWS)
class WantOfDescriptorsTests {

	@TempDir
	private Path root;

	@Test
	void isToldByTheSystemsEnglishWords() {
		assertThat(tells("Too many open files", this.root)).isTrue();
		assertThat(tells("Too many open files in system", this.root)).isTrue();
		assertThat(tells("Too many levels of symbolic links", this.root)).isFalse();
	}

	@Test
	void isToldInOtherLanguagesByADirectoryThatCannotBeOpenedForTheSameReason() {
		assertThat(tells("Zu viele offene Dateien", this.root)).isFalse();
		// Whose name is too long cannot be opened, for a reason without a class.
		Path broken = this.root.resolve("x".repeat(300));
		FileSystemException same = catchThrowableOfType(FileSystemException.class,
				() -> Files.newDirectoryStream(broken).close());
		assertThat(same.getClass()).isEqualTo(FileSystemException.class);
		assertThat(tells(same.getReason(), broken)).isTrue();
		assertThat(tells("another reason", broken)).isFalse();
	}

	@Test
	void whatHasAClassOfItsOwnIsSomethingElse() {
		assertThat(DirectoryContentStore.isForWantOfDescriptors(new AccessDeniedException("f", null, "x"), this.root))
			.isFalse();
		assertThat(DirectoryContentStore.isForWantOfDescriptors(new FileSystemException("f"), this.root)).isFalse();
	}

	private static boolean tells(String reason, Path directory) {
		return DirectoryContentStore.isForWantOfDescriptors(new FileSystemException("f", null, reason), directory);
	}

}
