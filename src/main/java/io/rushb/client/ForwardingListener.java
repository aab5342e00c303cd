package io.rushb.client;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * Forwards all calls to another listener. Subclasses override some of them.
 */
public abstract class ForwardingListener implements FetchListener {

	private final FetchListener listener;

	/**
	 * Makes a listener.
	 * @param listener the one that is told
	 */
	protected ForwardingListener(FetchListener listener) {
		this.listener = listener;
	}

	@Override
	public void progress(long bytes, long packets, long retransmissions) {
		this.listener.progress(bytes, packets, retransmissions);
	}

	@Override
	public void startedOver(int attempt) {
		this.listener.startedOver(attempt);
	}

	@Override
	public void size(long bytes) {
		this.listener.size(bytes);
	}

	@Override
	public void channels(int sessions) {
		this.listener.channels(sessions);
	}

	@Override
	public void reclaimed(Path part, long bytes) {
		this.listener.reclaimed(part, bytes);
	}

	@Override
	public void roundTrip(long nanos) {
		this.listener.roundTrip(nanos);
	}

	@Override
	public void packet(boolean sent, InetSocketAddress client, InetSocketAddress server, byte[] datagram, int length,
			long nanos) {
		this.listener.packet(sent, client, server, datagram, length, nanos);
	}

}
