package io.rushb.client.exchange;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.zip.CRC32C;

import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the received bytes. It holds the newest packet back until the next one shows
 * that the server has accepted its answer, so that a repeated packet can be compared with
 * it.
 */
final class Delivery {

	private final Queue<byte[]> ready = new ArrayDeque<>();

	private final CRC32C checksum = new CRC32C();

	private final CRC32C again = new CRC32C();

	private long delivered;

	/** How far this run has come; behind {@link #delivered} only after a restart. */
	private long position;

	private boolean contradicted;

	private @Nullable Packet held;

	private @Nullable Packet suspect;

	/** Packet 1 of the transfer, whatever has been delivered since. */
	private @Nullable Packet first;

	/** Whether all numbers have been used, so that they come again (rule N2). */
	private boolean wrapped;

	void hold(Packet packet) {
		this.held = packet;
		this.first = (this.delivered == 0) ? packet : this.first;
		this.wrapped |= packet.sequence() == 0;
	}

	/**
	 * Whether a packet with number 1 is not the first one but a copy of a later one: of
	 * packet 65537, for example (rule N2).
	 */
	boolean isLater(Packet packet) {
		return this.wrapped && this.first != null && !isSame(this.first, packet);
	}

	/**
	 * Compares a packet with the held packet of the same number. Other bytes under the
	 * same number mean that a header was damaged, which no checksum covers. If it was
	 * this packet's header, its bytes will come again under the next number; otherwise it
	 * was that of the held packet.
	 */
	void compare(Packet packet) {
		if (this.held == null || isSame(this.held, packet)) {
			return;
		}
		this.contradicted |= this.suspect != null && isSame(this.suspect, packet);
		this.suspect = packet;
	}

	/**
	 * Whether the same data has come twice though a FIN is held, which then is dropped.
	 * @param packet the data
	 */
	boolean isRefuted(Packet packet) {
		boolean again = this.suspect != null && isSame(this.suspect, packet);
		this.suspect = again ? null : packet;
		this.held = again ? null : this.held;
		return again;
	}

	/**
	 * A FIN or FIN+ACK has come that confirms the end.
	 * @param doubtful whether somebody may have forged it
	 */
	void confirmFin(boolean doubtful) {
		this.suspect = (!doubtful && this.held != null && this.held.kind() == Kind.FIN) ? null : this.suspect;
	}

	/**
	 * Whether data has come under the number of the FIN that is held, and nothing since.
	 */
	boolean isRefuted() {
		return this.held != null && this.held.kind() == Kind.FIN && this.suspect != null;
	}

	private static boolean isSame(Packet one, Packet other) {
		return one.kind() == other.kind() && one.hasPayloadOf(other);
	}

	/** Releases the held packet, because its successor has come. */
	void release(Packet successor) {
		this.contradicted |= this.suspect != null && !isSame(this.suspect, successor);
		this.suspect = null;
		if (!this.contradicted) {
			release();
		}
	}

	private void release() {
		Packet packet = this.held;
		if (packet == null) {
			return;
		}
		this.held = null;
		byte[] data = packet.data();
		int known = (int) Math.min(data.length, this.delivered - this.position);
		this.position += data.length;
		if (known > 0) {
			this.again.update(data, 0, known);
			boolean caughtUp = this.position >= this.delivered;
			this.contradicted |= caughtUp && this.again.getValue() != this.checksum.getValue();
		}
		if (known < data.length) {
			this.checksum.update(data, known, data.length - known);
			this.delivered += data.length - known;
			this.ready.add((known == 0) ? data : Arrays.copyOfRange(data, known, data.length));
		}
	}

	/** The server starts over: it must send the same bytes as before. */
	void restart() {
		this.held = null;
		this.suspect = null;
		this.wrapped = false;
		this.position = 0;
		this.again.reset();
	}

	/** Whether other bytes came for the same place. */
	boolean isContradicted() {
		return this.contradicted;
	}

	/** Whether this run has brought everything that was delivered before. */
	boolean isCaughtUp() {
		return this.position >= this.delivered;
	}

	byte @Nullable [] poll() {
		return this.ready.poll();
	}

	/** The bytes released so far. */
	long delivered() {
		return this.delivered;
	}

}
