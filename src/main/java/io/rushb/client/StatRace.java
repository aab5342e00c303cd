package io.rushb.client;

import java.io.IOException;

/**
 * Listens to a fetch the plain way, and asks for a stat meanwhile (rule C1). If the stat
 * is answered before anything comes the plain way, it cancels that fetch.
 */
final class StatRace extends ForwardingListener {

	private final PartsFetch parts;

	private final Cancellation plain;

	private boolean over;

	/**
	 * Makes a race.
	 * @param parts asks for the stat
	 * @param listener the caller's
	 * @param plain cancels the plain way
	 */
	StatRace(PartsFetch parts, FetchListener listener, Cancellation plain) {
		super(listener);
		this.parts = parts;
		this.plain = plain;
	}

	@Override
	public void progress(long bytes, long packets, long retransmissions) {
		super.progress(bytes, packets, retransmissions);
		this.over |= packets > 0;
		if (this.over) {
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
		catch (IOException ex) { // the plain way continues without it
			this.over = true;
		}
	}

}
