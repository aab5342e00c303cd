package io.rushb.transport;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A receiver's socket against another one, awake and asleep.
 */
@Timeout(60)
class UdpSocketTests {

	private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

	private final ByteBuffer buffer = ByteBuffer.allocate(100);

	private UdpSocket socket;

	@BeforeEach
	void bind() throws IOException {
		this.socket = new UdpSocket(ANY_PORT, 65536, false, Duration.ofMillis(1));
	}

	@AfterEach
	void close() throws IOException {
		this.socket.close();
	}

	/** Packets to machines that are not there fill it for three seconds. */
	@Test
	void hasALargerSendBufferThanUsual() throws IOException {
		try (DatagramSocket usual = new DatagramSocket(ANY_PORT)) {
			assertThat(this.socket.socket().getSendBufferSize()).isGreaterThan(usual.getSendBufferSize());
		}
	}

	@Test
	void receivesManyAndAnswersEach() throws Exception {
		CompletableFuture<Void> echo = CompletableFuture.runAsync(this::echoThousand);
		try (DatagramSocket peer = new DatagramSocket(ANY_PORT)) {
			peer.setSoTimeout(30_000);
			byte[] bytes = new byte[100];
			for (int i = 0; i < 1000; i++) {
				peer.send(new DatagramPacket(new byte[] { (byte) i, 7 }, 2, address()));
				DatagramPacket answer = new DatagramPacket(bytes, bytes.length);
				peer.receive(answer);
				assertThat(answer.getLength()).isEqualTo(2);
				assertThat(bytes).startsWith((byte) i, 7);
			}
		}
		echo.join();
	}

	private void echoThousand() {
		try {
			for (int i = 0; i < 1000; i++) {
				InetSocketAddress peer = this.socket.receive(this.buffer.clear());
				this.socket.send(this.buffer.array(), this.buffer.position(), peer);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void tellsThatNothingIsThere() throws Exception {
		assertThat(this.socket.poll(this.buffer)).isNull();
		this.socket.send(new byte[1], 1, address());
		Awaitility.await().until(() -> this.socket.poll(this.buffer) != null);
		assertThat(this.socket.poll(this.buffer)).isNull();
	}

	@Test
	void closingWakesUpWhoWaitsAndFreesThePort() throws Exception {
		InetSocketAddress address = address();
		CompletableFuture<Throwable> end = new CompletableFuture<>();
		asleep(end);
		this.socket.close();
		assertThat(end.join()).isInstanceOf(SocketException.class);
		new DatagramSocket(address).close();
		assertThat(this.socket.isOpen()).isFalse();
	}

	@Test
	void whoIsInterruptedDoesNotLookForEver() {
		CompletableFuture<Throwable> end = new CompletableFuture<>();
		asleep(end).interrupt();
		assertThat(end.join()).isInstanceOf(InterruptedIOException.class);
		assertThat(this.socket.isOpen()).isTrue();
	}

	/** A thread that waits for a datagram, asleep. */
	private Thread asleep(CompletableFuture<Throwable> end) {
		Thread waiting = new Thread(() -> {
			try {
				this.socket.receive(this.buffer);
			}
			catch (IOException | RuntimeException ex) {
				end.complete(ex);
			}
		});
		waiting.start();
		Awaitility.await()
			.until(() -> Arrays.stream(waiting.getStackTrace())
				.anyMatch((frame) -> frame.getMethodName().equals("select")));
		return waiting;
	}

	@Test
	void aClosedOneNeitherReceivesNorSends() throws Exception {
		InetSocketAddress address = address();
		this.socket.close();
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> this.socket.receive(this.buffer));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.socket.send(new byte[1], 1, address));
	}

	@Test
	void aPortInUseIsAnError() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> new UdpSocket(address(), 65536, false, Duration.ZERO));
	}

	private InetSocketAddress address() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), this.socket.localPort());
	}

}
