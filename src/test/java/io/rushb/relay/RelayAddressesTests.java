package io.rushb.relay;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.rushb.addresses.LoopbackTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A relay on all addresses answers from the one that was asked: clients connect their
 * sockets and see nothing else.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@EnabledOnOs(OS.LINUX) // all of 127.0.0.0/8 is this machine there
@SuppressWarnings("NullAway.Init")
class RelayAddressesTests {

	private static final int DEADLINE_MILLIS = 20_000;

	private static final int PATIENCE_MILLIS = 200;

	private final Set<InetAddress> machine = ConcurrentHashMap.newKeySet();

	private DatagramSocket server;

	private Relay relay;

	@BeforeEach
	void start() throws IOException {
		this.server = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
		this.server.setSoTimeout(DEADLINE_MILLIS);
		this.machine.add(InetAddress.getByName("127.0.0.1"));
		this.machine.add(InetAddress.getByName("127.0.0.77"));
		this.machine.add(InetAddress.getByName("192.0.2.1")); // cannot be bound: RFC 5737
		RelaySettings settings = new RelaySettings(new InetSocketAddress("0.0.0.0", 0),
				(InetSocketAddress) this.server.getLocalSocketAddress(), Impairments.NONE, Blackhole.NEVER, 1, 10);
		this.relay = Relay.start(settings, Sockets::udp, () -> Set.copyOf(this.machine),
				Duration.ofMillis(10).toNanos());
	}

	@AfterEach
	void stop() throws IOException {
		this.relay.close();
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.0.0.77", "127.0.0.2" }) // the last is no
																		// interface's
	void answersLeaveFromTheAddressThatWasAsked(String address) throws IOException {
		try (DatagramSocket client = client(address)) {
			assertThat(ask(client)).isEqualTo("answer");
			assertThat(ask(client)).isEqualTo("answer");
		}
		assertThat(this.relay.report().clients()).isOne();
	}

	@Test
	void oneClientThatAsksTwoAddressesIsAnsweredFromEach() throws IOException {
		try (DatagramSocket client = new DatagramSocket()) {
			client.setSoTimeout(DEADLINE_MILLIS);
			for (String address : new String[] { "127.0.0.77", "127.0.0.1", "127.0.0.77" }) {
				InetSocketAddress asked = new InetSocketAddress(address, this.relay.port());
				client.send(packet("question", asked));
				reply();
				DatagramPacket answer = new DatagramPacket(new byte[100], 100);
				client.receive(answer);
				assertThat(answer.getSocketAddress()).isEqualTo(asked);
			}
		}
		assertThat(this.relay.report().clients()).isOne();
	}

	@Test
	void addressesThatComeAndGoAreFound() throws IOException {
		this.machine.add(InetAddress.getByName("127.0.0.78"));
		try (DatagramSocket client = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
			client.setSoTimeout(DEADLINE_MILLIS);
			InetSocketAddress asked = new InetSocketAddress("127.0.0.78", this.relay.port());
			DatagramPacket answer = new DatagramPacket(new byte[100], 100);
			do {
				client.send(packet("question", asked));
				reply();
				client.receive(answer);
			}
			while (!answer.getAddress().equals(asked.getAddress()));
			this.machine.remove(asked.getAddress());
			do {
				client.send(packet("question", asked));
				reply();
				client.receive(answer);
			}
			while (answer.getAddress().equals(asked.getAddress()));
		}
		assertThat(this.relay.failure()).isNull();
	}

	@Test
	void nobodyElseGetsThePort() {
		RelaySettings second = new RelaySettings(new InetSocketAddress("0.0.0.0", this.relay.port()),
				new InetSocketAddress("127.0.0.1", 9), Impairments.NONE, Blackhole.NEVER, 1, 10);
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> Relay.start(second).close());
		assertThatExceptionOfType(SocketException.class)
			.isThrownBy(() -> Sockets.udp(new InetSocketAddress("127.0.0.77", this.relay.port()), true).close());
	}

	@Test
	void nobodyElseGetsThePortAfterAnAddressThatCannotBeHad() throws IOException {
		try (Selector selector = Selector.open()) {
			InetAddress nobodys = InetAddress.getByName("192.0.2.1");
			ListeningSockets sockets = new ListeningSockets(Sockets::udp, new InetSocketAddress("0.0.0.0", 0), selector,
					() -> Set.of(nobodys), LoopbackTable.ofThisMachine(), Long.MAX_VALUE / 2);
			try (DatagramChannel main = sockets.from(null)) {
				assertThat(main.getOption(StandardSocketOptions.SO_REUSEPORT)).isFalse();
				assertThatExceptionOfType(SocketException.class)
					.isThrownBy(() -> Sockets.udp(new InetSocketAddress("127.0.0.5", sockets.port()), true).close());
			}
		}
	}

	@Test
	void addressesThatFindNoRoomAreCounted() throws IOException {
		Set<InetAddress> many = new HashSet<>();
		for (int i = 1; i <= ListeningSockets.MOST_ADDRESSES + 3; i++) {
			many.add(InetAddress.getByAddress(new byte[] { 127, 0, (byte) (i >> 8), (byte) i }));
		}
		RelaySettings settings = new RelaySettings(new InetSocketAddress("0.0.0.0", 0),
				(InetSocketAddress) this.server.getLocalSocketAddress(), Impairments.NONE, Blackhole.NEVER, 1, 10);
		try (Relay crowded = Relay.start(settings, Sockets::udp, () -> many, Long.MAX_VALUE / 2)) {
			assertThat(crowded.report().addressesLeftOut()).isEqualTo(3);
		}
		assertThat(this.relay.report().addressesLeftOut()).isZero();
	}

	private DatagramSocket client(String address) throws IOException {
		DatagramSocket client = new DatagramSocket();
		client.setSoTimeout(DEADLINE_MILLIS);
		client.connect(new InetSocketAddress(address, this.relay.port()));
		return client;
	}

	/**
	 * Asks again until there is an answer, as clients do: the kernel's table, read while
	 * others open sockets, may lack the client's, and then the answer to that one
	 * question leaves from another address.
	 */
	private String ask(DatagramSocket client) throws IOException {
		client.setSoTimeout(PATIENCE_MILLIS);
		DatagramPacket answer = new DatagramPacket(new byte[100], 100);
		while (true) {
			client.send(packet("question", (InetSocketAddress) client.getRemoteSocketAddress()));
			reply();
			try {
				client.receive(answer);
				return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
			}
			catch (SocketTimeoutException ex) {
				continue; // the test's own timeout ends it
			}
		}
	}

	private void reply() throws IOException {
		DatagramPacket question = new DatagramPacket(new byte[100], 100);
		this.server.receive(question);
		this.server.send(packet("answer", (InetSocketAddress) question.getSocketAddress()));
	}

	private static DatagramPacket packet(String text, InetSocketAddress target) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return new DatagramPacket(bytes, bytes.length, target);
	}

}
