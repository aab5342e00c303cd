package io.rushb.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A full send buffer, which the loopback interface never has.
 */
@Timeout(60)
class BoundSocketTests {

	private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

	private final ByteBuffer datagram = ByteBuffer.allocate(1);

	private DatagramChannel channel;

	private BoundSocket socket;

	/** Each look at the clock is a millisecond later, however slow the machine is. */
	private long now;

	private int attempts;

	/** How many attempts find no room. */
	private int inVain;

	@BeforeEach
	void open() throws IOException {
		this.channel = DatagramChannel.open();
		this.socket = new BoundSocket(this.channel, null, () -> this.now += 1_000_000) {

			@Override
			boolean attempt(ByteBuffer bytes, InetSocketAddress client) {
				BoundSocketTests.this.attempts++;
				return BoundSocketTests.this.inVain-- <= 0;
			}

		};
	}

	@AfterEach
	void close() throws IOException {
		this.channel.close();
	}

	@Test
	void waitsForRoom() throws IOException {
		this.inVain = 2;
		this.socket.send(this.datagram, CLIENT);
		assertThat(this.attempts).isEqualTo(3);
	}

	@Test
	void whereItStaysFullNobodyWaitsAgainUntilThereWasRoom() throws IOException {
		this.inVain = Integer.MAX_VALUE;
		assertFails();
		for (int i = 0; i < 3; i++) {
			this.attempts = 0;
			assertFails();
			assertThat(this.attempts).isEqualTo(1);
		}
		this.inVain = 0;
		this.socket.send(this.datagram, CLIENT);
		this.inVain = 1;
		this.socket.send(this.datagram, CLIENT);
	}

	private void assertFails() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.socket.send(this.datagram, CLIENT))
			.withMessage("the send buffer stays full");
	}

}
