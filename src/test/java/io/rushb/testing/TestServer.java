package io.rushb.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.rushb.client.RushbUri;
import io.rushb.endpoint.ContentTask;
import io.rushb.endpoint.Endpoint;
import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.EndpointSettings;
import io.rushb.endpoint.PartsSettings;
import io.rushb.endpoint.Transmit;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.session.Session;

/**
 * The real server core on a socket and a thread.
 */
public final class TestServer implements Closeable {

	private static final int MAX_WAIT_MILLIS = 1000;

	private final DatagramSocket socket;

	private final Supplier<Endpoint> endpoints;

	private Endpoint endpoint;

	private volatile Predicate<byte[]> deafTo = (datagram) -> false;

	private volatile Predicate<byte[]> diesOf = (datagram) -> false;

	private volatile int deaths;

	private volatile int sent;

	private final PartsSettings parts;

	private final Thread thread;

	private final CountDownLatch silent = new CountDownLatch(1);

	private long packetsLeft = Long.MAX_VALUE;

	private volatile int activeSessions;

	private volatile boolean stopped;

	private TestServer(DatagramSocket socket, MemoryStore store, ProtocolSettings settings, PartsSettings parts) {
		this.socket = socket;
		this.parts = parts;
		EndpointListener listener = new EndpointListener() {
		};
		ReadAheadBudget budget = new ReadAheadBudget(1 << 24);
		this.endpoints = () -> new Endpoint(EndpointSettings.DEFAULTS.with(parts), budget, store,
				(request) -> new Session(request, settings, listener), listener);
		this.endpoint = this.endpoints.get();
		this.thread = new Thread(this::run, "test-server");
	}

	/**
	 * Starts a server on a free port of the loopback address.
	 * @param store what it serves
	 * @return the server
	 * @throws IOException if there is no port
	 */
	public static TestServer start(MemoryStore store) throws IOException {
		return start(store, InetAddress.getByName("127.0.0.1"), ProtocolSettings.DEFAULTS, Long.MAX_VALUE);
	}

	/**
	 * Starts a server on a free port.
	 * @param store what it serves
	 * @param address where it listens
	 * @param settings how its sessions work
	 * @param packets after this many packets it says no more
	 * @return the server
	 * @throws IOException if there is no port
	 */
	public static TestServer start(MemoryStore store, InetAddress address, ProtocolSettings settings, long packets)
			throws IOException {
		TestServer server = new TestServer(new DatagramSocket(0, address), store, settings, PartsSettings.OFF);
		server.packetsLeft = packets;
		server.thread.start();
		return server;
	}

	/**
	 * Starts a server in the place of another one, which knows nothing of its sessions.
	 * @param predecessor the other one; it is closed
	 * @param store what it serves
	 * @return the server
	 * @throws IOException if the port is not free
	 * @throws InterruptedException if interrupted
	 */
	public static TestServer replace(TestServer predecessor, MemoryStore store)
			throws IOException, InterruptedException {
		InetSocketAddress address = predecessor.address();
		predecessor.close();
		predecessor.thread.join(); // It has the port until it notices.
		TestServer server = new TestServer(new DatagramSocket(address), store, ProtocolSettings.DEFAULTS,
				predecessor.parts);
		server.thread.start();
		return server;
	}

	/**
	 * Starts a server that has parts (rule P1) on a free port of the loopback address.
	 * @param store what it serves
	 * @return the server
	 * @throws IOException if there is no port
	 */
	public static TestServer withParts(MemoryStore store) throws IOException {
		return withParts(store, TestSettings.PARTS);
	}

	/**
	 * Starts a server that has parts as they are wanted.
	 * @param store what it serves
	 * @param parts its limits, and what its cookies are made of
	 * @return the server
	 * @throws IOException if there is no port
	 */
	public static TestServer withParts(MemoryStore store, PartsSettings parts) throws IOException {
		return withParts(store, parts, new InetSocketAddress("127.0.0.1", 0));
	}

	/**
	 * Starts a server that has parts.
	 * @param store what it serves
	 * @param settings how its sessions work
	 * @return the server
	 * @throws IOException if there is no port
	 */
	public static TestServer withParts(MemoryStore store, ProtocolSettings settings) throws IOException {
		TestServer server = new TestServer(new DatagramSocket(0, InetAddress.getByName("127.0.0.1")), store, settings,
				TestSettings.PARTS);
		server.thread.start();
		return server;
	}

	/**
	 * Starts a server that has parts as they are wanted, on an address.
	 * @param store what it serves
	 * @param parts its limits, and what its cookies are made of
	 * @param address where it listens
	 * @return the server
	 * @throws IOException if there is no such port
	 */
	public static TestServer withParts(MemoryStore store, PartsSettings parts, InetSocketAddress address)
			throws IOException {
		TestServer server = new TestServer(new DatagramSocket(address), store, ProtocolSettings.DEFAULTS, parts);
		server.thread.start();
		return server;
	}

	/**
	 * Returns where a resource is.
	 * @param name its name
	 * @return the URI
	 */
	public RushbUri uri(String name) {
		return new RushbUri(this.socket.getLocalAddress().getHostAddress(), port(), name);
	}

	/**
	 * Returns the port.
	 * @return the UDP port
	 */
	public int port() {
		return this.socket.getLocalPort();
	}

	/**
	 * Returns the address and port.
	 * @return where it listens
	 */
	public InetSocketAddress address() {
		return (InetSocketAddress) this.socket.getLocalSocketAddress();
	}

	/**
	 * Returns how many sessions there are.
	 * @return the live sessions, as of the latest packet
	 */
	public int activeSessions() {
		return this.activeSessions;
	}

	/**
	 * Returns how many packets it has sent.
	 * @return the number
	 */
	public int sent() {
		return this.sent;
	}

	/**
	 * Takes no notice of some packets from now on.
	 * @param which says which
	 */
	public void deafTo(Predicate<byte[]> which) {
		this.deafTo = which;
	}

	/**
	 * Dies of some packets from now on, and is started anew at once, without a session.
	 * @param which says of which
	 */
	public void diesOf(Predicate<byte[]> which) {
		this.diesOf = which;
	}

	/**
	 * Returns how often it has died.
	 * @return the number
	 */
	public int deaths() {
		return this.deaths;
	}

	/**
	 * Waits until it has sent all the packets that it may send.
	 * @throws InterruptedException if interrupted
	 */
	public void awaitSilence() throws InterruptedException {
		this.silent.await();
	}

	private void run() {
		byte[] buffer = new byte[2048];
		DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
		while (!this.stopped) {
			try {
				long millis = TimeUnit.NANOSECONDS.toMillis(this.endpoint.nextTimeout() - System.nanoTime());
				this.socket.setSoTimeout((int) Math.min(Math.max(millis, 1), MAX_WAIT_MILLIS));
				datagram.setLength(buffer.length);
				this.socket.receive(datagram);
				handle((InetSocketAddress) datagram.getSocketAddress(), buffer, datagram.getLength());
			}
			catch (SocketTimeoutException ex) {
				// It is time for the timers.
			}
			catch (SocketException ex) {
				if (this.stopped) {
					return;
				}
				throw new UncheckedIOException(ex);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			work();
		}
	}

	private void handle(InetSocketAddress client, byte[] buffer, int length) {
		if (this.diesOf.test(buffer)) {
			this.deaths++;
			this.endpoint = this.endpoints.get();
		}
		else if (!this.deafTo.test(buffer)) {
			this.endpoint.handleDatagram(client, buffer, length, System.nanoTime());
		}
	}

	private void work() {
		this.endpoint.handleTimeouts(System.nanoTime());
		this.activeSessions = this.endpoint.activeSessions();
		for (ContentTask task = this.endpoint.pollTask(); task != null; task = this.endpoint.pollTask()) {
			task.run();
			this.endpoint.handleTask(task, System.nanoTime());
		}
		for (Transmit transmit = this.endpoint.pollTransmit(); transmit != null; transmit = this.endpoint
			.pollTransmit()) {
			if (this.packetsLeft-- <= 0) {
				this.silent.countDown();
				continue;
			}
			try {
				byte[] bytes = transmit.datagram();
				this.socket.send(new DatagramPacket(bytes, bytes.length, transmit.client()));
				this.sent++;
			}
			catch (IOException ex) {
				// As if lost on the way.
				continue;
			}
		}
	}

	@Override
	public void close() {
		this.stopped = true;
		this.socket.close();
	}

}
