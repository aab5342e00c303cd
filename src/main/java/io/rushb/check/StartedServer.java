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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A server that the kit starts, as a process. It takes the port from the first line of
 * the process's output that is a number.
 */
public final class StartedServer implements CheckedServer {

	/** A Java server on a busy machine took 30 s. */
	private static final int START_SECONDS = 60;

	/** After this time the user is told what the check waits for. */
	private static final long IMPATIENCE = TimeUnit.SECONDS.toNanos(5);

	/** How often a wait looks whether it is cancelled. */
	private static final int LOOK_MILLIS = 50;

	private static final int STOP_SECONDS = 2;

	/** How long to read the rest of a process's output after its end. */
	private static final int LAST_WORDS_MILLIS = 500;

	/** Enough for the last frames of a stack trace. */
	private static final int LINES_KEPT = 12;

	/** Longer lines are cut: a server may write anything. */
	private static final int LINE_LENGTH = 300;

	private static final String TAB = "    ";

	private static final Pattern PORT = Pattern.compile("\\s*(\\d{1,5})\\s*");

	private static final int MAX_PORT = 65535;

	private final List<String> command;

	private final Path directory;

	private final BooleanSupplier cancelled;

	private final Consumer<String> notices;

	private final Deque<String> errors = new ArrayDeque<>();

	/** The last line of its output. */
	private volatile String printed = "";

	private @Nullable Process process;

	private @Nullable Thread errorReader;

	private CompletableFuture<Integer> port = new CompletableFuture<>();

	/**
	 * Prepares to start a server.
	 * @param command the command and its arguments
	 * @param directory the directory in which it runs
	 * @param cancelled is asked, several times a second, whether to wait no longer
	 * @param notices is told, once, that the port takes long to come
	 */
	public StartedServer(List<String> command, Path directory, BooleanSupplier cancelled, Consumer<String> notices) {
		this.command = List.copyOf(command);
		this.directory = directory;
		this.cancelled = cancelled;
		this.notices = notices;
	}

	@Override
	public InetSocketAddress address() throws NoServerException, InterruptedException {
		Process running = this.process;
		if (running == null || !running.isAlive()) {
			stop();
			start();
		}
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
	}

	private int port() throws NoServerException, InterruptedException {
		long begin = System.nanoTime();
		boolean told = false;
		while (true) {
			try {
				return this.port.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException ex) {
				long waited = System.nanoTime() - begin;
				if (this.cancelled.getAsBoolean()) {
					throw new InterruptedException();
				}
				if (waited > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
					throw new NoServerException(name() + " has printed no port within " + START_SECONDS
							+ " s: its output must have a line that is the port's number and nothing else, and be"
							+ " flushed; " + printed());
				}
				if (!told && waited > IMPATIENCE) {
					told = true;
					this.notices.accept("waiting for the port, for " + START_SECONDS + " s at most: a line of the"
							+ " server's output that is a number and nothing else; so far " + printed());
				}
			}
			catch (ExecutionException ex) {
				throw new NoServerException(ending() + " before it printed its port; " + printed());
			}
		}
	}

	private String name() {
		return "'" + this.command.get(0) + "'";
	}

	private String printed() {
		return this.printed.isEmpty() ? "it has printed nothing" : "it has printed '" + this.printed + "'";
	}

	/** How its process ended, after the end of its output. */
	private String ending() throws InterruptedException {
		Process running = this.process;
		if (running == null || !running.waitFor(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)) {
			return name() + " closed its output";
		}
		return name() + " ended (exit status " + running.exitValue() + ")";
	}

	private void start() throws NoServerException {
		ProcessBuilder builder = new ProcessBuilder(this.command).directory(this.directory.toFile());
		// Python buffers output to a pipe.
		builder.environment().putIfAbsent("PYTHONUNBUFFERED", "1");
		CompletableFuture<Integer> announced = new CompletableFuture<>();
		this.port = announced;
		this.printed = "";
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
			this.errorReader = read(started.getErrorStream(), "errors", this::keep, null);
		}
		catch (IOException ex) {
			throw new NoServerException("cannot start " + name() + ": " + ex.getMessage());
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
			// Java's stack traces have tabs, which are no printable characters.
			this.errors.add(cut(line.replace("\t", TAB)));
			if (this.errors.size() > LINES_KEPT) {
				this.errors.remove();
			}
		}
	}

	private static Thread read(InputStream stream, String name, Consumer<String> lines,
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
		return thread;
	}

	@Override
	public boolean hasCrashed() {
		Process running = this.process;
		return running != null && !running.isAlive();
	}

	@Override
	public String whence() {
		return ", the first line of the output of " + name() + " that is a number";
	}

	@Override
	public List<String> lastErrors() throws InterruptedException {
		Thread reader = this.errorReader;
		if (reader != null && hasCrashed()) {
			reader.join(LAST_WORDS_MILLIS);
		}
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
