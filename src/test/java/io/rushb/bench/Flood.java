package io.rushb.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;

/**
 * Hostile traffic at a steady rate. Each attacker sends its few datagrams from an address
 * of its own and is never heard of again.
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
	 * @param args {@code port=}, {@code name=}, {@code millis=}; and the attacks, each in
	 * datagrams per second, 0 for none: {@code gets=} (requests that are never answered),
	 * {@code acks=} (a request and a blind acknowledgement of its first packet),
	 * {@code fins=} (a request for nothing and a blind end), {@code names=} (requests
	 * whose name is 1464 control characters), {@code stats=}, {@code parts=},
	 * {@code lists=} (requests for reserved names, with a wrong cookie), {@code strays=}
	 * (answers to sessions that do not exist), {@code garbage=}
	 * @throws Exception if sockets fail
	 */
	public static void main(String[] args) throws Exception {
		Arguments arguments = Arguments.of(args);
		Flood flood = new Flood(
				new InetSocketAddress(InetAddress.getByName("127.0.0.1"), arguments.number("port", 3200)),
				System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(arguments.number("millis", 4000)));
		String file = arguments.text("name", "bench.bin");
		String cookie = "0".repeat(32);
		byte[] control = new byte[PacketCodec.MAX_PAYLOAD];
		Arrays.fill(control, (byte) 1);
		byte[] garbage = new byte[PacketCodec.PACKET_LENGTH];
		new Random(1).nextBytes(garbage);
		Map<String, byte[][]> attacks = new LinkedHashMap<>();
		attacks.put("gets", new byte[][] { get(file) });
		attacks.put("acks", new byte[][] { get(file), answer(Kind.DAT_ACK, 2, 1) });
		attacks.put("fins", new byte[][] { get("nothing-of-that-name"), answer(Kind.FIN_ACK, 2, 1) });
		attacks.put("names",
				new byte[][] { PacketCodec.encode(Kind.GET, Options.NONE, 1, 0, control, 0, control.length) });
		attacks.put("stats", new byte[][] { get(".rushb/stat/00/" + file) });
		attacks.put("parts", new byte[][] { get(".rushb/part/" + cookie + "/0-0/0-7/" + file) });
		attacks.put("lists", new byte[][] { get(".rushb/list/" + cookie + "/") });
		attacks.put("strays", new byte[][] { answer(Kind.DAT_ACK, 7, 6) });
		attacks.put("garbage", new byte[][] { garbage });
		List<Thread> threads = new ArrayList<>();
		attacks.forEach((name, datagrams) -> {
			int perSecond = arguments.number(name, 0);
			if (perSecond > 0) {
				boolean one = name.equals("strays") || name.equals("garbage");
				threads.add(flood.start(datagrams, perSecond, one ? 1 : ADDRESSES));
			}
		});
		for (Thread thread : threads) {
			thread.join();
		}
	}

	private static byte[] get(String name) {
		byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
		return PacketCodec.encode(Kind.GET, Options.NONE, 1, 0, bytes, 0, bytes.length);
	}

	private static byte[] answer(Kind kind, int sequence, int acknowledgement) {
		return PacketCodec.encode(kind, Options.NONE, sequence, acknowledgement, new byte[0], 0, 0);
	}

	private Thread start(byte[][] datagrams, int perSecond, int addresses) {
		Thread thread = new Thread(() -> send(datagrams, perSecond, addresses));
		thread.start();
		return thread;
	}

	private void send(byte[][] datagrams, int perSecond, int addresses) {
		long began = System.nanoTime();
		long sent = 0;
		try (DatagramSocket only = new DatagramSocket()) {
			for (long now = began; now < this.until; now = System.nanoTime()) {
				long due = (now - began) * perSecond / TimeUnit.SECONDS.toNanos(1);
				for (; sent < due; sent += datagrams.length) {
					send(only, datagrams, (int) (sent / datagrams.length % addresses), addresses);
				}
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		System.out.printf("sent=%d%n", sent);
	}

	private void send(DatagramSocket only, byte[][] datagrams, int address, int addresses) throws IOException {
		if (addresses == 1) {
			send(only, datagrams);
			return;
		}
		byte[] from = { 127, (byte) (1 + (address >> 16)), (byte) (address >> 8), (byte) address };
		try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(InetAddress.getByAddress(from), 0))) {
			send(other, datagrams);
		}
	}

	private void send(DatagramSocket socket, byte[][] datagrams) throws IOException {
		for (byte[] datagram : datagrams) {
			socket.send(new DatagramPacket(datagram, datagram.length, this.server));
		}
	}

}
