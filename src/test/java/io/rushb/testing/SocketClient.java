package io.rushb.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

import io.rushb.wire.Corruption;
import io.rushb.wire.Decoded;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import io.rushb.wire.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * A client on a real socket, simple and strict: every packet it waits for has a deadline.
 */
public final class SocketClient implements AutoCloseable {

	private static final Duration DEADLINE = Duration.ofSeconds(30);

	private static final Duration PATIENCE = Duration.ofMillis(500);

	private static final Duration POLL = Duration.ofMillis(20);

	private final DatagramSocket socket;

	private final InetSocketAddress server;

	private final Options options;

	/** What was received while looking whether something would be. */
	private @Nullable Packet pending;

	public SocketClient(int port) {
		this(port, Options.NONE);
	}

	public SocketClient(int port, Options options) {
		try {
			InetAddress loopback = InetAddress.getLoopbackAddress();
			this.server = new InetSocketAddress(loopback, port);
			this.socket = new DatagramSocket(new InetSocketAddress(loopback, 0));
			this.socket.setSoTimeout((int) DEADLINE.toMillis());
			this.options = options;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int localPort() {
		return this.socket.getLocalPort();
	}

	public void sendRaw(byte[] datagram, int length) {
		try {
			this.socket.send(new DatagramPacket(datagram, length, this.server));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public void send(Kind kind, int sequence, int acknowledgement, String data) {
		byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
		byte[] datagram = PacketCodec.encode(kind, this.options, sequence, acknowledgement, bytes, 0, bytes.length);
		sendRaw(datagram, datagram.length);
	}

	public void get(String name) {
		send(Kind.GET, 1, 0, name);
	}

	/** Waits for the next packet, which must be one that a server may send. */
	public Packet receive() {
		Packet before = this.pending;
		if (before != null) {
			this.pending = null;
			return before;
		}
		byte[] buffer = new byte[PacketCodec.PACKET_LENGTH + 1];
		DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
		try {
			do { // a port may have belonged to somebody else before
				datagram.setLength(buffer.length);
				this.socket.receive(datagram);
			}
			while (!datagram.getSocketAddress().equals(this.server));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Decoded decoded = PacketCodec.decode(buffer, datagram.getLength(), Sender.SERVER);
		if (decoded instanceof Packet packet && packet.isChecksumRight() && packet.options().equals(this.options)) {
			return packet;
		}
		throw new AssertionError(
				"not a packet of this session: " + ((decoded instanceof Corruption corruption) ? corruption : decoded));
	}

	/** Whether nothing comes within a moment. For what must not happen at all. */
	public boolean isQuietFor(Duration moment) {
		setTimeout(moment);
		try {
			this.pending = receive();
			return false;
		}
		catch (UncheckedIOException ex) {
			return true;
		}
		finally {
			setTimeout(DEADLINE);
		}
	}

	/**
	 * Waits until a packet is there to be received, or something else has happened
	 * instead.
	 */
	public boolean isAnsweredUnless(BooleanSupplier otherwise) {
		while (isQuietFor(POLL)) {
			if (otherwise.getAsBoolean()) {
				return false;
			}
		}
		return true;
	}

	private void setTimeout(Duration timeout) {
		try {
			this.socket.setSoTimeout((int) timeout.toMillis());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Fetches a resource, answering each packet as the published client does. */
	public byte[] fetch(String name) {
		get(name);
		return finish(new ByteArrayOutputStream(), 1, 2);
	}

	/** Fetches a resource from a server that may not answer at once: repeats the GET. */
	public byte[] fetchPatiently(String name) {
		for (int tries = 0; tries < 120; tries++) {
			get(name);
			if (!isQuietFor(PATIENCE)) {
				return finish(new ByteArrayOutputStream(), 1, 2);
			}
		}
		throw new AssertionError("no answer to any GET");
	}

	/** Goes on with a transfer from a server's packet on, up to the end. */
	public byte[] finish(ByteArrayOutputStream sofar, int firstExpected, int firstNumber) {
		int expected = firstExpected;
		int number = firstNumber;
		while (true) {
			Packet packet = receive();
			if (packet.kind() == Kind.FIN_ACK) {
				return sofar.toByteArray();
			}
			if (packet.sequence() == expected) {
				sofar.writeBytes(packet.data());
				expected = SerialNumber.next(expected);
			}
			send((packet.kind() == Kind.FIN) ? Kind.FIN_ACK : Kind.DAT_ACK, number, packet.sequence(), "");
			number = SerialNumber.next(number);
		}
	}

	/** Text of a given length, different at each position. */
	public static byte[] text(int length) {
		byte[] bytes = new byte[length];
		for (int i = 0; i < length; i++) {
			bytes[i] = (byte) ('!' + (i * 31 + i / 94) % 94);
		}
		return bytes;
	}

	/** The content of {@code files/file.txt} (PROTOCOL section 6). */
	public static byte[] sampleFile() {
		byte[] bytes = new byte[2466];
		Arrays.fill(bytes, 0, 1466, (byte) 'a');
		Arrays.fill(bytes, 1466, 2466, (byte) 'b');
		return bytes;
	}

	@Override
	public void close() {
		this.socket.close();
	}

}
