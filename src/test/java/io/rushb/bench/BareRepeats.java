package io.rushb.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.OperatingSystemMXBean;

/**
 * What the idle sessions' packets cost at the least: a loop that does nothing but send
 * full packets to as many sockets, each in turn, at the rate at which the service repeats
 * them (rule T1: every 4 s, and a second late).
 */
public final class BareRepeats {

	/**
	 * What clients have that never read: room for a packet or two. With the usual room
	 * the kernel would keep hundreds of megabytes for them, and take ever new memory for
	 * it, at the sender's expense.
	 */
	static final int RECEIVE_BUFFER = 2304;

	private static final int PACKET = 1472;

	/** As late as the service is with 10,000 of them, and as often. */
	private static final int LATE_MILLIS = 1000;

	private static final int PERIOD_MILLIS = 4000 + LATE_MILLIS;

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(LATE_MILLIS);

	private BareRepeats() {
	}

	/**
	 * Sends, and prints the share of a core that it took.
	 * @param args {@code clients=}, {@code settle-ms=}, {@code millis=}
	 * @throws IOException if sockets fail
	 */
	public static void main(String[] args) throws IOException {
		Arguments arguments = Arguments.of(args);
		InetAddress loopback = InetAddress.getByName("127.0.0.1");
		List<DatagramSocket> clients = new ArrayList<>();
		List<DatagramPacket> packets = new ArrayList<>();
		for (int i = 0; i < arguments.number("clients", 10_000); i++) {
			DatagramSocket client = new DatagramSocket(new InetSocketAddress(loopback, 0));
			client.setReceiveBufferSize(RECEIVE_BUFFER);
			clients.add(client);
			packets.add(new DatagramPacket(new byte[PACKET], PACKET, client.getLocalSocketAddress()));
		}
		try (DatagramSocket server = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
			send(server, packets, arguments.number("settle-ms", 20_000));
			OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
			long cpu = system.getProcessCpuTime();
			long start = System.nanoTime();
			long sent = send(server, packets, arguments.number("millis", 20_000));
			double taken = system.getProcessCpuTime() - cpu;
			System.out.printf(Locale.ROOT, "sent=%d percent=%.2f%n", sent, 100 * taken / (System.nanoTime() - start));
		}
		clients.forEach(DatagramSocket::close);
	}

	private static long send(DatagramSocket server, List<DatagramPacket> packets, int millis) throws IOException {
		long start = System.nanoTime();
		long sent = 0;
		for (long passed = 0; passed < TimeUnit.MILLISECONDS.toNanos(millis); passed = System.nanoTime() - start) {
			long due = TimeUnit.NANOSECONDS.toMillis(passed) * packets.size() / PERIOD_MILLIS;
			for (; sent < due; sent++) {
				server.send(packets.get((int) (sent % packets.size())));
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
		return sent;
	}

}
