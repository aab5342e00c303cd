package io.rushb.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.rushb.client.exchange.ClientExchange;
import io.rushb.client.exchange.Counts;
import io.rushb.client.exchange.ExchangeSettings;
import io.rushb.client.exchange.ExchangeView;
import io.rushb.client.exchange.Verdict;
import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: one exchange on a socket of its own. The socket is connected, so that the
 * kernel drops what others send, and says when nobody listens at the other end.
 */
final class Transfer implements Closeable {

	/** So many times in a row "port unreachable" is an answer too. */
	private static final int UNREACHABLES = 3;

	/** How often the listener hears of a transfer that does not get on. */
	private static final long HEARTBEAT = TimeUnit.MILLISECONDS.toNanos(250);

	private final RushbUri uri;

	private final DatagramChannel channel;

	private final Selector selector;

	private final FetchListener listener;

	private final Cancellation cancellation;

	private final Runnable waker;

	private final ClientExchange exchange;

	/** One byte longer than a packet, so that a longer datagram shows. */
	private final ByteBuffer buffer = ByteBuffer.allocate(PacketCodec.PACKET_LENGTH + 1);

	private Counts before = Counts.ZERO;

	private boolean known;

	private int unreachables;

	private @Nullable PortUnreachableException refusal;

	private @Nullable IOException sendFailure;

	private Transfer(RushbUri uri, ExchangeSettings settings, DatagramChannel channel, FetchListener listener,
			Cancellation cancellation) throws IOException {
		this.uri = uri;
		this.channel = channel;
		this.selector = Selector.open();
		this.listener = listener;
		this.cancellation = cancellation;
		this.waker = this.selector::wakeup;
		this.exchange = new ClientExchange(uri.name().getBytes(StandardCharsets.UTF_8), settings, listener::roundTrip);
	}

	static Transfer open(RushbUri uri, InetSocketAddress server, ExchangeSettings settings,
			@Nullable InetSocketAddress local, FetchListener listener, Cancellation cancellation)
			throws FetchException {
		DatagramChannel channel = null;
		try {
			channel = DatagramChannel.open();
			channel.configureBlocking(false);
			connect(channel, server, local);
			return new Transfer(uri, settings, channel, listener, cancellation);
		}
		catch (FetchException ex) {
			closeQuietly(channel);
			throw ex;
		}
		catch (IOException | UnsupportedAddressTypeException ex) {
			closeQuietly(channel);
			throw new FetchException.TimedOut("cannot reach " + uri + ": " + ex, ex);
		}
	}

	private static void connect(DatagramChannel channel, InetSocketAddress server, @Nullable InetSocketAddress local)
			throws IOException {
		try {
			channel.bind(local);
			channel.connect(server);
		}
		catch (IOException | UnsupportedAddressTypeException ex) {
			if (local == null) {
				throw ex;
			}
			String port = (local.getPort() != 0) ? " port " + local.getPort() : "";
			throw new FetchException.LocalAddress("cannot send from " + local.getHostString() + port + ": "
					+ ex.getMessage() + ": take an address of this machine from which " + server.getHostString()
					+ " can be reached, and a free port, or leave both to the system", ex);
		}
	}

	private static void closeQuietly(@Nullable DatagramChannel channel) {
		try {
			if (channel != null) {
				channel.close();
			}
		}
		catch (IOException ex) {
			// The failure that led here says more.
		}
	}

	/**
	 * Runs to its end, or until it is better left for another attempt; fails with a
	 * {@link FetchException}, or as the sink fails.
	 * @param sink where the bytes go
	 * @param quietSince since when nothing new has come, in earlier attempts
	 * @param before what earlier attempts have counted
	 * @param known whether the server has answered an earlier attempt
	 * @param mayLeave whether there may be another attempt
	 * @return how it ended, {@code null} if another attempt is to be made
	 */
	@Nullable Verdict run(Sink sink, long quietSince, Counts before, boolean known, BooleanSupplier mayLeave) throws IOException {
		this.before = before;
		this.known = known;
		this.channel.register(this.selector, SelectionKey.OP_READ);
		this.cancellation.add(this.waker);
		try {
			return exchange(sink, quietSince, mayLeave);
		}
		catch (ClosedByInterruptException ex) {
			throw new FetchException.Cancelled();
		}
	}

	private @Nullable Verdict exchange(Sink sink, long quietSince, BooleanSupplier mayLeave) throws IOException {
		long heartbeat = System.nanoTime();
		this.exchange.start(heartbeat, quietSince);
		while (this.exchange.verdict() == null) {
			transmit();
			await();
			if (this.cancellation.isCancelled() || Thread.currentThread().isInterrupted()) {
				throw new FetchException.Cancelled();
			}
			boolean delivered = receive(sink);
			long now = System.nanoTime();
			if (this.exchange.patience().isOverdue(now) && mayLeave.getAsBoolean()) {
				progress();
				return null;
			}
			this.exchange.handleTimeout(now);
			if (delivered || now - heartbeat >= HEARTBEAT) {
				heartbeat = now;
				progress();
			}
		}
		transmit();
		progress();
		return this.exchange.verdict();
	}

	ExchangeView view() {
		return this.exchange.view();
	}

	/** Since when nothing new has come. */
	long quietSince() {
		return this.exchange.patience().quietSince();
	}

	/** What says that nothing listens there; {@code null} if nothing said so. */
	@Nullable PortUnreachableException refusal() {
		return this.refusal;
	}

	/** Why the latest packet that could not be sent could not. */
	@Nullable IOException sendFailure() {
		return this.sendFailure;
	}

	private void progress() {
		ExchangeView view = this.exchange.view();
		Counts counts = this.before.plus(view.counts());
		this.listener.progress(view.bytes(), counts.received(), counts.retransmissions());
	}

	private void await() throws IOException {
		long nanos = Math.min(this.exchange.deadline() - System.nanoTime(), HEARTBEAT);
		// Rounded up: waking too early would spin until the deadline.
		long millis = TimeUnit.NANOSECONDS.toMillis(nanos + TimeUnit.MILLISECONDS.toNanos(1) - 1);
		if (millis > 0) {
			this.selector.select((key) -> {
			}, millis);
		}
	}

	private boolean receive(Sink sink) throws IOException {
		boolean delivered = false;
		while (this.exchange.verdict() == null) {
			this.buffer.clear();
			try {
				if (this.channel.read(this.buffer) <= 0 && this.buffer.position() == 0) {
					return delivered;
				}
			}
			catch (PortUnreachableException ex) {
				unreachable(ex);
				continue;
			}
			this.exchange.handleDatagram(this.buffer.array(), this.buffer.position(), System.nanoTime());
			this.unreachables = 0;
			for (byte[] data = this.exchange.pollData(); data != null; data = this.exchange.pollData()) {
				sink.write(data);
				delivered = true;
			}
			transmit();
		}
		return delivered;
	}

	private void transmit() throws IOException {
		for (byte[] datagram = this.exchange.pollTransmit(); datagram != null; datagram = this.exchange
			.pollTransmit()) {
			try {
				this.channel.write(ByteBuffer.wrap(datagram));
			}
			catch (PortUnreachableException ex) {
				unreachable(ex);
			}
			catch (ClosedByInterruptException ex) {
				throw ex;
			}
			catch (IOException ex) {
				// No route now: lost like any other packet, so it is repeated.
				this.sendFailure = ex;
			}
		}
	}

	private void unreachable(PortUnreachableException ex) throws FetchException {
		// A server that was there before may just be starting again.
		boolean waiting = !this.known && !this.exchange.view().answered();
		this.refusal = ex;
		if (++this.unreachables >= UNREACHABLES && waiting) {
			throw nothingListens(this.uri, ex);
		}
	}

	static FetchException.TimedOut nothingListens(RushbUri uri, PortUnreachableException cause) {
		return new FetchException.TimedOut("nothing listens at " + uri.host() + " port " + uri.port()
				+ ": check host and port, and whether the server runs", cause);
	}

	@Override
	public void close() throws IOException {
		this.cancellation.remove(this.waker);
		this.selector.close();
		this.channel.close();
	}

}
