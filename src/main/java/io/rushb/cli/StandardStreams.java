package io.rushb.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import picocli.CommandLine;

/**
 * Standard output and error of this program: output for programs is UTF-8 in every
 * locale, and failed writes are noticed. {@link System#out} uses the locale's encoding,
 * and ignores failures.
 */
final class StandardStreams {

	private StandardStreams() {
	}

	/** Lets a command line write to the standard streams. */
	static void use(CommandLine line) {
		line.setOut(writer(FileDescriptor.out, StandardCharsets.UTF_8));
		// Text on a terminal uses the terminal's encoding.
		line.setErr(writer(FileDescriptor.err,
				ErrorOutput.isTerminal() ? Charset.defaultCharset() : StandardCharsets.UTF_8));
	}

	private static PrintWriter writer(FileDescriptor descriptor, Charset charset) {
		return new PrintWriter(
				new OutputStreamWriter(new BufferedOutputStream(new FileOutputStream(descriptor)), charset), true);
	}

	/**
	 * Checks whether everything that a command wrote to standard output has arrived.
	 * @param line the command line
	 * @param code the command's exit code
	 * @return that code, or the one for a local file if the command did its work and its
	 * output is lost
	 */
	static int checked(CommandLine line, int code) {
		line.getErr().flush();
		if (!line.getOut().checkError()) {
			return code;
		}
		line.getErr()
			.println("rushb: not everything could be written to standard output: it is closed, or the disk is full");
		return (code == ExitCode.FETCHED.value()) ? ExitCode.LOCAL_FILE.value() : code;
	}

}
