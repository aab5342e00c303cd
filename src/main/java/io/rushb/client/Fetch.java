package io.rushb.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.rushb.client.exchange.ClientExchange;
import io.rushb.client.exchange.Counts;
import io.rushb.client.exchange.ExchangeOutcome;
import io.rushb.client.exchange.ExchangeSettings;
import io.rushb.client.exchange.ExchangeView;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one resource, in as many attempts as are needed and allowed. Each attempt has a
 * port of its own. So it is a new session for every server, balancer and NAT, and
 * attempts do not mix.
 */
final class Fetch {

	private final RushbUri uri;

	private final ExchangeSettings settings;

	private final int retries;

	private final @Nullable InetSocketAddress local;

	private final FetchListener listener;

	private final Cancellation cancellation;

	private final HostAddresses.Source source;

	private final Growth growth;

	/** The address that has answered, {@code null} while none has. */
	private @Nullable InetSocketAddress server;

	private int addresses;

	private int attempts;

	private Counts counts = Counts.ZERO;

	/**
	 * The most bytes that one attempt has fetched; -1 while the server has not answered.
	 */
	private long reached = -1;

	Fetch(RushbUri uri, ExchangeSettings settings, RushbClientBuilder builder, FetchListener listener,
			Cancellation cancellation, Growth growth) {
		this.uri = uri;
		this.settings = settings;
		this.retries = builder.retries;
		this.local = builder.localAddress;
		this.source = builder.addresses;
		this.growth = growth;
		this.listener = listener;
		this.cancellation = Objects.requireNonNull(cancellation, "cancellation");
	}

	/** Runs to the end; fails with a {@link FetchException}, or as the sink fails. */
	FetchResult run(Sink sink) throws IOException {
		long begun = System.nanoTime();
		long quietSince = begun;
		while (true) {
			this.attempts++;
			this.growth.begin();
			Lanes lanes = new Lanes(addresses(), this::open, this.reached >= 0);
			try (Transfer transfer = new Transfer(lanes, this.listener, this.cancellation, this.growth)) {
				ExchangeOutcome outcome = transfer.run(sink, quietSince, this.counts,
						() -> this.attempts <= this.retries && sink.canRestart());
				ExchangeView view = transfer.view();
				this.counts = this.counts.plus(view.counts());
				if (view.answered()) {
					this.reached = Math.max(this.reached, view.bytes());
					this.server = transfer.server();
				}
				if (outcome == ExchangeOutcome.COMPLETE) {
					return result(view, Duration.ofNanos(System.nanoTime() - begun));
				}
				if (outcome != null) {
					throw failure(outcome, sink, transfer);
				}
				if (this.growth.isChanging() && !(this.attempts <= this.retries && sink.canRestart())) {
					throw this.growth.failure(this.reached, this.attempts);
				}
				quietSince = transfer.quietSince();
			}
			sink.restart();
			this.listener.startedOver(this.attempts + 1);
		}
	}

	/**
	 * Each attempt resolves the host again, because the service may have moved. The
	 * address that answered before comes first.
	 */
	private List<InetSocketAddress> addresses() throws FetchException {
		List<InetSocketAddress> found = new ArrayList<>();
		InetSocketAddress before = this.server;
		try {
			found.addAll(this.source.of(this.uri.host(), this.uri.port()));
		}
		catch (FetchException.NoSuchHost ex) {
			if (before == null) {
				throw ex;
			}
			found.add(before);
		}
		if (before != null && found.remove(before)) {
			found.add(0, before);
		}
		this.addresses = found.size();
		return found;
	}

	private Lane open(InetSocketAddress address, Selector selector) throws FetchException {
		boolean shared = this.local != null && this.local.getPort() != 0 && this.addresses > 1;
		return Lane.open(address, this.local, shared, selector,
				new ClientExchange(this.uri.name().getBytes(StandardCharsets.UTF_8), this.settings,
						this.listener::roundTrip),
				this.listener);
	}

	private FetchResult result(ExchangeView view, Duration duration) {
		return new FetchResult(view.bytes(), duration, this.attempts, this.counts.received(),
				this.counts.retransmissions(), this.counts.repeats(), this.counts.damaged(), view.options().checksum(),
				view.options().encryption(), FetchResult.PLAIN, FetchResult.NONE, !this.growth.isTaken(view.bytes()));
	}

	private FetchException failure(ExchangeOutcome outcome, Sink sink, Transfer transfer) {
		ExchangeView view = transfer.view();
		return switch (outcome) {
			case NOT_AVAILABLE -> new FetchException.NotAvailable(
					"the server does not give out '" + this.uri.name() + "': check the name; "
							+ (this.settings.requested().encryption() ? "with encryption, bytes over 248 do not pass"
									: "a server without parts gives out no file that ends in a zero byte"));
			case OPTION_REFUSED -> new FetchException.OptionRefused(this.settings.requested(), view.options());
			case DAMAGED -> new FetchException.Damaged("different bytes came for the same place after " + view.bytes()
					+ " bytes: fetch again" + (this.settings.requested().checksum() ? "" : ", with checksums"));
			case TIMED_OUT, COMPLETE -> timedOut(sink, transfer);
		};
	}

	private FetchException timedOut(Sink sink, Transfer transfer) {
		IOException cause = transfer.sendFailure();
		String silence = TimeUnit.NANOSECONDS.toMillis(this.settings.giveUp().toNanos()) / 1000.0 + " s";
		String where = this.uri.host() + " port " + this.uri.port();
		if (this.reached < 0 && cause != null) {
			return new FetchException.Unreachable(
					"cannot reach " + where + ": " + cause.getMessage() + ": check this machine's network", cause);
		}
		if (this.reached < 0) {
			return NoWay.silence(this.uri.host(), this.uri.port(), this.settings.giveUp(), this.counts.damaged());
		}
		String attempts = (this.attempts > 1) ? " in " + this.attempts + " attempts" : "";
		return new FetchException.TimedOut("the server at " + where
				+ " fell silent in the middle of the transfer, after " + this.reached + " bytes" + attempts
				+ ", and said nothing new for " + silence
				+ ": it was stopped or restarted, the file changed, or the network is down; fetch again when it is back"
				+ (sink.canRestart() ? "" : ", into a file: that can start over by itself, a stream cannot"), cause);
	}

}
