package io.rushb.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.rushb.check.Capture;
import io.rushb.check.ladder.Ladder;
import io.rushb.check.ladder.TracedPacket;
import io.rushb.client.FetchListener;
import io.rushb.client.ForwardingListener;
import org.jspecify.annotations.Nullable;

/**
 * Shows the packets of fetches as they go, as a ladder, and writes them into a capture
 * file.
 */
final class PacketTrace implements Closeable {

	private final @Nullable PrintWriter shown;

	private final int columns;

	private final @Nullable Capture capture;

	private final List<InetSocketAddress> ports = new ArrayList<>();

	private long origin;

	private @Nullable IOException failure;

	/**
	 * Makes a trace.
	 * @param shown where lines go; {@code null} for nowhere
	 * @param columns how wide that is
	 * @param capture where packets are kept; {@code null} for nowhere
	 */
	PacketTrace(@Nullable PrintWriter shown, int columns, @Nullable Capture capture) {
		this.shown = shown;
		this.columns = columns;
		this.capture = capture;
	}

	boolean isShown() {
		return this.shown != null;
	}

	/** A listener that also receives packets; the given one if packets are not needed. */
	FetchListener of(FetchListener listener) {
		return (this.shown != null || this.capture != null) ? new Tap(listener) : listener;
	}

	private synchronized void packet(boolean sent, InetSocketAddress client, InetSocketAddress server, byte[] datagram,
			int length, long nanos) {
		if (this.shown != null) {
			show(this.shown, sent, client, Arrays.copyOf(datagram, length), nanos);
		}
		try {
			if (this.capture != null && this.failure == null) {
				this.capture.add(nanos, sent ? client : server, sent ? server : client, datagram, length);
			}
		}
		catch (IOException ex) {
			this.failure = ex; // The fetch continues; the failure is reported at the end.
		}
	}

	private void show(PrintWriter out, boolean sent, InetSocketAddress client, byte[] datagram, long nanos) {
		if (this.ports.isEmpty()) {
			this.origin = nanos;
		}
		if (!this.ports.contains(client)) {
			this.ports.add(client);
		}
		TracedPacket packet = new TracedPacket(nanos, this.ports.indexOf(client), sent, datagram);
		Ladder ladder = new Ladder(this.origin, this.ports.size() > 1);
		LadderFit.ladder(Printable.of(ladder.line(packet, false)), this.columns).forEach(out::println);
	}

	/** Fails if packets could not be written. */
	void flush() throws IOException {
		if (this.failure != null) {
			throw this.failure;
		}
	}

	@Override
	public void close() throws IOException {
		if (this.capture != null) {
			this.capture.close();
		}
	}

	private final class Tap extends ForwardingListener {

		Tap(FetchListener listener) {
			super(listener);
		}

		@Override
		public void packet(boolean sent, InetSocketAddress client, InetSocketAddress server, byte[] datagram,
				int length, long nanos) {
			super.packet(sent, client, server, datagram, length, nanos);
			PacketTrace.this.packet(sent, client, server, datagram, length, nanos);
		}

	}

}
