package io.rushb.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.rushb.client.channels.ChannelSettings;
import io.rushb.client.channels.Channels;
import io.rushb.client.channels.FileParts;
import io.rushb.client.channels.PartsOutcome;
import io.rushb.client.channels.Version;
import io.rushb.client.exchange.Counts;
import io.rushb.client.exchange.ExchangeSettings;
import io.rushb.wire.Options;
import io.rushb.wire.ReservedName;
import org.jspecify.annotations.Nullable;

/**
 * Finds the way to fetch a file (rule C1), and fetches it. It asks the server for a stat.
 * <ul>
 * <li>It answers: parts.</li>
 * <li>It answers with a FIN, or something else: the plain way.</li>
 * <li>It is silent for two seconds, or for longer if it has had parts before: the plain
 * way too, from another port. The first answer counts.</li>
 * </ul>
 * {@link KnownServers} remembers the result.
 */
final class FastWay {

	private final RushbUri uri;

	private final ExchangeSettings settings;

	private final boolean wanted;

	private final long silence;

	private final Duration farewell;

	private final int channels;

	private final int fixedWindow;

	private final @Nullable InetSocketAddress local;

	private final HostAddresses.Source source;

	private final KnownServers servers;

	private final FetchOptions options;

	/** The plain way, with a listener and a cancellation. */
	@FunctionalInterface
	interface Plain {

		FetchResult fetch(Sink sink, FetchListener listener, Cancellation cancellation) throws IOException;

	}

	FastWay(RushbUri uri, RushbClientBuilder builder, ExchangeSettings settings, KnownServers servers,
			FetchOptions options) {
		this.uri = uri;
		this.settings = settings;
		this.wanted = builder.parts;
		this.silence = builder.silence.toNanos();
		this.farewell = builder.farewell;
		this.channels = builder.channels;
		this.fixedWindow = builder.fixedWindow;
		this.local = builder.localAddress;
		this.source = builder.addresses;
		this.servers = servers;
		this.options = options;
	}

	private String server() {
		return this.uri.host() + ":" + this.uri.port();
	}

	/** Whether parts may be asked for. */
	private boolean isOpen() {
		byte[] name = this.uri.path().getBytes(StandardCharsets.UTF_8);
		Options requested = this.settings.requested();
		boolean onePort = this.local != null && this.local.getPort() != 0;
		return this.wanted && !this.options.growing() && !requested.encryption() && !this.settings.strict() && !onePort
				&& this.uri.fitsPartNames() && !ReservedName.isReserved(name)
				&& !this.servers.isPlain(server(), System.nanoTime());
	}

	/** Fetches, in parts or the plain way. */
	FetchResult run(Sink sink, PlacedSink placed, Plain plain, FetchListener listener, Cancellation cancellation)
			throws IOException {
		if (!isOpen()) {
			return plainly(sink, plain, listener, cancellation);
		}
		long begun = System.nanoTime();
		try (PartsFetch parts = new PartsFetch(listener, cancellation, this.farewell)) {
			ChannelSettings wanted = new ChannelSettings(this.channels,
					new Options(this.settings.requested().checksum(), false), this.fixedWindow);
			boolean answered = parts.ask(this.source.of(this.uri.host(), this.uri.port()), this.local, this.uri.path(),
					wanted, placed, placed.range() == null, patience());
			if (answered && parts.hasParts()) {
				this.servers.parts(server());
				FetchResult result = partly(parts, placed, begun, cancellation);
				if (result != null) {
					return result;
				}
				if (!sink.canRestart()) {
					throw ending().failure(PartsOutcome.GONE, parts.file(), parts.sendFailure());
				}
				sink.restart();
			}
			else if (placed.range() != null) {
				FetchException noWay = parts.noWay();
				throw (noWay != null) ? noWay : ending().noRange(answered);
			}
			else if (!answered) {
				return race(parts, sink, placed, plain, listener, cancellation, begun);
			}
		}
		return plainly(sink, plain, listener, cancellation);
	}

	/** A server that had parts before is more likely slow than changed. */
	private long patience() {
		if (this.options.range() != null) { // there is no other way
			return this.settings.giveUp().toNanos();
		}
		return this.servers.hasParts(server()) ? Math.max(this.settings.giveUp().toNanos() / 2, this.silence)
				: this.silence;
	}

	private FetchResult plainly(Sink sink, Plain plain, FetchListener listener, Cancellation cancellation)
			throws IOException {
		if (this.options.range() != null) {
			throw ending().noRange(true);
		}
		DigestSink digesting = new DigestSink(sink);
		String expected = this.options.sha256();
		FetchResult result = plain.fetch((expected != null) ? digesting : sink, listener, cancellation);
		if (!this.options.growing()) {
			this.servers.plain(server(), System.nanoTime());
		}
		if (expected == null) {
			return result;
		}
		ending().compare(digesting.sha256(), expected, "you gave");
		return result.digest(FetchResult.SHA_256);
	}

	/** Fetches the plain way, while it keeps asking for the stat. */
	private FetchResult race(PartsFetch parts, Sink sink, PlacedSink placed, Plain plain, FetchListener listener,
			Cancellation cancellation, long begun) throws IOException {
		Cancellation second = new Cancellation();
		Runnable both = second::cancel;
		cancellation.add(both);
		try {
			return plainly(sink, plain, new StatRace(parts, listener, second), second);
		}
		catch (FetchException.Cancelled ex) {
			if (cancellation.isCancelled() || !parts.hasParts()) {
				throw ex;
			}
		}
		finally {
			cancellation.remove(both);
		}
		this.servers.parts(server());
		FetchResult result = partly(parts, placed, begun, cancellation);
		if (result == null) {
			throw new FetchException.NotAvailable("the server does not give out '" + this.uri.name() + "' any more");
		}
		return result;
	}

	private PartsEnding ending() {
		return new PartsEnding(this.uri, this.settings.giveUp(), this.options.sha256());
	}

	/** Fetches in parts; {@code null} if the server refuses them after all. */
	private @Nullable FetchResult partly(PartsFetch parts, PlacedSink placed, long begun, Cancellation cancellation)
			throws IOException {
		PartsEnding ending = ending();
		FileParts file = parts.file();
		Channels channels = parts.channels();
		Options wanted = new Options(this.settings.requested().checksum(), false);
		if (this.settings.insist() && !channels.granted().equals(wanted)) {
			throw new FetchException.OptionRefused(wanted, channels.granted());
		}
		PartsOutcome outcome = parts.run(file, channels, this.settings.giveUp());
		Version version = file.fetchedVersion();
		if (outcome == PartsOutcome.NO_PARTS) {
			return null;
		}
		if (outcome != PartsOutcome.COMPLETE || version == null) {
			throw ending.failure(outcome, file, parts.sendFailure());
		}
		parts.farewell();
		String digest = ending.digest(placed, version, cancellation::isCancelled);
		Counts counts = channels.view();
		ByteRange range = placed.range();
		long bytes = (range != null) ? range.bytes(version.size()) : version.size();
		return new FetchResult(bytes, Duration.ofNanos(System.nanoTime() - begun), 1 + file.restarts(),
				counts.received(), counts.retransmissions(), counts.repeats(), counts.damaged(),
				channels.granted().checksum(), false, FetchResult.PARTS, digest, true);
	}

}
