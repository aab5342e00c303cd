package io.rushb.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.rushb.config.ServerProperties;
import io.rushb.endpoint.Endpoint;
import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.EndpointSettings;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.session.Session;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.SocketClient;
import io.rushb.testing.TestSettings;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessagingException;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Sends and receives that fail, against the transport's beans without a container.
 */
@Timeout(60)
class TroubleTests {

	private static final ServerProperties SERVER = new ServerProperties(InetAddress.getLoopbackAddress(), 0,
			DataSize.ofMegabytes(1), 1, Duration.ZERO, Duration.ofSeconds(1), false);

	private final ProtocolTimer timer = new ProtocolTimer("rushb-timer");

	private final ContentWorkers workers = new ContentWorkers(2);

	private final AtomicInteger defects = new AtomicInteger();

	private ReceiverSupervisor supervisor;

	private RushbServer server;

	private boolean receivingAfterDrain;

	@AfterEach
	void stop() {
		this.supervisor.stop();
		this.workers.close();
		this.timer.close();
	}

	@Test
	void datagramsThatCannotBeSentAreCountedAndSentAgainByTheTimer() {
		AtomicInteger failures = new AtomicInteger(3);
		UdpReceiver receiver = receiver();
		UdpSender sender = new UdpSender(receiver);
		start(receiver, (message, timeout) -> {
			if (failures.getAndDecrement() > 0) {
				throw new MessagingException(message, "no buffer space", new IOException("ENOBUFS"));
			}
			sender.handleMessage(message);
			return true;
		});
		try (SocketClient client = new SocketClient(this.supervisor.port(), new Options(true, false))) {
			assertThat(client.fetchPatiently("file.txt")).isEqualTo(SocketClient.text(10_000));
		}
		assertThat(this.server.sendErrors()).isEqualTo(3);
	}

	@Test
	void aReceiveErrorEndsTheLoopWhichIsStartedAgain() {
		AtomicInteger failures = new AtomicInteger(2);
		UdpReceiver receiver = new UdpReceiver(new InetSocketAddress(SERVER.address(), 0), 1 << 20, false,
				SERVER.busyPoll(), "rushb-receiver") {

			@Override
			Datagram receive() throws IOException {
				if (failures.getAndDecrement() > 0) {
					throw new IOException("EIO");
				}
				return super.receive();
			}

		};
		UdpSender sender = new UdpSender(receiver);
		start(receiver, (message, timeout) -> {
			sender.handleMessage(message);
			return true;
		});
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.supervisor.restarts() == 2 && this.supervisor.isReceiving());
		try (SocketClient client = new SocketClient(this.supervisor.port())) {
			assertThat(client.fetchPatiently("file.txt")).isEqualTo(SocketClient.text(10_000));
		}
	}

	@Test
	void aReceiverThatCannotBindIsTriedLessAndLessOftenAndToldInFullOnce() throws Exception {
		AtomicBoolean portTaken = new AtomicBoolean();
		UdpReceiver receiver = new UdpReceiver(new InetSocketAddress(SERVER.address(), 0), 1 << 20, false,
				SERVER.busyPoll(), "rushb-receiver") {

			@Override
			void bind(int wantedPort) {
				if (portTaken.get()) {
					throw new PortUnavailableException(new InetSocketAddress(SERVER.address(), wantedPort),
							new BindException("Address already in use"));
				}
				super.bind(wantedPort);
			}

		};
		BlockingQueue<Attempt> attempts = new LinkedBlockingQueue<>();
		start(receiver, (message, timeout) -> true, new ProtocolTimer("rushb-attempts") {

			@Override
			ScheduledFuture<?> schedule(Runnable task, long nanos) {
				attempts.add(new Attempt(task, nanos));
				return null;
			}

		});
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		Logger logger = (Logger) LoggerFactory.getLogger(ReceiverSupervisor.class);
		log.start();
		logger.addAppender(log);
		logger.setLevel(Level.INFO);
		try {
			portTaken.set(true);
			receiver.socket().close();
			for (int seconds : new int[] { 0, 1, 2, 4, 8, 16, 30, 30 }) {
				Attempt attempt = attempts.take();
				assertThat(attempt.nanos).isEqualTo(TimeUnit.SECONDS.toNanos(seconds));
				attempt.task.run();
				assertThat(this.supervisor.isReceiving()).isFalse();
			}
			Attempt last = attempts.take();
			assertThat(attempts).as("one row of attempts").isEmpty();
			portTaken.set(false);
			last.task.run();
		}
		finally {
			logger.setLevel(null);
			logger.detachAppender(log);
		}
		assertThat(this.supervisor.isReceiving()).isTrue();
		assertThat(this.supervisor.restarts()).isEqualTo(1);
		assertThat(log.list).filteredOn((event) -> event.getThrowableProxy() != null).hasSize(1);
		assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage)
			.hasSize(10)
			.contains("The receiver could not be started; trying again in 1 s")
			.last()
			.asString()
			.endsWith("failed attempts before: 8");
	}

	@Test
	void aStopDuringARestartIsAStop() throws Exception {
		AtomicInteger binds = new AtomicInteger();
		AtomicReference<Thread> stop = new AtomicReference<>();
		UdpReceiver receiver = new UdpReceiver(new InetSocketAddress(SERVER.address(), 0), 1 << 20, false,
				SERVER.busyPoll(), "rushb-receiver") {

			@Override
			void bind(int wantedPort) {
				if (binds.incrementAndGet() == 2) {
					stop.set(new Thread(TroubleTests.this.supervisor::stop));
					stop.get().start();
					Awaitility.await()
						.until(() -> EnumSet.of(Thread.State.BLOCKED, Thread.State.TERMINATED)
							.contains(stop.get().getState()));
				}
				super.bind(wantedPort);
			}

		};
		start(receiver, (message, timeout) -> true);
		receiver.socket().close();
		Awaitility.await().until(() -> this.supervisor.restarts() == 1);
		stop.get().join();
		assertThat(this.supervisor.isRunning()).isFalse();
		assertThat(this.supervisor.isReceiving()).isFalse();
	}

	@Test
	void theReceiverReceivesWhileTransfersAreDrained() {
		UdpReceiver receiver = receiver();
		UdpSender sender = new UdpSender(receiver);
		start(receiver, (message, timeout) -> {
			sender.handleMessage(message);
			return true;
		});
		try (SocketClient client = new SocketClient(this.supervisor.port())) {
			client.get("file.txt");
			client.receive();
			this.supervisor.stop();
		}
		assertThat(this.receivingAfterDrain).isTrue();
		assertThat(this.supervisor.isReceiving()).isFalse();
	}

	@Test
	void aDefectInSendingIsCountedAndHoldsNothingUp() {
		UdpReceiver receiver = receiver();
		AtomicInteger defects = new AtomicInteger(2);
		UdpSender sender = new UdpSender(receiver);
		start(receiver, (message, timeout) -> {
			if (defects.getAndDecrement() > 0) {
				throw new IllegalStateException("a defect");
			}
			sender.handleMessage(message);
			return true;
		});
		try (SocketClient client = new SocketClient(this.supervisor.port())) {
			assertThat(client.fetchPatiently("file.txt")).isEqualTo(SocketClient.text(10_000));
		}
		assertThat(this.server.sendErrors()).isEqualTo(2);
	}

	@Test
	void aDefectInTheCoreIsCountedAndNeitherTimersNorOtherSessionsStop() {
		UdpReceiver receiver = receiver();
		UdpSender sender = new UdpSender(receiver);
		this.defects.set(3);
		start(receiver, (message, timeout) -> {
			sender.handleMessage(message);
			return true;
		});
		try (SocketClient client = new SocketClient(this.supervisor.port())) {
			assertThat(client.fetchPatiently("file.txt")).isEqualTo(SocketClient.text(10_000));
		}
		assertThat(this.server.defects()).isEqualTo(3);
	}

	@Test
	void afterTheStopNobodyOpensThePortAgain() {
		UdpReceiver receiver = receiver();
		UdpSender sender = new UdpSender(receiver);
		start(receiver, (message, timeout) -> {
			sender.handleMessage(message);
			return true;
		});
		this.supervisor.stop();
		Message<Datagram> late = new DatagramMessage(
				new Datagram(new InetSocketAddress(SERVER.address(), 9), new byte[1], 1));
		assertThatException().isThrownBy(() -> sender.handleMessage(late));
		assertThat(receiver.isReceiving()).isFalse();
	}

	private static UdpReceiver receiver() {
		return new UdpReceiver(new InetSocketAddress(SERVER.address(), 0), 1 << 20, false, SERVER.busyPoll(),
				"rushb-receiver");
	}

	private void start(UdpReceiver receiver, MessageChannel outbound) {
		start(receiver, outbound, this.timer);
	}

	private void start(UdpReceiver receiver, MessageChannel outbound, ProtocolTimer supervision) {
		MemoryStore store = new MemoryStore();
		store.put("file.txt", SocketClient.text(10_000));
		ProtocolSettings protocol = TestSettings.fixedTimeout(Duration.ofMillis(200));
		ReadAheadBudget budget = new ReadAheadBudget(1 << 20);
		EndpointListener listener = new EndpointListener() {

			@Override
			public void received(Kind kind) {
				if (TroubleTests.this.defects.getAndDecrement() > 0) {
					throw new IllegalStateException("a defect");
				}
			}

		};
		Endpoint endpoint = new Endpoint(EndpointSettings.DEFAULTS, budget, store,
				(request) -> new Session(request, protocol, listener), listener);
		RushbService service = new RushbService(receiver, endpoint, outbound, this.workers, this.timer);
		this.server = new RushbServer(List.of(service), this.workers) {

			@Override
			Duration drain(Duration patience) {
				Duration left = super.drain(Duration.ofMillis(1));
				TroubleTests.this.receivingAfterDrain = TroubleTests.this.supervisor.isReceiving();
				return left;
			}

		};
		DirectChannel inbound = new DirectChannel();
		inbound.subscribe((message) -> service.receive((Datagram) message.getPayload()));
		receiver.setBeanFactory(new StaticListableBeanFactory());
		receiver.setApplicationEventPublisher((event) -> {
		});
		receiver.setOutputChannel(inbound);
		receiver.afterPropertiesSet();
		TransferBook book = new TransferBook(new StaticListableBeanFactory().getBeanProvider(EndpointListener.class));
		this.supervisor = new ReceiverSupervisor(this.server, book, SERVER, supervision, System.out, Set::of);
		this.supervisor.start();
	}

	private record Attempt(Runnable task, long nanos) {
	}

}
