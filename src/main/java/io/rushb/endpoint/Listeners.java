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

	private final EndpointListener[] all;

	/**
	 * Joins listeners.
	 * @param listeners those that are told, in this order
	 */
	public Listeners(List<EndpointListener> listeners) {
		this.all = listeners.toArray(new EndpointListener[0]);
	}

	@Override
	public void received(Kind kind) {
		for (EndpointListener listener : this.all) {
			listener.received(kind);
		}
	}

	@Override
	public void received(Packet packet, long now) {
		for (EndpointListener listener : this.all) {
			listener.received(packet, now);
		}
	}

	@Override
	public void sent(Kind kind, int sequence, @Nullable RetransmitCause cause, long timeout, long now) {
		for (EndpointListener listener : this.all) {
			listener.sent(kind, sequence, cause, timeout, now);
		}
	}

	@Override
	public void sent(Kind kind) {
		for (EndpointListener listener : this.all) {
			listener.sent(kind);
		}
	}

	@Override
	public void opened(SessionRequest request) {
		for (EndpointListener listener : this.all) {
			listener.opened(request);
		}
	}

	@Override
	public void closed(SessionView session) {
		for (EndpointListener listener : this.all) {
			listener.closed(session);
		}
	}

	@Override
	public void transferOver(TransferView transfer) {
		for (EndpointListener listener : this.all) {
			listener.transferOver(transfer);
		}
	}

	@Override
	public void rejected(InetSocketAddress client, Limit limit) {
		for (EndpointListener listener : this.all) {
			listener.rejected(client, limit);
		}
	}

	@Override
	public void limitReached(Limit limit) {
		for (EndpointListener listener : this.all) {
			listener.limitReached(limit);
		}
	}

	@Override
	public void closeFailed(IOException failure) {
		for (EndpointListener listener : this.all) {
			listener.closeFailed(failure);
		}
	}

	@Override
	public void retransmitted(RetransmitCause cause) {
		for (EndpointListener listener : this.all) {
			listener.retransmitted(cause);
		}
	}

	@Override
	public void acknowledged(int bytes) {
		for (EndpointListener listener : this.all) {
			listener.acknowledged(bytes);
		}
	}

	@Override
	public void roundTrip(long nanos) {
		for (EndpointListener listener : this.all) {
			listener.roundTrip(nanos);
		}
	}

	@Override
	public void ignored(IgnoreReason reason) {
		for (EndpointListener listener : this.all) {
			listener.ignored(reason);
		}
	}

	@Override
	public void corrupt(Corruption reason) {
		for (EndpointListener listener : this.all) {
			listener.corrupt(reason);
		}
	}

}
