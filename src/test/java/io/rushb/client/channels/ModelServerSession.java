package io.rushb.client.channels;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * One session of the model server.
 */
final class ModelServerSession {

	private static final long FLOOR = ModelServer.millis(200);

	private static final long IDLE = ModelServer.millis(15_000);

	private final ModelServer server;

	private final int port;

	private final Packet get;

	private final Options options;

	private final @Nullable ModelServerContent content;

	/** The number of the outstanding packet. */
	private int current = 1;

	private int last = 1;

	private int copies;

	private long sentAt;

	private long timeout = ModelServer.millis(1000);

	private double smoothed;

	private double variation;

	private int timer;

	private long heardAt;

	private boolean closed;

	private int finAcknowledgement;

	private @Nullable Packet waiting;

	ModelServerSession(ModelServer server, int port, Packet get) {
		this.server = server;
		this.port = port;
		this.get = get;
		this.options = get.options();
		this.content = server.open(get.data());
		this.heardAt = server.time().now();
	}

	void begin() {
		transmit();
	}

	boolean isClosed() {
		return this.closed;
	}

	void end() {
		this.timer++;
		this.closed = true;
	}

	private boolean isFin() {
		return this.content == null || this.current > this.content.packets();
	}

	private void transmit() {
		this.copies++;
		if (this.copies == 1) {
			this.sentAt = this.server.time().now();
		}
		if (isFin() || this.content == null) {
			this.server.send(this.port, PacketCodec.encode(Kind.FIN, this.options, this.current, 0));
		}
		else if (this.current < this.content.packets() || this.content.unchanged().getAsBoolean()) { // P6
			byte[] data = this.content.data().apply(this.current - 1);
			this.server.send(this.port,
					PacketCodec.encode(Kind.DAT, this.options, this.current, 0, data, 0, data.length));
		}
		arm();
	}

	private void arm() {
		int armed = ++this.timer;
		this.server.time().at(this.server.time().now() + this.timeout, () -> {
			if (armed == this.timer) {
				expire();
			}
		});
	}

	private void expire() {
		Packet next = this.waiting;
		if (next != null) { // A6
			end();
			this.server.replace(this.port, next);
		}
		else if (this.server.time().now() - this.heardAt > IDLE) { // T2, P7
			end();
			this.server.forget(this.port, this);
		}
		else {
			this.timeout = Math.min(2 * this.timeout, ModelServer.millis(4000));
			transmit();
		}
	}

	void handle(Packet packet) {
		if (this.closed) {
			if (packet.kind() == Kind.FIN_ACK && packet.acknowledgement() == this.current) { // A7
				bye(packet);
			}
			return;
		}
		if (packet.kind() == Kind.GET) {
			get(packet);
			return;
		}
		int ahead = SerialNumber.distance(this.last, packet.sequence());
		if (ahead < 1 || ahead > ((this.copies > 1) ? 64 : 1)) { // A1
			return;
		}
		int acknowledged = packet.acknowledgement();
		boolean ack = packet.kind() == (isFin() ? Kind.FIN_ACK : Kind.DAT_ACK);
		boolean nak = packet.kind() == (isFin() ? Kind.FIN_NAK : Kind.DAT_NAK);
		if (acknowledged == this.current && ack) { // A2
			accept(packet);
			delivered(packet);
		}
		else if (acknowledged == this.current && nak && ahead <= this.copies) { // A3
			accept(packet);
			transmit();
		}
		else if (acknowledged >= 1 && acknowledged < this.current) { // A4
			this.last = packet.sequence();
		}
	}

	private void get(Packet packet) {
		boolean same = java.util.Arrays.equals(packet.payload(), this.get.payload());
		if (this.last == 1 && same) { // A6
			transmit();
		}
		else {
			this.waiting = packet;
		}
	}

	private void accept(Packet packet) {
		this.last = packet.sequence();
		this.heardAt = this.server.time().now();
		this.waiting = null;
	}

	private void delivered(Packet packet) {
		if (this.copies == 1) {
			sample(this.server.time().now() - this.sentAt);
		}
		if (isFin()) { // S6
			this.timer++;
			this.closed = true;
			bye(packet);
			return;
		}
		this.current++;
		this.copies = 0;
		transmit();
	}

	private void bye(Packet packet) {
		this.finAcknowledgement = packet.sequence();
		this.server.send(this.port,
				PacketCodec.encode(Kind.FIN_ACK, this.options, this.current + 1, this.finAcknowledgement));
	}

	/** RFC 6298. */
	private void sample(long roundTrip) {
		this.variation = (this.smoothed == 0) ? roundTrip / 2.0
				: 0.75 * this.variation + 0.25 * Math.abs(this.smoothed - roundTrip);
		this.smoothed = (this.smoothed == 0) ? roundTrip : 0.875 * this.smoothed + 0.125 * roundTrip;
		this.timeout = Math.max(FLOOR, (long) (this.smoothed + Math.max(ModelServer.millis(1), 4 * this.variation)));
	}

}
