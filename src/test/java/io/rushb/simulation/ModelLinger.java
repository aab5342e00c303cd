package io.rushb.simulation;

import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import io.rushb.endpoint.EndpointSettings;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * The closed sessions that ought to be remembered (rule A7).
 */
final class ModelLinger {

	private final Map<InetSocketAddress, Left> all = new LinkedHashMap<>();

	private final EndpointSettings settings;

	ModelLinger(EndpointSettings settings) {
		this.settings = settings;
	}

	private record Left(Options options, int finSequence, int last, long until) {

	}

	/** The answer to a packet without a session, {@code null} if there is none. */
	byte @Nullable [] answer(InetSocketAddress client, Packet packet) {
		Left left = this.all.get(client);
		if (left == null || packet.kind() != Kind.FIN_ACK || packet.acknowledgement() != left.finSequence
				|| !packet.options().equals(left.options) || !packet.isChecksumRight()) {
			return null;
		}
		int ahead = (short) (packet.sequence() - left.last);
		boolean fits = ahead >= 0 && ahead <= 64;
		return fits ? PacketCodec.encode(Kind.FIN_ACK, left.options, left.finSequence + 1, packet.sequence()) : null;
	}

	/** Remembers a session; says whether another was forgotten for it. */
	boolean add(ModelSession session, long now) {
		InetSocketAddress address = session.client().address();
		this.all.remove(address);
		boolean full = this.all.size() >= this.settings.lingering();
		if (full) {
			Iterator<Left> oldest = this.all.values().iterator();
			oldest.next();
			oldest.remove();
		}
		this.all.put(address, new Left(session.granted(), session.delivered(), session.last(),
				now + this.settings.linger().toNanos()));
		return full;
	}

	void remove(InetSocketAddress client) {
		this.all.remove(client);
	}

	void expire(long now) {
		this.all.values().removeIf((left) -> left.until <= now);
	}

	long deadline() {
		return this.all.isEmpty() ? Long.MAX_VALUE : this.all.values().iterator().next().until;
	}

	int size() {
		return this.all.size();
	}

}
