package io.rushb.endpoint;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.rushb.bench.MicroBenchmark;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.session.Session;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A step of a session: the expected ACK in, the next full DAT out, through the whole core
 * with the service's default settings. The sessions take turns. Sockets and threads are
 * left out; content is copied from memory, its reads done inline.
 */
@Warmup(iterations = 4, time = 1) // more code than the others have
public class SessionStepBenchmark extends MicroBenchmark {

	/** The default of {@code rushb.limits.read-ahead}. */
	private static final long READ_AHEAD = 64L * 1024 * 1024;

	private static final byte[] NAME = "endless".getBytes(StandardCharsets.US_ASCII);

	/** Of the caller's clock, by a step: a plausible one, so that no timer is due. */
	private static final long NANOS_PER_STEP = 10_000;

	@Param({ "1", "1000" })
	private int sessions;

	@Param({ "none", "CHK" })
	private String options;

	private Endpoint endpoint;

	private InetSocketAddress[] clients;

	/** The same for all clients, since all are at the same place of the same file. */
	private ByteBuffer ack;

	/** The number of the DAT that is acknowledged in this round. */
	private int round = 1;

	private int turn;

	private long now;

	/** Opens all sessions; the first DAT of each is then on its way. */
	@Setup
	public void open() {
		EndpointListener nobody = new EndpointListener() {
		};
		ReadAheadBudget budget = new ReadAheadBudget(READ_AHEAD);
		this.endpoint = new Endpoint(EndpointSettings.DEFAULTS, budget, (name) -> new EndlessSource(),
				(request) -> new Session(request, ProtocolSettings.DEFAULTS, nobody), nobody);
		Options agreed = new Options(this.options.equals("CHK"), false);
		byte[] get = PacketCodec.encode(Kind.GET, agreed, 1, 0, NAME, 0, NAME.length);
		this.ack = ByteBuffer.wrap(PacketCodec.encode(Kind.DAT_ACK, agreed, 2, 1));
		this.clients = new InetSocketAddress[this.sessions];
		for (int i = 0; i < this.sessions; i++) {
			this.clients[i] = new InetSocketAddress("10.0." + i / 256 + "." + i % 256, 40_000);
			exchange(this.clients[i], get);
		}
	}

	@Benchmark
	public int step() {
		if (this.turn == this.clients.length) {
			this.turn = 0;
			this.round++;
			this.ack.putShort(0, (short) (this.round + 1)).putShort(2, (short) this.round);
		}
		return exchange(this.clients[this.turn++], this.ack.array());
	}

	/** Returns the last byte of the answer, so that it has to be made. */
	private int exchange(InetSocketAddress client, byte[] datagram) {
		this.now += NANOS_PER_STEP;
		this.endpoint.handleDatagram(client, datagram, datagram.length, this.now);
		Transmit answer = send();
		for (ContentTask task = this.endpoint.pollTask(); task != null; task = this.endpoint.pollTask()) {
			task.run();
			this.endpoint.handleTask(task, this.now);
			if (answer == null) {
				answer = send();
			}
		}
		// What is measured must be what is meant: one packet for one.
		if (answer == null || this.endpoint.pollTransmit() != null) {
			throw new IllegalStateException("one answer expected");
		}
		return answer.datagram()[PacketCodec.PACKET_LENGTH - 1];
	}

	private @Nullable Transmit send() {
		Transmit transmit = this.endpoint.pollTransmit();
		if (transmit != null) {
			transmit.sent();
		}
		return transmit;
	}

}
