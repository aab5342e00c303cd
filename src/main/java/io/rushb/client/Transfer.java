package io.rushb.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.rushb.client.exchange.ClientExchange;
import io.rushb.client.exchange.Counts;
import io.rushb.client.exchange.ExchangeSettings;
import io.rushb.client.exchange.ExchangeView;
import io.rushb.client.exchange.Verdict;
import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * One exchange on a socket of its own. The socket is connected, so that the kernel drops
 * what others send, and says when nobody listens at the other end.
 */
final class Transfer implements Closeable {

	/** So many times in a row "port unreachable" is an answer too. */
	private static final int UNREACHABLES = 3;

	/** How often the listener hears of a transfer that does not get on. */
	private static final long HEARTBEAT = TimeUnit.MILLISECONDS.toNanos(250);

	private final RushbUri uri;

	private final ExchangeSettings settings;

	private final DatagramChannel channel;

	private final Selector selector;

	private final FetchListener listener;

	private final Cancellation cancellation;

	private final Runnable waker;

	private final ClientExchange exchange;

	/** One byte longer than a packet, so that a longer datagram shows. */
	private final ByteBuffer buffer = ByteBuffer.allocate(PacketCodec.PACKET_LENGTH + 1);

	private int unreachables;

	private @Nullable IOException sendFailure;

	private Transfer(RushbUri uri, ExchangeSettings settings, DatagramChannel channel, FetchListener listener,
			Cancellation cancellation) throws IOException {
		this.uri = uri;
		this.settings = settings;
		this.channel = channel;
		this.selector = Selector.open();
		this.listener = listener;
		this.cancellation = cancellation;
		this.waker = this.selector::wakeup;
		this.exchange = new ClientExchange(uri.name().getBytes(StandardCharsets.UTF_8), settings, listener::roundTrip);
	}

	static Transfer open(RushbUri uri, ExchangeSettings settings, @Nullable InetSocketAddress local,
			FetchListener listener, Cancellation cancellation) throws FetchException {
		InetSocketAddress server;
		try {
			server = new InetSocketAddress(InetAddress.getByName(uri.host()), uri.port());
		}
		catch (UnknownHostException ex) {
			throw new FetchException.TimedOut("there is no host '" + uri.host() + "': check the name in " + uri, ex);
		}
		DatagramChannel channel = null;
		try {
			channel = DatagramChannel.open();
			channel.configureBlocking(false);
			channel.bind(local);
			channel.connect(server);
			return new Transfer(uri, settings, channel, listener, cancellation);
		}
		catch (IOException ex) {
			closeQuietly(channel);
			throw new FetchException.TimedOut("cannot reach " + uri + ": " + ex, ex);
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

	/** Runs to the end; fails with a {@link FetchException}, or as the sink fails. */
	FetchResult run(Sink sink) throws IOException {
		try {
			return fetch(sink);
		}
		catch (ClosedByInterruptException ex) {
			throw new FetchException.Cancelled();
		}
	}

	private FetchResult fetch(Sink sink) throws IOException {
		this.channel.register(this.selector, SelectionKey.OP_READ);
		this.cancellation.add(this.waker);
		long begun = System.nanoTime();
		this.exchange.start(begun);
		long heartbeat = begun;
		while (this.exchange.verdict() == null) {
			transmit();
			await();
			if (this.cancellation.isCancelled() || Thread.currentThread().isInterrupted()) {
				throw new FetchException.Cancelled();
			}
			boolean delivered = receive(sink);
			long now = System.nanoTime();
			this.exchange.handleTimeout(now);
			if (delivered || now - heartbeat >= HEARTBEAT) {
				heartbeat = now;
				progress();
			}
		}
		transmit();
		progress();
		return result(this.exchange.verdict(), Duration.ofNanos(System.nanoTime() - begun));
	}

	private void progress() {
		ExchangeView view = this.exchange.view();
		this.listener.progress(view.bytes(), view.counts().received(), view.counts().retransmissions());
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
		boolean waiting = !this.exchange.view().answered();
		if (++this.unreachables >= UNREACHABLES && waiting) {
			throw new FetchException.TimedOut("nothing listens at " + this.uri.host() + " port " + this.uri.port()
					+ ": check host and port, and whether the server runs", ex);
		}
	}

	private FetchResult result(@Nullable Verdict verdict, Duration duration) throws FetchException {
		ExchangeView view = this.exchange.view();
		Counts counts = view.counts();
		if (verdict == Verdict.COMPLETE) {
			return new FetchResult(view.bytes(), duration, counts.received(), counts.retransmissions(),
					counts.repeats(), counts.damaged(), view.options().checksum(), view.options().encryption());
		}
		if (verdict == Verdict.NOT_AVAILABLE) {
			throw new FetchException.NotAvailable(
					"the server does not give out '" + this.uri.name() + "': check the name; "
							+ (this.settings.requested().encryption() ? "with encryption, bytes over 248 do not pass"
									: "a file that ends in a zero byte does not pass"));
		}
		if (verdict == Verdict.OPTION_REFUSED) {
			throw new FetchException.OptionRefused("the server does not grant what was insisted on: "
					+ this.settings.requested() + "; it offered " + view.options());
		}
		if (verdict == Verdict.DAMAGED) {
			throw new FetchException.Damaged("different bytes came for the same place after " + view.bytes()
					+ " bytes: fetch again" + (view.options().checksum() ? "" : ", with checksums"));
		}
		throw timedOut(view);
	}

	private FetchException timedOut(ExchangeView view) {
		String silence = TimeUnit.NANOSECONDS.toMillis(this.settings.giveUp().toNanos()) / 1000.0 + " s";
		String where = this.uri.host() + " port " + this.uri.port();
		if (!view.answered()) {
			return new FetchException.TimedOut("no answer from " + where + " in " + silence
					+ ": check host and port, or allow more time with a longer timeout", this.sendFailure);
		}
		return new FetchException.TimedOut(
				"the server at " + where + " fell silent after " + view.bytes() + " bytes and said nothing for "
						+ silence + ": it was stopped or restarted, the file changed, or the network is down",
				this.sendFailure);
	}

	@Override
	public void close() throws IOException {
		this.cancellation.remove(this.waker);
		this.selector.close();
		this.channel.close();
	}

}
