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
 * Standard output and error as this program wants them: what is for programs is UTF-8 in
 * every locale, and what could not be written shows. {@link System#out} has the locale's
 * characters, and swallows what fails.
 */
final class StandardStreams {

	private StandardStreams() {
	}

	/** Has a command line write to the standard streams. */
	static void use(CommandLine line) {
		line.setOut(writer(FileDescriptor.out, StandardCharsets.UTF_8));
		// A terminal shows words to a person, in the characters that it has.
		line.setErr(writer(FileDescriptor.err,
				ErrorOutput.isTerminal() ? Charset.defaultCharset() : StandardCharsets.UTF_8));
	}

	private static PrintWriter writer(FileDescriptor descriptor, Charset charset) {
		return new PrintWriter(
				new OutputStreamWriter(new BufferedOutputStream(new FileOutputStream(descriptor)), charset), true);
	}

	/**
	 * Looks whether everything arrived that a command wrote to standard output.
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
