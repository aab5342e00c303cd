package io.rushb.check;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.rushb.check.PureServer.Reply;
import io.rushb.check.script.TestFile;
import io.rushb.testing.JavaProcess;
import org.jspecify.annotations.Nullable;

/**
 * A {@link StudentServer} on a socket that serves a directory, in a thread or as a
 * process, with a timer of 1 s.
 */
public final class StudentProcess implements Closeable {

	static final long TIMER = TimeUnit.SECONDS.toNanos(1);

	private final Path root;

	private final StudentServer server;

	private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

	private final List<InetSocketAddress> clients = new ArrayList<>();

	private volatile boolean closed;

	StudentProcess(Defect defect, Path root) throws IOException {
		this.root = root;
		this.server = new StudentServer(defect, TIMER, this::file, (directory) -> List.of());
	}

	/** The process: its defect is the argument, and it serves the current directory. */
	public static void main(String[] args) throws IOException {
		try (StudentProcess process = new StudentProcess(Defect.valueOf(args[0]), Path.of(""))) {
			System.out.println("a line before the port");
			System.out.println(process.socket.getLocalPort());
			process.run();
		}
		System.err.println("it dies of " + args[0]);
		System.exit(1);
	}

	static List<String> command(Defect defect) {
		return command(defect.name());
	}

	/**
	 * The command that starts it as a process.
	 * @param defect the name of what is wrong with it
	 * @return the command and its arguments
	 */
	public static List<String> command(String defect) {
		String separator = System.getProperty("path.separator");
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(separator))
			.map((entry) -> Path.of(entry).toAbsolutePath().toString())
			.collect(Collectors.joining(separator));
		List<String> command = JavaProcess.command();
		command.addAll(List.of("-cp", classPath, StudentProcess.class.getName(), defect));
		return command;
	}

	static StudentProcess inThread(Defect defect, Path root) throws IOException {
		StudentProcess process = new StudentProcess(defect, root);
		Thread thread = new Thread(process::run, "student-server");
		thread.setDaemon(true);
		thread.start();
		return process;
	}

	InetSocketAddress address() {
		return (InetSocketAddress) this.socket.getLocalSocketAddress();
	}

	private @Nullable TestFile file(String name) {
		try {
			Path path = this.root.resolve(name);
			boolean plain = !name.contains("..") && !name.contains("//") && !name.endsWith("/")
					&& name.length() <= 1024;
			return (plain && Files.isRegularFile(path)) ? TestFile.of(name, Files.readAllBytes(path)) : null;
		}
		catch (InvalidPathException ex) {
			return null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void run() {
		DatagramPacket datagram = new DatagramPacket(new byte[2048], 2048);
		while (!this.closed && !this.server.isDead()) {
			try {
				long millis = TimeUnit.NANOSECONDS.toMillis(this.server.nextTimeout() - System.nanoTime());
				this.socket.setSoTimeout((int) Math.max(1, Math.min(millis, 1000)));
				datagram.setLength(2048);
				this.socket.receive(datagram);
				byte[] bytes = Arrays.copyOf(datagram.getData(), datagram.getLength());
				this.server.receive(client((InetSocketAddress) datagram.getSocketAddress()), bytes, System.nanoTime());
			}
			catch (SocketTimeoutException ex) {
				// It is time for the timers.
			}
			catch (SocketException ex) {
				if (this.closed) {
					return;
				}
				throw new UncheckedIOException(ex);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			this.server.handleTimeouts(System.nanoTime());
			send();
		}
	}

	private int client(InetSocketAddress address) {
		if (!this.clients.contains(address)) {
			this.clients.add(address);
		}
		return this.clients.indexOf(address);
	}

	private void send() {
		for (Reply reply = this.server.poll(); reply != null; reply = this.server.poll()) {
			InetSocketAddress client = this.clients.get(reply.client());
			try (DatagramSocket other = reply.fromServer() ? null : new DatagramSocket()) {
				((other != null) ? other : this.socket)
					.send(new DatagramPacket(reply.datagram(), reply.datagram().length, client));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.socket.close();
	}

}
