package io.rushb.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;

/**
 * Hostile traffic at a steady rate: requests of which each comes from another address and
 * is never followed by anything, garbage, and acknowledgements for sessions that do not
 * exist.
 */
public final class Flood {

	/** Addresses below 127.0.0.0/8 that take turns. */
	private static final int ADDRESSES = 100_000;

	private final InetSocketAddress server;

	private final long until;

	private Flood(InetSocketAddress server, long until) {
		this.server = server;
		this.until = until;
	}

	/**
	 * Floods a server at the loopback address.
	 * @param args {@code port=}, {@code name=}, {@code millis=}; {@code gets=},
	 * {@code garbage=}, {@code strays=}, each in datagrams per second, 0 for none
	 * @throws Exception if sockets fail
	 */
	public static void main(String[] args) throws Exception {
		Arguments arguments = Arguments.of(args);
		Flood flood = new Flood(
				new InetSocketAddress(InetAddress.getByName("127.0.0.1"), arguments.number("port", 3200)),
				System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(arguments.number("millis", 4000)));
		byte[] name = arguments.text("name", "bench.bin").getBytes(StandardCharsets.US_ASCII);
		byte[] get = PacketCodec.encode(Kind.GET, Options.NONE, 1, 0, name, 0, name.length);
		byte[] stray = PacketCodec.encode(Kind.DAT_ACK, Options.NONE, 7, 6, name, 0, 0);
		byte[] garbage = new byte[PacketCodec.PACKET_LENGTH];
		new Random(1).nextBytes(garbage);
		Thread gets = flood.start(get, arguments.number("gets", 0), ADDRESSES);
		Thread strays = flood.start(stray, arguments.number("strays", 0), 1);
		Thread noise = flood.start(garbage, arguments.number("garbage", 0), 1);
		gets.join();
		strays.join();
		noise.join();
	}

	private Thread start(byte[] datagram, int perSecond, int addresses) {
		Thread thread = new Thread(() -> send(datagram, perSecond, addresses));
		thread.start();
		return thread;
	}

	private void send(byte[] datagram, int perSecond, int addresses) {
		long began = System.nanoTime();
		long sent = 0;
		try (DatagramSocket only = new DatagramSocket()) {
			for (long now = began; perSecond > 0 && now < this.until; now = System.nanoTime()) {
				long due = (now - began) * perSecond / TimeUnit.SECONDS.toNanos(1);
				for (; sent < due; sent++) {
					send(only, datagram, (int) (sent % addresses), addresses);
				}
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
			}
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		if (perSecond > 0) {
			System.out.printf("sent=%d%n", sent);
		}
	}

	private void send(DatagramSocket only, byte[] datagram, int address, int addresses) throws IOException {
		DatagramPacket packet = new DatagramPacket(datagram, datagram.length, this.server);
		if (addresses == 1) {
			only.send(packet);
			return;
		}
		byte[] from = { 127, (byte) (1 + (address >> 16)), (byte) (address >> 8), (byte) address };
		try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(InetAddress.getByAddress(from), 0))) {
			other.send(packet);
		}
	}

}
