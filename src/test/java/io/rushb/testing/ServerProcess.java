package io.rushb.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.rushb.RushbApplication;
import org.awaitility.Awaitility;

/**
 * The service as a process of its own, with the profile {@code lab}: its classes, or the
 * jar where the system property {@code packaged.service} names it.
 */
public final class ServerProcess implements AutoCloseable {

	private static final Duration DEADLINE = Duration.ofSeconds(120);

	private static final String JAR = System.getProperty("packaged.service", "");

	private final Path output;

	private final Path errors;

	private final Process process;

	public ServerProcess(Path root, String... arguments) throws IOException {
		this(root, List.of(), List.of(arguments));
	}

	public ServerProcess(Path root, List<String> javaOptions, List<String> arguments) throws IOException {
		this(root, javaOptions, arguments, 0);
	}

	/** With a limit of file descriptors; 0 for the machine's own limit. */
	public ServerProcess(Path root, List<String> javaOptions, List<String> arguments, int descriptors)
			throws IOException {
		Path logs = Files.createTempDirectory("rushb-process");
		this.output = logs.resolve("output.log");
		this.errors = logs.resolve("errors.log");
		List<String> command = new ArrayList<>();
		if (descriptors > 0) {
			command.addAll(List.of("sh", "-c", "ulimit -n " + descriptors + " && exec \"$@\"", "sh"));
		}
		command.addAll(JavaProcess.command());
		command.addAll(javaOptions);
		command
			.addAll(isOfJar() ? List.of("-jar", JAR) : List.of("-cp", classPath(), RushbApplication.class.getName()));
		command.addAll(List.of("--spring.profiles.active=lab", "--rushb.files.root=" + root));
		command.addAll(arguments);
		this.process = new ProcessBuilder(command).redirectOutput(this.output.toFile())
			.redirectError(this.errors.toFile())
			.start();
	}

	/** Whether the jar is what runs. */
	public static boolean isOfJar() {
		return !JAR.isEmpty();
	}

	/** The application's class path, without the tests and their configuration. */
	private static String classPath() {
		String separator = System.getProperty("path.separator");
		return String.join(separator,
				Arrays.stream(System.getProperty("java.class.path").split(separator))
					.filter((entry) -> !entry.endsWith("test-classes"))
					.toList());
	}

	/** Waits for the first line of standard output, the bare port number. */
	public int awaitPort() {
		return Awaitility.await()
			.atMost(DEADLINE)
			.until(this::output, (text) -> text.endsWith("\n"))
			.transform((line) -> Integer.parseInt(line.trim()));
	}

	public void awaitLog(String text) {
		Awaitility.await().atMost(DEADLINE).until(() -> log().contains(text));
	}

	/** Sends SIGTERM. */
	public void terminate() {
		this.process.destroy();
	}

	/** Stops the whole process, timers and all, until {@link #resume()}. */
	public void pause() throws IOException, InterruptedException {
		signal("-STOP");
	}

	public void resume() throws IOException, InterruptedException {
		signal("-CONT");
	}

	private void signal(String name) throws IOException, InterruptedException {
		Process kill = new ProcessBuilder("kill", name, String.valueOf(this.process.pid())).inheritIO().start();
		if (kill.waitFor() != 0) {
			throw new AssertionError("kill " + name + " failed");
		}
	}

	/** Waits for the end of the process and returns its exit value. */
	public int awaitExit() throws InterruptedException {
		if (!this.process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
			throw new AssertionError("the process has not ended: " + log());
		}
		return this.process.exitValue();
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	public String output() {
		return read(this.output);
	}

	public String log() {
		return read(this.errors);
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
		try {
			Files.deleteIfExists(this.output);
			Files.deleteIfExists(this.errors);
			Files.deleteIfExists(this.output.getParent());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
