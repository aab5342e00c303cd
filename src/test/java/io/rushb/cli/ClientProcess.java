package io.rushb.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.rushb.testing.JavaProcess;

/**
 * The client's commands as processes of their own.
 */
final class ClientProcess {

	private ClientProcess() {
	}

	/** The command line of a client, which may be started in any directory. */
	static List<String> command(String... args) {
		return command(classPath(), args);
	}

	private static List<String> command(String classPath, String... args) {
		List<String> line = JavaProcess.command();
		line.addAll(List.of("-cp", classPath));
		line.add(ClientMain.class.getName());
		line.addAll(List.of(args));
		return line;
	}

	/**
	 * The same for a user who may not read the class path: with a copy of what it needs.
	 */
	static List<String> commandWithCopies(Path directory, String... args) throws IOException {
		Path copies = Files.createDirectories(directory);
		List<String> entries = new ArrayList<>();
		for (String entry : classPath().split(File.pathSeparator)) {
			Path path = Path.of(entry);
			String name = path.getFileName().toString();
			if (Files.isDirectory(path)) {
				copyClasses(path, Files.createDirectories(copies.resolve(name)));
				entries.add(copies.resolve(name).toString());
			}
			else {
				entries.add(Files.copy(path, copies.resolve(name)).toString());
			}
		}
		return command(String.join(File.pathSeparator, entries), args);
	}

	private static void copyClasses(Path from, Path to) throws IOException {
		List<String> rooms = List.of("cli", "client", "relay", "wire", "session", "check", "pcap");
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Path name = from.relativize(file);
				if (name.getNameCount() > 3 && name.startsWith(Path.of("io", "rushb"))
						&& rooms.contains(name.getName(2).toString())) {
					Path copy = to.resolve(name);
					Files.createDirectories(copy.getParent());
					Files.copy(file, copy);
				}
			}
		}
	}

	/**
	 * Our classes and the client's libraries: a hundred more would be looked through for
	 * what is not there.
	 */
	private static String classPath() {
		String path = Objects.requireNonNull(System.getProperty("java.class.path"));
		return Arrays.stream(path.split(File.pathSeparator))
			.map((entry) -> Path.of(entry).toAbsolutePath())
			.filter((entry) -> Files.isDirectory(entry) || isOfTheClient(entry.getFileName().toString()))
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static boolean isOfTheClient(String library) {
		return Stream.of("picocli", "progressbar", "jline", "jspecify").anyMatch(library::startsWith);
	}

}
