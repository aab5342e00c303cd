package io.rushb.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.rushb.addresses.LoopbackTable;
import io.rushb.config.ServerProperties;
import io.rushb.endpoint.Endpoint;
import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.EndpointSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.session.Session;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.SocketClient;
import io.rushb.testing.TestSettings;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server on all addresses answers from the one that was asked: clients connect their
 * sockets and see nothing else.
 */
@Timeout(60)
@EnabledOnOs(OS.LINUX) // all of 127.0.0.0/8 is this machine there, and sockets can share
						// a port
class AddressesTests {

	private static final byte[] CONTENT = SocketClient.text(5000);

	private final ProtocolTimer timer = new ProtocolTimer("rushb-supervisor");

	private final ContentWorkers workers = new ContentWorkers(2);

	private final Set<InetAddress> machine = new LinkedHashSet<>();

	private RushbServer server;

	private ReceiverSupervisor supervisor;

	@AfterEach
	void stop() {
		if (this.supervisor != null) {
			this.supervisor.stop();
			this.server.close();
		}
		this.workers.close();
		this.timer.close();
	}

	@Test
	void answersLeaveFromTheAddressThatWasAsked() throws Exception {
		start(1, "0.0.0.0", "127.0.0.1", "127.0.0.77", "::1");
		assertThat(this.supervisor.addresses()).containsExactlyInAnyOrderElementsOf(this.machine);
		for (String address : List.of("127.0.0.1", "127.0.0.77", "::1")) {
			try (ConnectedClient client = new ConnectedClient(address, this.supervisor.port())) {
				client.fetch();
			}
		}
	}

	@Test
	void aLoopbackAddressThatNoInterfaceListsIsFoundWhenAClientAsksIt() throws Exception {
		start(2, "0.0.0.0", "127.0.0.1");
		try (ConnectedClient client = new ConnectedClient("127.0.0.2", this.supervisor.port());
				ConnectedClient another = new ConnectedClient("127.0.0.2", this.supervisor.port())) {
			client.fetch();
			another.fetch();
		}
		assertThat(this.supervisor.addresses()).contains(InetAddress.getByName("127.0.0.2"));
	}

	@Test
	void addressesThatFindNoRoomAreCounted() throws Exception {
		start(1, "0.0.0.0", "127.0.0.1");
		assertThat(this.supervisor.addressesLeftOut()).isZero();
		for (int i = 2; i <= AddressWatch.MOST_ADDRESSES + 3; i++) {
			this.machine.add(InetAddress.getByAddress(new byte[] { 127, 0, (byte) (i >> 8), (byte) i }));
		}
		this.supervisor.lookAround();
		assertThat(this.supervisor.addresses()).hasSize(AddressWatch.MOST_ADDRESSES);
		assertThat(this.supervisor.addressesLeftOut()).isEqualTo(3);
	}

	@Test
	void severalReceiversAnswerFromAnAddressThatCameLater() throws Exception {
		start(3, "0.0.0.0", "127.0.0.1");
		this.machine.add(InetAddress.getByName("127.0.0.78"));
		this.supervisor.lookAround();
		for (int i = 0; i < 30; i++) {
			try (ConnectedClient client = new ConnectedClient("127.0.0.78", this.supervisor.port())) {
				client.fetch();
			}
		}
	}

	@Test
	void aSessionOutlivesThatItsAddressGoesAndComesAgain() throws Exception {
		start(3, "0.0.0.0", "127.0.0.1", "127.0.0.79");
		InetAddress address = InetAddress.getByName("127.0.0.79");
		List<ConnectedClient> clients = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			ConnectedClient client = new ConnectedClient("127.0.0.79", this.supervisor.port());
			clients.add(client);
			client.ask();
		}
		this.machine.remove(address);
		this.supervisor.lookAround();
		assertThat(this.supervisor.addresses()).doesNotContain(address);
		this.machine.add(address);
		this.supervisor.lookAround();
		for (ConnectedClient client : clients) {
			client.finish();
			client.close();
		}
	}

	@Test
	void anAddressThatCannotBeBoundIsLeftOut() throws Exception {
		start(2, "0.0.0.0", "127.0.0.1", "192.0.2.1"); // for examples only, RFC 5737
		assertThat(this.supervisor.addresses()).containsExactly(InetAddress.getByName("127.0.0.1"));
		try (ConnectedClient client = new ConnectedClient("127.0.0.1", this.supervisor.port())) {
			client.fetch();
		}
	}

	@Test
	void theStopDoesNotWaitForAddressesThatNeverAnswered() throws Exception {
		start(2, "0.0.0.0", "127.0.0.1");
		try (ConnectedClient client = new ConnectedClient("127.0.0.1", this.supervisor.port())) {
			client.ask();
			// The timer would send the packet again after 50 s only.
			assertThat(this.server.drain(Duration.ofSeconds(50)).toSeconds()).isGreaterThan(20);
		}
	}

	@Test
	void theKernelsTableTellsWhomAClientAsks(@TempDir Path directory) throws Exception {
		Path table = directory.resolve("udp");
		Files.writeString(table, """
				   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
				 1234: 0100007F:1F90 0200007F:0C80 01 00000000:00000000 00:00000000 00000000     0        0 1 2 0 0
				""");
		LoopbackTable known = new LoopbackTable(directory.resolve("none"), table);
		boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
		assertThat(known.asked(new InetSocketAddress("127.0.0.1", 0x1F90), 3200).isPresent()).isEqualTo(little);
		assertThat(known.asked(new InetSocketAddress("127.0.0.1", 0x1F91), 3200)).isEmpty();
		assertThat(known.asked(new InetSocketAddress("127.0.0.1", 0x1F90), 3201)).isEmpty();
	}

	private void start(int receivers, String wildcard, String... addresses) throws IOException {
		for (String address : addresses) {
			this.machine.add(InetAddress.getByName(address));
		}
		ServerProperties properties = new ServerProperties(InetAddress.getByName(wildcard), 0, DataSize.ofMegabytes(1),
				receivers, Duration.ZERO, Duration.ofSeconds(1), false);
		MemoryStore store = new MemoryStore();
		store.put("file.txt", CONTENT);
		EndpointListener listener = new EndpointListener() {
		};
		List<RushbService> services = new ArrayList<>();
		for (int i = 0; i < receivers; i++) {
			UdpReceiver receiver = new UdpReceiver(new InetSocketAddress(properties.address(), 0), 1 << 20, true,
					Duration.ZERO, "rushb-receiver");
			Endpoint endpoint = new Endpoint(EndpointSettings.DEFAULTS, new ReadAheadBudget(1 << 20), store,
					(request) -> new Session(request, TestSettings.fixedTimeout(Duration.ofSeconds(50)), listener),
					listener);
			DirectChannel outbound = new DirectChannel();
			outbound.subscribe(new UdpSender(receiver));
			RushbService service = new RushbService(receiver, endpoint, outbound, this.workers,
					new ProtocolTimer("rushb-timer"));
			DirectChannel inbound = new DirectChannel();
			inbound.subscribe((message) -> service.receive((Datagram) message.getPayload()));
			receiver.setBeanFactory(new StaticListableBeanFactory());
			receiver.setApplicationEventPublisher((event) -> {
			});
			receiver.setOutputChannel(inbound);
			receiver.afterPropertiesSet();
			services.add(service);
		}
		this.server = new RushbServer(services, this.workers);
		TransferBook book = new TransferBook(new StaticListableBeanFactory().getBeanProvider(EndpointListener.class));
		this.supervisor = new ReceiverSupervisor(this.server, book, properties, this.timer, System.out,
				() -> Set.copyOf(this.machine));
		this.supervisor.start();
	}

	/** A client whose socket is connected: an answer from elsewhere does not reach it. */
	private static final class ConnectedClient implements AutoCloseable {

		private final DatagramSocket socket;

		ConnectedClient(String server, int port) throws IOException {
			this.socket = new DatagramSocket();
			this.socket.setSoTimeout(30_000);
			this.socket.connect(new InetSocketAddress(InetAddress.getByName(server), port));
		}

		void fetch() throws IOException {
			ask();
			finish();
		}

		void ask() throws IOException {
			send(ClientPackets.get("file.txt"));
			assertThat(receive()).isEqualTo(1);
		}

		void finish() throws IOException {
			for (int number = 1; number <= 4; number++) {
				send(ClientPackets.ack(number + 1, number));
				assertThat(receive()).isEqualTo(number + 1);
			}
			send(ClientPackets.finAck(6, 5));
			assertThat(receive()).isEqualTo(6);
		}

		private void send(byte[] packet) throws IOException {
			this.socket.send(new DatagramPacket(packet, packet.length));
		}

		/** The number of the packet that comes. */
		private int receive() throws IOException {
			byte[] buffer = new byte[PacketCodec.PACKET_LENGTH];
			this.socket.receive(new DatagramPacket(buffer, buffer.length));
			return (Byte.toUnsignedInt(buffer[0]) << 8) | Byte.toUnsignedInt(buffer[1]);
		}

		@Override
		public void close() {
			this.socket.close();
		}

	}

}
