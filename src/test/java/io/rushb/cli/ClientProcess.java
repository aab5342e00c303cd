package io.rushb.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.rushb.RushbApplication;

/**
 * The client's commands as processes of their own.
 */
final class ClientProcess {

	private ClientProcess() {
	}

	/** The command line of a client, which may be started in any directory. */
	static List<String> command(String... args) {
		List<String> line = new ArrayList<>();
		line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath()));
		line.add(RushbApplication.class.getName());
		line.addAll(List.of(args));
		return line;
	}

	private static String classPath() {
		String path = Objects.requireNonNull(System.getProperty("java.class.path"));
		return Arrays.stream(path.split(File.pathSeparator))
			.map((entry) -> Path.of(entry).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
	}

}
