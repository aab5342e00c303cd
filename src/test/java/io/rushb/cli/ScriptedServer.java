package io.rushb.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Says its packets one after the other, each when something has come from the client,
 * whatever it is.
 */
final class ScriptedServer implements Closeable {

	private final DatagramSocket socket;

	private final Queue<byte[]> packets;

	ScriptedServer(List<byte[]> packets) throws IOException {
		this.packets = new ArrayDeque<>(packets);
		this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
		new Thread(this::run, "scripted-server").start();
	}

	String uri(String name) {
		return "rushb://127.0.0.1:" + this.socket.getLocalPort() + "/" + name;
	}

	private void run() {
		DatagramPacket request = new DatagramPacket(new byte[2048], 2048);
		try {
			while (!this.packets.isEmpty()) {
				this.socket.receive(request);
				byte[] packet = this.packets.remove();
				this.socket.send(new DatagramPacket(packet, packet.length, request.getSocketAddress()));
			}
		}
		catch (SocketException ex) {
			// Closed.
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.socket.close();
	}

}
