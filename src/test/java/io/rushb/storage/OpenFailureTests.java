package io.rushb.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.rushb.endpoint.ResourceName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What is made of failures that have no exception class of their own, in any language.
 */
@DisabledOnOs(OS.WINDOWS)
class OpenFailureTests {

	@TempDir
	private Path root;

	@Test
	void wantOfDescriptorsIsToldByTheSystemsEnglishWords() {
		assertThat(OpenFailure.isForWantOfDescriptors(failure("Too many open files"))).isTrue();
		assertThat(OpenFailure.isForWantOfDescriptors(failure("Too many open files in system"))).isTrue();
		assertThat(OpenFailure.isForWantOfDescriptors(failure("Too many levels of symbolic links"))).isFalse();
		assertThat(OpenFailure.isForWantOfDescriptors(failure("Zu viele offene Dateien"))).isFalse();
	}

	@Test
	void otherwiseItIsToldByADirectoryThatCannotBeOpenedForTheSameReason() {
		// Whose name is too long cannot be opened, for a reason without a class.
		Path broken = this.root.resolve("x".repeat(300));
		FileSystemException same = catchThrowableOfType(FileSystemException.class,
				() -> Files.newDirectoryStream(broken).close());
		assertThat(same.getClass()).isEqualTo(FileSystemException.class);
		assertThat(OpenFailure.isOf(broken, failure(same.getReason()))).isTrue();
		assertThat(OpenFailure.isOf(broken, failure("another reason"))).isFalse();
		assertThat(OpenFailure.isOf(this.root, failure(same.getReason()))).isFalse();
	}

	@Test
	void whatHasAClassOfItsOwnIsSomethingElse() {
		assertThat(OpenFailure.isForWantOfDescriptors(new AccessDeniedException("f", null, "Too many open files")))
			.isFalse();
		assertThat(OpenFailure.isForWantOfDescriptors(new FileSystemException("f"))).isFalse();
	}

	/** As if the disk did not work any more: opening anything fails, in the root too. */
	@Test
	void aRootThatCannotBeOpenedIsNeitherAMissingFileNorWantOfDescriptors() throws IOException {
		Path link = this.root.resolve("link");
		DirectoryContentStore store = new DirectoryContentStore(link, false, LinkPolicy.WITHIN_ROOT);
		ResourceName name = ResourceName.of("file.txt".getBytes(StandardCharsets.US_ASCII));
		assertThat(store.open(name)).as("a root that is not there").isNull();
		Files.createSymbolicLink(link, link);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> store.open(name))
			.isExactlyInstanceOf(FileSystemException.class);
	}

	private static FileSystemException failure(String reason) {
		return new FileSystemException("f", null, reason);
	}

}
