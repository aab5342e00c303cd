package io.rushb.check;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.rushb.check.scenario.TestFiles;
import io.rushb.check.script.TestFile;

/**
 * The kit's files, in a new directory below the server's root. They are deleted at the
 * end.
 */
final class LaidFiles implements Closeable {

	private static final String PREFIX = "rushb-check-";

	private static final int TRIES = 100;

	/** Four hexadecimal digits: names stay short, and two runs rarely meet. */
	private static final int NAMES = 0x10000;

	private static final int BLOCK = 64 * 1024;

	private final Path root;

	private final Path directory;

	private LaidFiles(Path root, Path directory) {
		this.root = root;
		this.directory = directory;
	}

	static LaidFiles below(Path root) throws IOException {
		// Not a temporary directory, which a server of another user could not read.
		for (int i = 0; i < TRIES; i++) {
			Path directory = root.resolve(PREFIX + String.format("%04x", ThreadLocalRandom.current().nextInt(NAMES)));
			if (!Files.exists(directory)) {
				return new LaidFiles(root, Files.createDirectory(directory));
			}
		}
		throw new IOException("there are too many directories " + root.resolve(PREFIX + "*") + ": remove them");
	}

	TestFiles files() {
		return new TestFiles(this.directory.getFileName().toString(), mayHaveAnyName());
	}

	/** The system takes names as bytes; Java decodes them by the locale. */
	private boolean mayHaveAnyName() {
		try {
			return this.directory.resolve(TestFiles.UNUSUAL).getNameCount() > 0;
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

	void lay(Collection<TestFile> files) throws IOException {
		for (TestFile file : files) {
			Path path = this.root.resolve(file.name());
			if (!Files.exists(path)) {
				Files.createDirectories(path.getParent());
				write(file, path);
				Files.setLastModifiedTime(path, FileTime.from(TestFiles.MODIFIED, TimeUnit.SECONDS));
			}
		}
	}

	private static void write(TestFile file, Path path) throws IOException {
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
			for (long offset = 0; offset < file.size(); offset += BLOCK) {
				out.write(file.bytes(offset, (int) Math.min(BLOCK, file.size() - offset)));
			}
		}
	}

	@Override
	public void close() throws IOException {
		List<Path> paths;
		try (Stream<Path> all = Files.walk(this.directory)) {
			paths = all.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path path : paths) {
			Files.deleteIfExists(path);
		}
	}

}
