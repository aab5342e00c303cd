package io.rushb.relay;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Servers}, and the relay with several addresses of a server on real sockets.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServersTests {

	private static final InetSocketAddress FIRST = new InetSocketAddress("127.0.0.2", 9);

	private static final InetSocketAddress SECOND = new InetSocketAddress("127.0.0.1", 9);

	private final Servers servers = new Servers(List.of(FIRST, SECOND));

	@Test
	void whoAnswersServesTheClientAndComesFirstForTheNext() {
		Servers.Choice one = this.servers.choice();
		assertThat(one.targets()).containsExactly(FIRST, SECOND);
		assertThat(one.isServer(new InetSocketAddress("127.0.0.3", 9))).isFalse();
		assertThat(one.isMade()).isFalse();
		assertThat(one.isServer(SECOND)).isTrue();
		assertThat(one.targets()).containsExactly(SECOND);
		assertThat(one.isServer(FIRST)).isFalse();
		assertThat(this.servers.choice().targets()).containsExactly(SECOND, FIRST);
	}

	@Test
	@EnabledOnOs(OS.LINUX) // which has all of 127.0.0.0/8
	void aServerAtTheSecondAddressIsReachedWithOneDatagram() throws IOException {
		InetAddress loopback = InetAddress.getByName("127.0.0.1");
		try (DatagramSocket server = new DatagramSocket(0, loopback);
				DatagramSocket mute = new DatagramSocket(server.getLocalPort(), InetAddress.getByName("127.0.0.2"));
				DatagramSocket client = new DatagramSocket(0, loopback);
				Relay relay = Relay.start(new RelaySettings(new InetSocketAddress(loopback, 0),
						List.of((InetSocketAddress) mute.getLocalSocketAddress(),
								(InetSocketAddress) server.getLocalSocketAddress()),
						Impairments.NONE, Blackhole.NEVER, 1, 10))) {
			byte[] question = "question".getBytes(StandardCharsets.US_ASCII);
			client.send(new DatagramPacket(question, question.length, loopback, relay.port()));
			DatagramPacket datagram = new DatagramPacket(new byte[100], 100);
			server.receive(datagram);
			server.send(new DatagramPacket(datagram.getData(), datagram.getLength(), datagram.getSocketAddress()));
			client.receive(datagram);
			assertThat(datagram.getPort()).isEqualTo(relay.port());
			assertThat(relay.report().toServer().sent()).isEqualTo(1);
		}
	}

}
