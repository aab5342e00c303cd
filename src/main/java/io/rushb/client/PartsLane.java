package io.rushb.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.rushb.client.channels.Batch;
import io.rushb.client.channels.ChannelSettings;
import io.rushb.client.channels.ChannelTransmit;
import io.rushb.client.channels.Channels;
import org.jspecify.annotations.Nullable;

/**
 * Runs many sessions with one server on sockets, on the calling thread.
 */
final class PartsLane implements Closeable {

	/** A selector's timer is no finer than this; the pacing allows for it. */
	private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);

	/** No path is so long, and nobody waits for a server that is not there. */
	private static final long GONE = TimeUnit.SECONDS.toNanos(2);

	private final Batch batch = new Batch();

	private final Channels channels;

	private final Ports ports;

	PartsLane(InetSocketAddress server, @Nullable InetAddress local, ChannelSettings settings, Selector selector,
			FetchListener listener) {
		this.ports = new Ports(server, local, selector, this::receive, listener);
		this.channels = new Channels(settings, this.batch, System.nanoTime());
	}

	Batch batch() {
		return this.batch;
	}

	Channels channels() {
		return this.channels;
	}

	Ports ports() {
		return this.ports;
	}

	/** Handles timeouts, and sends the datagrams that may be sent now. */
	void turn() throws IOException {
		try {
			this.channels.handleTimeout(System.nanoTime());
			transmit();
		}
		catch (SinkFailure ex) {
			throw ex.failure();
		}
	}

	private void transmit() throws IOException {
		for (ChannelTransmit transmit = this.channels
			.poll(System.nanoTime()); transmit != null; transmit = this.channels.poll(System.nanoTime())) {
			this.ports.send(transmit);
		}
	}

	private void receive(int channel, byte[] bytes, int length) throws IOException {
		this.channels.handleDatagram(channel, bytes, length, System.nanoTime());
		transmit();
	}

	/** The time until something is due, in nanoseconds: 0, or at least a millisecond. */
	long idle(long most) {
		long now = System.nanoTime();
		long left = Math.min(this.channels.deadline(now) - now, most);
		return (left <= 0) ? 0 : Math.max(left, TICK);
	}

	/**
	 * The sockets of the sessions that are in the middle of a part; none if the server is
	 * probably gone.
	 */
	List<DatagramChannel> underWay() {
		boolean gone = this.channels.roundTrip() == 0 || System.nanoTime() - this.channels.heardAt() > GONE;
		return gone ? List.of() : this.ports.of(this.channels::isUnderWay);
	}

	@Override
	public void close() throws IOException {
		this.ports.close();
	}

}
