package io.rushb.simulation;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import org.jspecify.annotations.Nullable;

/**
 * A client, written from the protocol's page alone, that compares every byte. This one
 * behaves like the published client: each answer has a new number. It also repeats its
 * GET until something comes, and starts over after a long silence.
 */
class SimulatedClient {

	static final long SECOND = 1_000_000_000L;

	protected final World world;

	protected final SplittableRandom random;

	protected final ClientPlan plan;

	private final int index;

	protected Resource resource;

	private final Set<Integer> finAnswers = new HashSet<>();

	protected @Nullable Options granted;

	/** The number of the latest packet sent. */
	protected int number;

	/** The number of the server's next new packet. */
	protected int expected;

	private int incarnation;

	private int gets;

	private long lastHeard;

	private boolean finished;

	private boolean closed;

	private boolean gone;

	/** Grows when packets of old are forgotten. */
	int epoch;

	SimulatedClient(World world, int index, ClientPlan plan, SplittableRandom random) {
		this.world = world;
		this.index = index;
		this.plan = plan;
		this.resource = plan.resource();
		this.random = random;
	}

	/** Begins a transfer from nothing. */
	void start() {
		this.incarnation++;
		this.granted = null;
		this.number = 1;
		this.expected = 1;
		this.finished = false;
		this.closed = false;
		this.finAnswers.clear();
		this.lastHeard = this.world.now();
		sendGet();
		awaitSilence(this.incarnation);
	}

	private void sendGet() {
		this.gets++;
		this.world.send(this, get());
		int sentBy = this.incarnation;
		this.world.later(this.plan.retryAfter(), () -> {
			if (sentBy == this.incarnation && this.granted == null && isPatient()) {
				sendGet();
			}
		});
	}

	protected byte[] get() {
		byte[] name = this.resource.name().getBytes(StandardCharsets.ISO_8859_1);
		return PacketCodec.encode(Kind.GET, this.plan.asked(), 1, 0, name, 0, name.length);
	}

	private void awaitSilence(int startedBy) {
		long wait = this.lastHeard + this.plan.patience() - this.world.now();
		this.world.later(Math.max(wait, 1), () -> {
			if (startedBy != this.incarnation || this.finished || !isPatient()) {
				return;
			}
			if (this.world.now() >= this.lastHeard + this.plan.patience()) {
				this.world.note(this, "starts over after a long silence");
				start();
			}
			else {
				awaitSilence(startedBy);
			}
		});
	}

	private boolean isPatient() {
		return !this.gone && this.world.now() < this.plan.givesUpAt();
	}

	void receive(byte[] datagram, int length) {
		if (this.gone || !(PacketCodec.decode(datagram, length, Sender.SERVER) instanceof Packet packet)
				|| !packet.isChecksumRight() || !hasOptions(packet)) {
			return;
		}
		this.lastHeard = this.world.now();
		switch (packet.kind()) {
			case DAT -> handleData(packet);
			case FIN -> handleFin(packet);
			default -> handleFinAck(packet);
		}
	}

	private boolean hasOptions(Packet packet) {
		if (this.granted != null) {
			return packet.options().equals(this.granted);
		}
		return packet.options().and(this.plan.asked()).equals(packet.options()) && packet.kind() != Kind.FIN_ACK
				&& packet.sequence() == 1 && packet.acknowledgement() == 0;
	}

	private void handleData(Packet packet) {
		int sequence = packet.sequence();
		if (packet.acknowledgement() != 0 || this.finished || sequence < 1 || sequence > this.expected) {
			return;
		}
		Violation.unless(this.resource.isSegment(sequence, packet.data()), this, "got wrong bytes");
		this.granted = packet.options();
		if (sequence == this.expected) {
			handleNext(sequence);
		}
		else {
			repeatAnswer(Kind.DAT_ACK, sequence);
		}
	}

	/** Handles the next new data packet. */
	protected void handleNext(int sequence) {
		this.expected++;
		answer(Kind.DAT_ACK, sequence);
	}

	private void handleFin(Packet packet) {
		if (packet.acknowledgement() != 0 || packet.sequence() != this.expected) {
			return;
		}
		if (!this.finished) {
			if (this.expected == 1) {
				Violation.unless(!this.resource.isCarriable(packet.options()) || this.resource.isUnreadable(), this,
						"was refused what is there");
			}
			else {
				Violation.unless(this.expected - 1 == this.resource.segments() && this.resource.isWhole()
						&& this.resource.isCarriable(packet.options()), this, "got FIN before the last byte");
			}
			this.granted = packet.options();
			handleEnd(this.expected);
		}
		else {
			repeatAnswer(Kind.FIN_ACK, this.expected);
		}
	}

	/** Handles the server's FIN. */
	protected void handleEnd(int sequence) {
		this.finished = true;
		answer(Kind.FIN_ACK, sequence);
	}

	private void handleFinAck(Packet packet) {
		if (this.finished && packet.sequence() == this.expected + 1
				&& this.finAnswers.contains(packet.acknowledgement())) {
			this.closed = true;
		}
	}

	/** Answers a packet for the first time. */
	protected void answer(Kind kind, int sequence) {
		this.number++;
		send(kind, this.number, sequence);
	}

	/** Answers a copy of a packet. */
	protected void repeatAnswer(Kind kind, int sequence) {
		answer(kind, sequence);
	}

	protected void send(Kind kind, int sequence, int acknowledgement) {
		if (kind == Kind.FIN_ACK) {
			this.finAnswers.add(sequence);
		}
		Options options = (this.granted != null) ? this.granted : Options.NONE;
		this.world.send(this, PacketCodec.encode(kind, options, sequence, acknowledgement));
	}

	protected void vanish() {
		this.gone = true;
		this.world.note(this, "vanishes");
	}

	InetSocketAddress address() {
		return this.plan.address();
	}

	/** Whether every byte arrived and the end was told, or the request was refused. */
	boolean isFinished() {
		return this.finished;
	}

	/** Whether the server's last word arrived too. */
	boolean isClosed() {
		return this.closed;
	}

	int gets() {
		return this.gets;
	}

	boolean asksForEncryption() {
		return this.plan.asked().encryption() || this.plan.kind() == ClientKind.RANDOM;
	}

	@Override
	public String toString() {
		return "client " + this.index;
	}

}
