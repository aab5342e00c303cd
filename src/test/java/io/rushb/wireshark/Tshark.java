package io.rushb.wireshark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Wireshark's command line with our dissector, and nothing of the user's own settings.
 */
final class Tshark {

	private static final Path DISSECTOR = Path.of("tools", "wireshark", "rushb.lua").toAbsolutePath();

	private static final int DEADLINE = 60;

	private static final Optional<Path> PROGRAM = find();

	private final Path program;

	private final Path directory;

	private final List<String> options = new ArrayList<>();

	private Tshark(Path program, Path directory) {
		this.program = program;
		this.directory = directory;
	}

	/**
	 * Finds tshark.
	 * @param directory an empty directory for captures and settings
	 * @return tshark if it is installed
	 */
	static Optional<Tshark> installed(Path directory) {
		return PROGRAM.map((program) -> new Tshark(program, directory));
	}

	private static Optional<Path> find() {
		Optional<Path> program = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.map((part) -> Path.of(part, "tshark"))
			.filter(Files::isExecutable)
			.findFirst();
		if (program.isEmpty()) {
			System.out.println("tshark is not installed: the dissector's tests only write their captures");
		}
		return program;
	}

	/** Adds command line options. */
	Tshark with(String... more) {
		this.options.addAll(Arrays.asList(more));
		return this;
	}

	/** The Info column of each frame. */
	List<String> info(CaptureFile capture) throws IOException, InterruptedException {
		return run(capture, "-o", "gui.column.format:\"Info\",\"%i\"").stream().map(String::strip).toList();
	}

	/** The values of these fields in each frame, separated by {@code |}. */
	List<String> fields(CaptureFile capture, String... fields) throws IOException, InterruptedException {
		List<String> arguments = new ArrayList<>(List.of("-T", "fields", "-E", "separator=|", "-E", "aggregator=;"));
		for (String field : fields) {
			arguments.addAll(List.of("-e", field));
		}
		// Boolean values are words since 4.2.
		return run(capture, arguments.toArray(String[]::new)).stream()
			.map((line) -> line.replace("True", "1").replace("False", "0"))
			.toList();
	}

	/** The details of each frame. */
	List<String> details(CaptureFile capture) throws IOException, InterruptedException {
		return run(capture, "-O", "rushb");
	}

	private List<String> run(CaptureFile capture, String... arguments) throws IOException, InterruptedException {
		Path file = this.directory.resolve("capture.pcap");
		Path output = this.directory.resolve("output");
		Path errors = this.directory.resolve("errors");
		capture.write(file);
		// Two passes (-2), as in Wireshark itself: a packet's answer comes after it.
		List<String> command = new ArrayList<>(
				List.of(this.program.toString(), "-n", "-2", "-X", "lua_script:" + DISSECTOR, "-r", file.toString()));
		command.addAll(this.options);
		command.addAll(Arrays.asList(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile())
			.redirectError(errors.toFile());
		builder.environment().put("HOME", this.directory.toString());
		builder.environment().put("XDG_CONFIG_HOME", this.directory.toString());
		builder.environment().put("LC_ALL", "C.UTF-8");
		Process process = builder.start();
		try {
			assertThat(process.waitFor(DEADLINE, TimeUnit.SECONDS)).as("tshark ended in time").isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
		assertThat(Files.readString(errors)).doesNotContain("Lua").doesNotContain("rushb.lua");
		List<String> lines = Files.readAllLines(output);
		assertThat(lines).noneMatch((line) -> line.contains("Lua Error"));
		return lines;
	}

}
