package io.rushb.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Opens the target of a fetch. How it is written to depends on what the path is:
 * <ul>
 * <li>a name of a descriptor of this process ({@code /dev/stdout}): at the descriptor's
 * current position, see {@link Descriptors};</li>
 * <li>another target that is no regular file, such as a pipe or a device: directly;</li>
 * <li>a regular file, or nothing yet: see {@link PartFile}.</li>
 * </ul>
 * Links are followed, also one that leads to nothing yet. Failures that can be foreseen
 * happen here, before anything is fetched.
 */
interface FileSink extends Sink, Closeable {

	/** Every byte has come. */
	void finish() throws IOException;

	/**
	 * Opens a path.
	 * @param path where the bytes should go
	 * @param makeDirectories whether a directory that is not there is made
	 * @param goOn whether to keep the bytes of an interrupted run
	 * @param listener is told of partial files that are found
	 * @return the sink
	 * @throws IOException if they cannot go there; the message says why
	 */
	static FileSink open(Path path, boolean makeDirectories, boolean goOn, FetchListener listener) throws IOException {
		int descriptor = Descriptors.of(path);
		if (descriptor != Descriptors.NONE) {
			return new DeviceSink(Descriptors.open(descriptor, path), !Descriptors.isStandard(descriptor));
		}
		if (Files.isDirectory(path)) {
			throw new IOException("it is a directory");
		}
		if (Files.exists(path) && !Files.isRegularFile(path)) {
			return new DeviceSink(FileChannel.open(path, StandardOpenOption.WRITE), true);
		}
		return PartFile.open(path, makeDirectories, goOn, listener);
	}

}
