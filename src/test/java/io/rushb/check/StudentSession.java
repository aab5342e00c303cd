package io.rushb.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.rushb.check.script.TestFile;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * One client's session of a {@link StudentServer}.
 */
final class StudentSession {

	private static final int WINDOW = 64;

	private static final int UNPROVEN = 3;

	private static final long IDLE = TimeUnit.SECONDS.toNanos(15);

	private final StudentServer server;

	private final int client;

	private final Packet request;

	private final Options options;

	private @Nullable TestFile file;

	private Queue<byte[]> prepared = new ArrayDeque<>();

	private boolean part;

	private long position;

	private boolean more = true;

	private int last = 1;

	private Kind kind = Kind.DAT;

	private int number;

	private int acknowledgement;

	private byte[] data = {};

	private int sent;

	private long deadline = Long.MAX_VALUE;

	/** When the client of a part has said nothing for too long. */
	private long idle = Long.MAX_VALUE;

	private boolean proven;

	private @Nullable Packet restart;

	StudentSession(StudentServer server, int client, Packet request, Options options, @Nullable TestFile file) {
		this.server = server;
		this.client = client;
		this.request = request;
		this.file = file;
		this.options = options;
		this.number = has(Defect.NUMBERS_FROM_ZERO) ? -1 : 0;
	}

	private boolean has(Defect candidate) {
		return this.server.has(candidate);
	}

	/** From now on the other one has this one's file. */
	void mixWith(StudentSession other) {
		other.file = this.file;
	}

	/** These are the data of its packets. */
	void willSend(List<byte[]> packets, boolean ofPart, long now) {
		this.part = ofPart;
		this.proven = ofPart;
		this.prepared = new ArrayDeque<>(packets);
		heard(now);
	}

	boolean isPart() {
		return this.part;
	}

	void proceed(long now) {
		byte[] ready = this.prepared.poll();
		if (ready != null) {
			sendNew(Kind.DAT, ready, now);
			return;
		}
		TestFile content = this.file;
		if (content == null) {
			if (has(Defect.TEXT_FOR_MISSING) && this.more && this.number < 1) {
				this.more = false;
				sendNew(Kind.DAT, "no such file".getBytes(StandardCharsets.US_ASCII), now);
				return;
			}
			sendNew(Kind.FIN, new byte[0], now);
			return;
		}
		if (!this.more) {
			this.deadline = Long.MAX_VALUE;
			if (!has(Defect.NO_FIN)) {
				sendNew(has(Defect.FIN_ACK_FOR_FIN) ? Kind.FIN_ACK : Kind.FIN, new byte[0], now);
			}
			return;
		}
		byte[] next = next(content);
		sendNew(Kind.DAT, next, now);
		if (has(Defect.FIN_WITH_LAST_DATA) && !this.more) {
			this.server.send(this.client, Kind.FIN, this.options, this.server.nextNumber(this.number), 0, new byte[0]);
		}
	}

	private byte[] next(TestFile content) {
		int full = has(Defect.SHORT_PACKETS) ? 1024 : 1464;
		int length = (int) Math.max(0, Math.min(full, content.size() - this.position));
		byte[] bytes = content.bytes(this.position, length);
		while (!has(Defect.ZEROS_CUT_NOWHERE) && length > 0 && bytes[length - 1] == 0) {
			length--;
		}
		this.position += length;
		bytes = Arrays.copyOf(bytes, length);
		this.more = has(Defect.EMPTY_PACKET_AT_END) ? length == full : this.position < content.size();
		if (has(Defect.FIN_TOO_EARLY) && content.size() - this.position < full) {
			this.more = false;
		}
		return has(Defect.TEXT_ONLY) ? new String(bytes, StandardCharsets.US_ASCII).replace('\ufffd', '?')
			.getBytes(StandardCharsets.US_ASCII) : bytes;
	}

	private void sendNew(Kind what, byte[] bytes, long now) {
		this.kind = what;
		this.data = bytes;
		this.number = this.server.nextNumber(this.number);
		this.sent = 0;
		send(now);
	}

	private void send(long now) {
		this.sent++;
		long timer = this.server.timer(this.part);
		this.deadline = has(Defect.NEVER_REPEATS) ? Long.MAX_VALUE
				: now + (has(Defect.REPEATS_LATE) ? 2 * timer : timer);
		this.server.send(this.client, this.kind, this.options, this.number, this.acknowledgement, this.data);
	}

	long deadline() {
		return Math.min(this.deadline, this.idle);
	}

	private void heard(long now) {
		if (this.part && !has(Defect.PARTS_NEVER_IDLE)) {
			this.idle = now + (has(Defect.PARTS_IDLE_AT_ONCE) ? IDLE / 3 : IDLE);
		}
	}

	void handleTimeout(long now) {
		if (now >= this.idle) {
			this.server.idle(this.client);
			return;
		}
		if (now < this.deadline) {
			return;
		}
		if (this.restart != null) {
			this.server.open(this.client, this.restart, now);
			return;
		}
		if (!this.proven && this.sent >= UNPROVEN && !has(Defect.ENDLESS_COPIES)
				&& !has(Defect.REPEATS_UNDER_NEW_NUMBER) && !has(Defect.SESSIONS_NEVER_REPLACED)) {
			this.server.drop(this.client);
			return;
		}
		boolean silent = has(Defect.REPEATS_ONCE) && this.sent > 1
				|| has(Defect.REPEATS_NO_FIN) && this.kind == Kind.FIN;
		if (silent) {
			this.deadline = Long.MAX_VALUE;
			return;
		}
		if (has(Defect.REPEATS_UNDER_NEW_NUMBER)) {
			this.number++;
		}
		send(now);
	}

	void handleGet(Packet get, long now) {
		if (!this.proven && Arrays.equals(get.payload(), this.request.payload())) {
			send(now);
		}
		else {
			this.restart = get;
		}
	}

	void handle(Packet answer, long now) {
		Options compared = new Options(!has(Defect.CHK_NOT_COMPARED), !has(Defect.ENC_NOT_COMPARED));
		boolean checked = !has(Defect.CHECKSUM_NEVER_CHECKED) && !has(Defect.CHECKSUM_OF_GET_ONLY_CHECKED);
		if (!answer.options().and(compared).equals(this.options.and(compared))
				|| checked && !answer.isChecksumRight()) {
			return;
		}
		int ahead = SerialNumber.distance(this.last, answer.sequence());
		boolean strict = has(Defect.STRICT_NUMBERS) || has(Defect.NAK_NUMBER_FORGOTTEN);
		int window = (this.sent > 1 && !strict) ? WINDOW : 1;
		if ((ahead < 1 || ahead > window) && !has(Defect.NO_NUMBER_CHECK)) {
			return;
		}
		int older = SerialNumber.distance(answer.acknowledgement(), this.number);
		if (older == 0 || has(Defect.NO_ACKNOWLEDGEMENT_CHECK)) {
			current(answer, now);
		}
		else if (older > 0 && older < this.number && !has(Defect.STRICT_NUMBERS)
				&& !has(Defect.LATE_NUMBERS_FORGOTTEN)) {
			this.last = answer.sequence();
		}
	}

	private void current(Packet answer, long now) {
		boolean fin = this.kind == Kind.FIN;
		boolean nak = answer.kind() == (fin ? Kind.FIN_NAK : Kind.DAT_NAK);
		boolean ack = answer.kind() == (fin ? Kind.FIN_ACK : Kind.DAT_ACK)
				|| has(Defect.ANY_KIND_IS_ACK) && answer.kind() != Kind.DAT_NAK;
		if (this.kind == Kind.FIN_ACK || !ack && !nak || nak && (has(Defect.NO_NAK) || has(Defect.NO_FIN_NAK) && fin)) {
			return;
		}
		if (!nak || !has(Defect.NAK_NUMBER_FORGOTTEN)) {
			this.last = answer.sequence();
		}
		this.proven = true;
		this.restart = null;
		heard(now);
		if (nak && (has(Defect.NAK_WAITS_FOR_TIMER) || this.server.isBusy())) {
			return;
		}
		if (nak && !has(Defect.NAK_TAKEN_FOR_ACK)) {
			send(now);
		}
		else if (!fin) {
			proceed(now);
		}
		else {
			farewell(now);
		}
	}

	private void farewell(long now) {
		if (!has(Defect.NO_FIN_ACK)) {
			this.acknowledgement = has(Defect.FIN_ACK_WITHOUT_NUMBER) ? 0 : this.last;
			sendNew(Kind.FIN_ACK, new byte[0], now);
		}
		this.server.close(this.client, this);
	}

	/** The FIN+ACK has come again after the end. */
	void farewell(Packet packet) {
		if (packet.kind() == Kind.FIN_ACK && packet.acknowledgement() == this.number - 1) {
			this.server.send(this.client, Kind.FIN_ACK, this.options, this.number, packet.sequence(), new byte[0]);
		}
	}

}
