package io.rushb.client;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Whether a directory has an ACL, whose default entries every new file in it gets. Java
 * can neither read nor remove ACLs, and the mode does not show them: {@code ls -ld} does,
 * by a {@code +} after the mode (POSIX).
 */
final class DirectoryAcl {

	/** After type and mode, as in {@code drwxr-xr-x+}. */
	private static final int MARK = 10;

	private DirectoryAcl() {
	}

	/**
	 * Asks {@code ls}.
	 * @param directory the directory
	 * @return whether it has an ACL, or that is unknown
	 */
	static boolean mayBeAt(Path directory) {
		try {
			Process ls = new ProcessBuilder("ls", "-ld", "--", directory.toString())
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			try (var output = ls.getInputStream()) {
				byte[] line = output.readAllBytes();
				return ls.waitFor() != 0 || line.length <= MARK || line[MARK] == '+';
			}
		}
		catch (IOException ex) {
			return true; // no such command here
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

}
