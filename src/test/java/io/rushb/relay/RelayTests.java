package io.rushb.relay;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link Relay} on sockets, with a protocol that is not RUSHB.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("NullAway.Init")
class RelayTests {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private static final int DEADLINE_MILLIS = 20_000;

	private DatagramSocket server;

	private DatagramSocket alice;

	private DatagramSocket bob;

	@BeforeEach
	void open() throws IOException {
		this.server = new DatagramSocket(0, LOOPBACK);
		this.alice = new DatagramSocket(0, LOOPBACK);
		this.bob = new DatagramSocket(0, LOOPBACK);
	}

	@AfterEach
	void close() {
		this.server.close();
		this.alice.close();
		this.bob.close();
	}

	@Test
	void keepsClientsApart() throws IOException {
		try (Relay relay = relay(Impairments.NONE, 10)) {
			send(this.alice, relay, "from alice");
			DatagramPacket ofAlice = receive(this.server);
			send(this.bob, relay, "");
			DatagramPacket ofBob = receive(this.server);
			assertThat(text(ofAlice)).isEqualTo("from alice");
			assertThat(text(ofBob)).isEmpty();
			assertThat(ofBob.getPort()).isNotEqualTo(ofAlice.getPort());
			reply(ofBob, "to bob");
			reply(ofAlice, "to alice");
			assertThat(text(receive(this.alice))).isEqualTo("to alice");
			assertThat(text(receive(this.bob))).isEqualTo("to bob");
			RelayReport report = relay.report();
			assertThat(report.clients()).isEqualTo(2);
			assertThat(report.toServer().seen()).isEqualTo(2);
			// What arrived may be counted a moment later.
			Awaitility.await().until(() -> relay.report().toClients().sent() == 2);
		}
	}

	@Test
	void duplicates() throws IOException {
		try (Relay relay = relay(Impairments.NONE.withDisorder(1, 0), 10)) {
			send(this.alice, relay, "twice");
			assertThat(text(receive(this.server))).isEqualTo("twice");
			assertThat(text(receive(this.server))).isEqualTo("twice");
		}
	}

	@Test
	void delaysAtLeastAsLongAsAsked() throws IOException {
		try (Relay relay = relay(Impairments.NONE.withDelay(Duration.ofMillis(50), Duration.ZERO), 10)) {
			long begun = System.nanoTime();
			send(this.alice, relay, "late");
			receive(this.server);
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
		}
	}

	@Test
	void swallowsWhileToldTo() throws IOException {
		try (Relay relay = relay(Impairments.NONE, 10)) {
			relay.swallow(true);
			send(this.alice, relay, "swallowed");
			while (relay.report().toServer().swallowed() == 0) {
				Thread.onSpinWait();
			}
			relay.swallow(false);
			send(this.alice, relay, "passed");
			assertThat(text(receive(this.server))).isEqualTo("passed");
		}
	}

	@Test
	void theClientThatWasSilentLongestGoesForANewOne() throws IOException {
		try (Relay relay = relay(Impairments.NONE, 1)) {
			send(this.alice, relay, "1");
			DatagramPacket ofAlice = receive(this.server);
			send(this.bob, relay, "2");
			DatagramPacket ofBob = receive(this.server);
			reply(ofAlice, "for nobody");
			reply(ofBob, "to bob");
			assertThat(text(receive(this.bob))).isEqualTo("to bob");
			assertThat(relay.report().evicted()).isOne();
			assertThat(relay.report().returned()).isZero();
			send(this.alice, relay, "3");
			assertThat(text(receive(this.server))).isEqualTo("3");
			assertThat(relay.report().returned()).isOne();
		}
	}

	@Test
	void aClientForWhichThereIsNoSocketIsRefusedAndTheRelayGoesOn() throws IOException {
		AtomicInteger opened = new AtomicInteger();
		Sockets scarce = (address, shared) -> {
			if (opened.getAndIncrement() == 1) {
				throw new BindException("no port left");
			}
			return Sockets.udp(address, shared);
		};
		try (Relay relay = Relay.start(settings(Impairments.NONE, 10), scarce, Set::of, Long.MAX_VALUE / 2)) {
			send(this.alice, relay, "refused");
			send(this.alice, relay, "passed");
			assertThat(text(receive(this.server))).isEqualTo("passed");
			RelayReport report = relay.report();
			assertThat(report.refused()).isOne();
			assertThat(report.toServer().dropped()).isOne();
			assertThat(report.clients()).isOne();
			assertThat(relay.failure()).isNull();
		}
	}

	@Test
	void cannotOpenATakenAddress() throws IOException {
		InetSocketAddress taken = (InetSocketAddress) this.server.getLocalSocketAddress();
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> Sockets.udp(taken, false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "224.0.0.1", "ff02::1", "255.255.255.255" })
	void doesNotListenAtTheAddressOfManyMachines(String address) throws IOException {
		RelaySettings settings = new RelaySettings(new InetSocketAddress(InetAddress.getByName(address), 0),
				(InetSocketAddress) this.server.getLocalSocketAddress(), Impairments.NONE, Blackhole.NEVER, 1, 10);
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> Relay.start(settings).close());
	}

	@Test
	void saysWhatHasStoppedIt() throws IOException {
		try (Relay relay = BrokenRelay.start()) {
			assertThat(relay.failure()).isNull();
			send(this.alice, relay, "too much");
			Awaitility.await().until(() -> relay.failure() != null);
			assertThat(relay.failure()).hasMessage("broken");
		}
	}

	@Test
	void goesOnWhenTheServerIsNotThere() throws IOException {
		int port = this.server.getLocalPort();
		try (Relay relay = relay(Impairments.NONE, 10)) {
			this.server.close();
			send(this.alice, relay, "for nobody");
			while (relay.report().toServer().sent() == 0) {
				Thread.onSpinWait();
			}
			this.server = new DatagramSocket(port, LOOPBACK);
			send(this.alice, relay, "again");
			assertThat(text(receive(this.server))).isEqualTo("again");
		}
	}

	private Relay relay(Impairments impairments, int clients) throws IOException {
		return Relay.start(settings(impairments, clients));
	}

	private RelaySettings settings(Impairments impairments, int clients) {
		return new RelaySettings(new InetSocketAddress(LOOPBACK, 0),
				new InetSocketAddress(LOOPBACK, this.server.getLocalPort()), impairments, Blackhole.NEVER, 1, clients);
	}

	private static void send(DatagramSocket from, Relay relay, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		from.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, relay.port()));
	}

	private void reply(DatagramPacket request, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		this.server.send(new DatagramPacket(bytes, bytes.length, request.getSocketAddress()));
	}

	private static DatagramPacket receive(DatagramSocket socket) throws IOException {
		DatagramPacket packet = new DatagramPacket(new byte[100], 100);
		socket.setSoTimeout(DEADLINE_MILLIS);
		socket.receive(packet);
		return packet;
	}

	private static String text(DatagramPacket packet) {
		return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
	}

}
