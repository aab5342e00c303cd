package io.rushb.cli;

import java.io.File;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds how this program was called, so that the commands in its help can be typed.
 */
final class Program {

	/** The name that a launcher script passes. */
	private static final String PROPERTY = "io.rushb.program";

	private static final String NAME = "rushb";

	private static final Pattern SPACE = Pattern.compile(".*\\s.*");

	private Program() {
	}

	/** {@code java -jar NAME.jar} where a jar was run, else {@code rushb}. */
	static String name() {
		return name(System.getProperty(PROPERTY, ""), System.getProperty("sun.java.command", ""),
				System.getProperty("java.class.path", ""));
	}

	/**
	 * The same of what is known.
	 * @param said what a launcher says
	 * @param command the command line after the options of Java, as the JVM shows it
	 * @param classPath the class path: of a program in a jar that jar and nothing else
	 */
	static String name(String said, String command, String classPath) {
		if (!said.isEmpty()) {
			return said;
		}
		boolean jar = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)
				&& (command.equals(classPath) || command.startsWith(classPath + " "));
		return Optional.of(classPath)
			.filter((path) -> jar)
			.map((path) -> "java -jar " + (SPACE.matcher(path).matches() ? "'" + path + "'" : path))
			.orElse(NAME);
	}

}
