package io.rushb.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Java's command for a test that starts a process. Most of such a process' time is its
 * start, so it compiles with C1 only: a start of the service takes two thirds of the
 * processor time that it takes with both compilers.
 */
public final class JavaProcess {

	private JavaProcess() {
	}

	/** The command of the Java that runs the tests, to which the caller adds. */
	public static List<String> command() {
		return new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
	}

}
