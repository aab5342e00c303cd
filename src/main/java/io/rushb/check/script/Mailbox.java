package io.rushb.check.script;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Queue;

import io.rushb.check.ladder.Recording;
import io.rushb.check.ladder.TracedPacket;
import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * The packets that one client has received and the script has not asked for yet.
 */
final class Mailbox {

	/**
	 * Copies of older packets than these last ones count as new packets. On a busy
	 * machine a copy came nine packets late, even from a port of the same machine.
	 */
	private static final int REMEMBERED = 64;

	private final Queue<TracedPacket> arrivals = new ArrayDeque<>();

	private final Deque<byte[]> known = new ArrayDeque<>();

	private final Recording recording = new Recording();

	private boolean open;

	private @Nullable TracedPacket stray;

	void add(TracedPacket arrival) {
		this.arrivals.add(arrival);
	}

	@Nullable TracedPacket poll() {
		return this.arrivals.poll();
	}

	/**
	 * Keeps a packet that came from another address or port than the server's. It may be
	 * from another server, for an earlier user of this port.
	 */
	void stray(TracedPacket packet) {
		this.stray = packet;
	}

	/** Returns such a packet that has come since then. */
	@Nullable TracedPacket straySince(long nanos) {
		TracedPacket latest = this.stray;
		return (latest != null && latest.nanos() >= nanos) ? latest : null;
	}

	/** All that the client sent and received. */
	Recording recording() {
		return this.recording;
	}

	/** Whether the client has not sent a GET yet. */
	boolean hasSentNothing() {
		return this.recording.first().stream().noneMatch(TracedPacket::sent);
	}

	/** Whether it is in the middle of a session. */
	boolean isOpen() {
		return this.open;
	}

	void open(boolean now) {
		this.open = now;
	}

	/** Whether the same has come before. */
	boolean has(byte[] datagram) {
		return this.known.stream().anyMatch((one) -> Arrays.equals(one, datagram));
	}

	/** Whether something with the same payload has come before. */
	boolean hasDataOf(byte[] datagram) {
		int header = PacketCodec.HEADER_LENGTH;
		return datagram.length > header && datagram[header] != 0 && this.known.stream()
			.anyMatch((one) -> Arrays.equals(one, header, one.length, datagram, header, datagram.length));
	}

	void remember(byte[] datagram) {
		this.known.add(datagram);
		if (this.known.size() > REMEMBERED) {
			this.known.remove();
		}
	}

}
