package io.rushb.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * Listens to a fetch by the plain way, and asks for a stat meanwhile (rule C1). If the
 * stat is answered before anything comes by the plain way, that is cancelled.
 */
final class StatRace implements FetchListener {

	private final PartsFetch parts;

	private final FetchListener listener;

	private final Cancellation plain;

	private boolean over;

	/**
	 * Makes a race.
	 * @param parts asks for the stat
	 * @param listener the caller's
	 * @param plain cancels the plain way
	 */
	StatRace(PartsFetch parts, FetchListener listener, Cancellation plain) {
		this.parts = parts;
		this.listener = listener;
		this.plain = plain;
	}

	@Override
	public void progress(long bytes, long packets, long retransmissions) {
		this.over |= packets > 0;
		if (this.over) {
			this.listener.progress(bytes, packets, retransmissions);
			return;
		}
		try {
			if (this.parts.poll(0)) {
				this.over = true;
				if (this.parts.hasParts()) {
					this.plain.cancel();
				}
			}
		}
		catch (IOException ex) { // the plain way goes on without
			this.over = true;
		}
	}

	@Override
	public void startedOver(int attempt) {
		this.listener.startedOver(attempt);
	}

	@Override
	public void reclaimed(Path part, long bytes) {
		this.listener.reclaimed(part, bytes);
	}

	@Override
	public void packet(boolean sent, InetSocketAddress client, InetSocketAddress server, byte[] datagram, int length,
			long nanoTime) {
		this.listener.packet(sent, client, server, datagram, length, nanoTime);
	}

	@Override
	public void roundTrip(long nanos) {
		this.listener.roundTrip(nanos);
	}

}
