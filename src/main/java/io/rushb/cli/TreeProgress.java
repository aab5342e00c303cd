package io.rushb.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;

import io.rushb.client.FetchListener;
import io.rushb.client.TreeListener;

/**
 * Shows how a tree goes on as that of one file: what becomes of each of its files is told
 * at the end.
 */
final class TreeProgress implements TreeListener {

	private final FetchListener listener;

	TreeProgress(FetchListener listener) {
		this.listener = listener;
	}

	@Override
	public void progress(long bytes, long packets, long retransmissions) {
		this.listener.progress(bytes, packets, retransmissions);
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
	public void packet(boolean sent, InetSocketAddress client, InetSocketAddress server, byte[] datagram, int length,
			long nanos) {
		this.listener.packet(sent, client, server, datagram, length, nanos);
	}

}
