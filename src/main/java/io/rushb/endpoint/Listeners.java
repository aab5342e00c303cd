package io.rushb.endpoint;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

import io.rushb.session.IgnoreReason;
import io.rushb.session.RetransmitCause;
import io.rushb.session.SessionRequest;
import io.rushb.session.SessionView;
import io.rushb.wire.Corruption;
import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

/**
 * Several listeners as one.
 */
public final class Listeners implements EndpointListener {

	private final TransferListener[] all;

	/** The listeners of packets: few, because there are many packets. */
	private final EndpointListener[] ofPackets;

	/**
	 * Joins listeners.
	 * @param listeners those that are told, in this order; an {@link EndpointListener} of
	 * packets too
	 */
	public Listeners(List<? extends TransferListener> listeners) {
		this.all = listeners.toArray(new TransferListener[0]);
		this.ofPackets = listeners.stream()
			.filter(EndpointListener.class::isInstance)
			.map(EndpointListener.class::cast)
			.toArray(EndpointListener[]::new);
	}

	@Override
	public void received(Kind kind) {
		for (EndpointListener listener : this.ofPackets) {
			listener.received(kind);
		}
	}

	@Override
	public void received(Packet packet, long now) {
		for (EndpointListener listener : this.ofPackets) {
			listener.received(packet, now);
		}
	}

	@Override
	public void sent(Kind kind, int sequence, @Nullable RetransmitCause cause, long timeout, long now) {
		for (EndpointListener listener : this.ofPackets) {
			listener.sent(kind, sequence, cause, timeout, now);
		}
	}

	@Override
	public void sent(Kind kind) {
		for (EndpointListener listener : this.ofPackets) {
			listener.sent(kind);
		}
	}

	@Override
	public void opened(SessionRequest request) {
		for (TransferListener listener : this.all) {
			listener.opened(request);
		}
	}

	@Override
	public void closed(SessionView session) {
		for (TransferListener listener : this.all) {
			listener.closed(session);
		}
	}

	@Override
	public void transferOver(TransferView transfer) {
		for (TransferListener listener : this.all) {
			listener.transferOver(transfer);
		}
	}

	@Override
	public void rejected(InetSocketAddress client, Limit limit) {
		for (TransferListener listener : this.all) {
			listener.rejected(client, limit);
		}
	}

	@Override
	public void limitReached(Limit limit) {
		for (EndpointListener listener : this.ofPackets) {
			listener.limitReached(limit);
		}
	}

	@Override
	public void closeFailed(IOException failure) {
		for (EndpointListener listener : this.ofPackets) {
			listener.closeFailed(failure);
		}
	}

	@Override
	public void retransmitted(RetransmitCause cause) {
		for (EndpointListener listener : this.ofPackets) {
			listener.retransmitted(cause);
		}
	}

	@Override
	public void acknowledged(int bytes) {
		for (EndpointListener listener : this.ofPackets) {
			listener.acknowledged(bytes);
		}
	}

	@Override
	public void roundTrip(long nanos) {
		for (EndpointListener listener : this.ofPackets) {
			listener.roundTrip(nanos);
		}
	}

	@Override
	public void ignored(IgnoreReason reason) {
		for (EndpointListener listener : this.ofPackets) {
			listener.ignored(reason);
		}
	}

	@Override
	public void corrupt(Corruption reason) {
		for (EndpointListener listener : this.ofPackets) {
			listener.corrupt(reason);
		}
	}

}
