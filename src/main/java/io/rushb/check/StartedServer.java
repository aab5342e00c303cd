package io.rushb.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A server that the kit starts, as a process. It takes the port from the first line of
 * the process's output that is a number.
 */
public final class StartedServer implements CheckedServer {

	/** A Java server on a busy machine was seen to take 30 s. */
	private static final int START_SECONDS = 60;

	private static final int STOP_SECONDS = 2;

	/** Enough for the last frames of a stack trace. */
	private static final int LINES_KEPT = 12;

	/** Longer lines are cut: a server may write anything. */
	private static final int LINE_LENGTH = 300;

	private static final Pattern PORT = Pattern.compile("\\s*(\\d{1,5})\\s*");

	private static final int MAX_PORT = 65535;

	private final List<String> command;

	private final Path directory;

	private final Deque<String> errors = new ArrayDeque<>();

	/** The last line of its output. */
	private volatile String printed = "";

	private @Nullable Process process;

	private CompletableFuture<Integer> port = new CompletableFuture<>();

	/**
	 * Prepares to start a server.
	 * @param command the command and its arguments
	 * @param directory the directory in which it runs
	 */
	public StartedServer(List<String> command, Path directory) {
		this.command = List.copyOf(command);
		this.directory = directory;
	}

	@Override
	public InetSocketAddress address() throws NoServerException, InterruptedException {
		Process running = this.process;
		if (running == null || !running.isAlive()) {
			stop();
			start();
		}
		try {
			return new InetSocketAddress(InetAddress.getLoopbackAddress(),
					this.port.get(START_SECONDS, TimeUnit.SECONDS));
		}
		catch (TimeoutException ex) {
			throw new NoServerException("'" + this.command.get(0) + "' has printed no port within " + START_SECONDS
					+ " s: its output must have a line that is the port's number and nothing else, and be flushed"
					+ (this.printed.isEmpty() ? "; it has printed nothing"
							: "; it has printed '" + this.printed + "'"));
		}
		catch (ExecutionException ex) {
			throw new NoServerException("'" + this.command.get(0) + "' ended before it printed its port");
		}
	}

	private void start() throws NoServerException {
		ProcessBuilder builder = new ProcessBuilder(this.command).directory(this.directory.toFile());
		// Python keeps what it prints to a pipe until there is much of it.
		builder.environment().putIfAbsent("PYTHONUNBUFFERED", "1");
		CompletableFuture<Integer> announced = new CompletableFuture<>();
		this.port = announced;
		synchronized (this.errors) {
			this.errors.clear();
		}
		try {
			Process started = builder.start();
			this.process = started;
			started.getOutputStream().close();
			read(started.getInputStream(), "output", (line) -> {
				this.printed = cut(line);
				announce(announced, line);
			}, announced);
			read(started.getErrorStream(), "errors", this::keep, null);
		}
		catch (IOException ex) {
			throw new NoServerException("cannot start '" + this.command.get(0) + "': " + ex.getMessage());
		}
	}

	private static void announce(CompletableFuture<Integer> announced, String line) {
		if (!announced.isDone() && PORT.matcher(line).matches()) {
			int number = Integer.parseInt(line.trim());
			if (number > 0 && number <= MAX_PORT) {
				announced.complete(number);
			}
		}
	}

	private static String cut(String line) {
		return (line.length() > LINE_LENGTH) ? line.substring(0, LINE_LENGTH) + "..." : line;
	}

	private void keep(String line) {
		synchronized (this.errors) {
			this.errors.add(cut(line));
			if (this.errors.size() > LINES_KEPT) {
				this.errors.remove();
			}
		}
	}

	private static void read(InputStream stream, String name, Consumer<String> lines,
			@Nullable CompletableFuture<Integer> announced) {
		Thread thread = new Thread(() -> {
			try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
				for (String line = reader.readLine(); line != null; line = reader.readLine()) {
					lines.accept(line);
				}
			}
			catch (IOException ex) {
				lines.accept("(its " + name + " cannot be read: " + ex.getMessage() + ")");
			}
			if (announced != null) {
				announced.completeExceptionally(new IOException("end of output"));
			}
		}, "checked-server-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public boolean hasCrashed() {
		Process running = this.process;
		return running != null && !running.isAlive();
	}

	@Override
	public List<String> lastErrors() {
		synchronized (this.errors) {
			return List.copyOf(this.errors);
		}
	}

	@Override
	public void restart() throws InterruptedException {
		stop();
	}

	private void stop() throws InterruptedException {
		Process running = this.process;
		this.process = null;
		if (running == null) {
			return;
		}
		List<ProcessHandle> children = running.descendants().toList();
		running.destroy();
		children.forEach(ProcessHandle::destroy);
		if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
			running.destroyForcibly().waitFor();
		}
		children.forEach(ProcessHandle::destroyForcibly);
	}

	@Override
	public void close() throws IOException {
		try {
			stop();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
