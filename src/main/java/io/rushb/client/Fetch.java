package io.rushb.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.rushb.client.exchange.Counts;
import io.rushb.client.exchange.ExchangeSettings;
import io.rushb.client.exchange.ExchangeView;
import io.rushb.client.exchange.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One resource, fetched in as many attempts as it takes and may take. Each attempt has a
 * port of its own, so that it is a new session at every server, balancer and NAT, and
 * nothing of one gets into another.
 */
final class Fetch {

	private final RushbUri uri;

	private final ExchangeSettings settings;

	private final int retries;

	private final @Nullable InetSocketAddress local;

	private final FetchListener listener;

	private final Cancellation cancellation;

	private @Nullable InetSocketAddress server;

	private int attempts;

	private Counts counts = Counts.ZERO;

	/** The most bytes that one attempt has brought; -1 while the server is mute. */
	private long reached = -1;

	Fetch(RushbUri uri, ExchangeSettings settings, int retries, @Nullable InetSocketAddress local,
			FetchListener listener, Cancellation cancellation) {
		this.uri = uri;
		this.settings = settings;
		this.retries = retries;
		this.local = local;
		this.listener = listener;
		this.cancellation = cancellation;
	}

	/** Runs to the end; fails with a {@link FetchException}, or as the sink fails. */
	FetchResult run(Sink sink) throws IOException {
		long begun = System.nanoTime();
		long quietSince = begun;
		while (true) {
			this.attempts++;
			try (Transfer transfer = Transfer.open(this.uri, resolve(), this.settings, this.local, this.listener,
					this.cancellation)) {
				Verdict verdict = transfer.run(sink, quietSince, this.counts, this.reached >= 0,
						() -> this.attempts <= this.retries && sink.canRestart());
				ExchangeView view = transfer.view();
				this.counts = this.counts.plus(view.counts());
				this.reached = view.answered() ? Math.max(this.reached, view.bytes()) : this.reached;
				if (verdict == Verdict.COMPLETE) {
					return result(view, Duration.ofNanos(System.nanoTime() - begun));
				}
				if (verdict != null) {
					throw failure(verdict, sink, transfer);
				}
				quietSince = transfer.quietSince();
			}
			sink.restart();
			this.listener.startedOver(this.attempts + 1);
		}
	}

	/** Each attempt asks anew: the service may have moved. */
	private InetSocketAddress resolve() throws FetchException {
		try {
			InetSocketAddress found = new InetSocketAddress(InetAddress.getByName(this.uri.host()), this.uri.port());
			this.server = found;
			return found;
		}
		catch (UnknownHostException ex) {
			if (this.server != null) {
				return this.server;
			}
			throw new FetchException.TimedOut(
					"there is no host '" + this.uri.host() + "': check the name in " + this.uri, ex);
		}
	}

	private FetchResult result(ExchangeView view, Duration duration) {
		return new FetchResult(view.bytes(), duration, this.attempts, this.counts.received(),
				this.counts.retransmissions(), this.counts.repeats(), this.counts.damaged(), view.options().checksum(),
				view.options().encryption());
	}

	private FetchException failure(Verdict verdict, Sink sink, Transfer transfer) {
		ExchangeView view = transfer.view();
		return switch (verdict) {
			case NOT_AVAILABLE -> new FetchException.NotAvailable(
					"the server does not give out '" + this.uri.name() + "': check the name; "
							+ (this.settings.requested().encryption() ? "with encryption, bytes over 248 do not pass"
									: "a file that ends in a zero byte does not pass"));
			case OPTION_REFUSED -> new FetchException.OptionRefused("the server does not grant what was insisted on: "
					+ this.settings.requested() + "; it offered " + view.options());
			case DAMAGED -> new FetchException.Damaged("different bytes came for the same place after " + view.bytes()
					+ " bytes: fetch again" + (this.settings.requested().checksum() ? "" : ", with checksums"));
			case TIMED_OUT, COMPLETE -> timedOut(sink, transfer);
		};
	}

	private FetchException timedOut(Sink sink, Transfer transfer) {
		PortUnreachableException refusal = transfer.refusal();
		if (this.reached < 0 && refusal != null) {
			return Transfer.nothingListens(this.uri, refusal);
		}
		IOException cause = transfer.sendFailure();
		String silence = TimeUnit.NANOSECONDS.toMillis(this.settings.giveUp().toNanos()) / 1000.0 + " s";
		String where = this.uri.host() + " port " + this.uri.port();
		if (this.reached < 0) {
			return new FetchException.TimedOut("no answer from " + where + " in " + silence
					+ ": check host and port, or allow more time with a longer timeout", cause);
		}
		String attempts = (this.attempts > 1) ? " in " + this.attempts + " attempts" : "";
		return new FetchException.TimedOut("the server at " + where
				+ " fell silent in the middle of the transfer, after " + this.reached + " bytes" + attempts
				+ ", and said nothing new for " + silence
				+ ": it was stopped or restarted, the file changed, or the network is down; fetch again when it is back"
				+ (sink.canRestart() ? "" : ", into a file: that can start over by itself, a stream cannot"), cause);
	}

}
