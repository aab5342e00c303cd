package io.rushb.client.exchange;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import io.rushb.wire.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * An older server: a fixed timer of 4 s, no number but the next one fits, a repeated GET
 * means nothing, and a closed session is forgotten at once.
 */
final class StrictPeer implements Peer {

	private static final long TIMER = TimeUnit.SECONDS.toNanos(4);

	private static final Options OPTIONS = new Options(true, false);

	private final byte[] content;

	private final Queue<byte[]> transmits = new ArrayDeque<>();

	private byte @Nullable [] outstanding;

	private boolean fin;

	private boolean closed;

	private int position;

	private int current;

	private int last;

	private long repeatAt = Long.MAX_VALUE;

	/**
	 * Answers whose number was not the next; copies that the network made do not count.
	 */
	int refused;

	private final Set<byte[]> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	StrictPeer(byte[] content) {
		this.content = content;
	}

	@Override
	public void handleDatagram(byte[] datagram, long now) {
		if (!(PacketCodec.decode(datagram, datagram.length, Sender.CLIENT) instanceof Packet packet)
				|| !packet.isChecksumRight() || this.closed) {
			return;
		}
		boolean first = this.seen.add(datagram);
		if (packet.kind() == Kind.GET) {
			if (this.outstanding == null) {
				this.last = 1;
				sendNext(now);
			}
		}
		else if (this.outstanding == null || packet.sequence() != SerialNumber.next(this.last)) {
			this.refused += first ? 1 : 0;
		}
		else if (packet.acknowledgement() == this.current) {
			this.last = packet.sequence();
			if (this.fin) {
				this.closed = true;
				this.repeatAt = Long.MAX_VALUE;
				this.transmits.add(PacketCodec.encode(Kind.FIN_ACK, OPTIONS, this.current + 1, this.last));
			}
			else {
				sendNext(now);
			}
		}
	}

	private void sendNext(long now) {
		this.current++;
		int end = Math.min(this.position + PacketCodec.MAX_PAYLOAD, this.content.length);
		while (end > this.position && this.content[end - 1] == 0) {
			end--;
		}
		this.fin = end == this.position;
		byte[] data = Arrays.copyOfRange(this.content, this.position, end);
		this.position = end;
		this.outstanding = PacketCodec.encode(this.fin ? Kind.FIN : Kind.DAT, OPTIONS, this.current, 0, data, 0,
				data.length);
		send(this.outstanding, now);
	}

	private void send(byte[] datagram, long now) {
		this.transmits.add(datagram);
		this.repeatAt = now + TIMER;
	}

	@Override
	public void handleTimeouts(long now) {
		if (now >= this.repeatAt && this.outstanding != null) {
			send(this.outstanding, now);
		}
	}

	@Override
	public long nextTimeout() {
		return this.repeatAt;
	}

	@Override
	public byte @Nullable [] pollTransmit() {
		return this.transmits.poll();
	}

}
