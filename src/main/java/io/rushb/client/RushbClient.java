package io.rushb.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;

import io.rushb.client.exchange.ExchangeSettings;
import io.rushb.wire.Options;
import org.jspecify.annotations.Nullable;

/**
 * Fetches resources from RUSHB servers. Immutable; may be used by many threads at a time,
 * each fetch with a socket of its own. <pre>
 * RushbClient client = RushbClient.builder().timeout(Duration.ofSeconds(10)).build();
 * client.fetch(RushbUri.parse("rushb://localhost/files/file.txt"), Path.of("file.txt"));
 * </pre>
 */
public final class RushbClient {

	/** How often a fetch is started over unless told otherwise. */
	public static final int DEFAULT_RETRIES = 3;

	private final ExchangeSettings settings;

	private final int retries;

	private final @Nullable InetSocketAddress localAddress;

	private final boolean makeDirectories;

	private final HostAddresses.Source addresses;

	private RushbClient(Builder builder) {
		this.settings = new ExchangeSettings(new Options(builder.checksum, builder.encryption), builder.insist,
				builder.strict, builder.initialTimeout, builder.timeout, builder.linger);
		this.retries = builder.retries;
		this.localAddress = builder.localAddress;
		this.makeDirectories = builder.makeDirectories;
		this.addresses = builder.addresses;
	}

	/**
	 * Returns a builder with the defaults.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Fetches a resource into a file. The file appears, or is replaced, when every byte
	 * is there; until then, and after a failure, it is as it was. Owner, group, mode, ACL
	 * and extended attributes of a file that is replaced stay, and who may not write it
	 * may not replace it. What is there and no regular file, or names a descriptor of
	 * this process as {@code /dev/stdout} does, is written to as it is.
	 * @param uri where the resource is
	 * @param target the file
	 * @return what it came to
	 * @throws FetchException why it was not fetched
	 */
	public FetchResult fetch(RushbUri uri, Path target) throws FetchException {
		return fetch(uri, target, FetchListener.NONE, new Cancellation());
	}

	/**
	 * Fetches a resource into a file, as {@link #fetch(RushbUri, Path)}.
	 * @param uri where the resource is
	 * @param target the file
	 * @param listener is told how it goes on
	 * @param cancellation cancels it
	 * @return what it came to
	 * @throws FetchException why it was not fetched
	 */
	public FetchResult fetch(RushbUri uri, Path target, FetchListener listener, Cancellation cancellation)
			throws FetchException {
		try (FileSink file = FileSink.open(target, this.makeDirectories, listener)) {
			FetchResult result = transfer(uri, file, listener, cancellation);
			file.finish();
			return result;
		}
		catch (FetchException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new FetchException.LocalFile("cannot write " + target + ": " + reason(ex), ex);
		}
	}

	/**
	 * Fetches a resource into a stream, which is flushed but not closed. After a failure
	 * it may have got a part of the bytes. Bytes in a stream cannot be taken back, so the
	 * fetch is not started over once the first ones are there.
	 * @param uri where the resource is
	 * @param target the stream
	 * @param listener is told how it goes on
	 * @param cancellation cancels it
	 * @return what it came to
	 * @throws FetchException why it was not fetched
	 */
	public FetchResult fetch(RushbUri uri, OutputStream target, FetchListener listener, Cancellation cancellation)
			throws FetchException {
		try {
			FetchResult result = transfer(uri, new StreamSink(target), listener, cancellation);
			target.flush();
			return result;
		}
		catch (FetchException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new FetchException.LocalFile("cannot write the bytes of " + uri + ": " + reason(ex), ex);
		}
	}

	/**
	 * Fetches a resource into memory.
	 * @param uri where the resource is
	 * @param limit the most bytes to take; a bigger resource is a
	 * {@link FetchException.LocalFile}
	 * @return the bytes, and what it came to
	 * @throws FetchException why it was not fetched
	 */
	public FetchedBytes fetchBytes(RushbUri uri, int limit) throws FetchException {
		return fetchBytes(uri, limit, FetchListener.NONE, new Cancellation());
	}

	/**
	 * Fetches a resource into memory, as {@link #fetchBytes(RushbUri, int)}.
	 * @param uri where the resource is
	 * @param limit the most bytes to take, zero or more
	 * @param listener is told how it goes on
	 * @param cancellation cancels it
	 * @return the bytes, and what it came to
	 * @throws FetchException why it was not fetched
	 */
	public FetchedBytes fetchBytes(RushbUri uri, int limit, FetchListener listener, Cancellation cancellation)
			throws FetchException {
		MemorySink bytes = new MemorySink(limit);
		try {
			FetchResult result = transfer(uri, bytes, listener, cancellation);
			return new FetchedBytes(bytes.content(), result);
		}
		catch (FetchException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new FetchException.LocalFile(uri + " is too big: " + ex.getMessage(), ex);
		}
	}

	/** A file system's exceptions say little more than their names. */
	private static String reason(IOException failure) {
		if (failure instanceof AccessDeniedException denied) {
			return "permission denied for " + denied.getFile();
		}
		if (failure instanceof FileSystemException file && file.getReason() != null) {
			return file.getReason() + ": " + file.getFile();
		}
		return (failure.getClass() == IOException.class) ? String.valueOf(failure.getMessage()) : failure.toString();
	}

	private FetchResult transfer(RushbUri uri, Sink sink, FetchListener listener, Cancellation cancellation)
			throws IOException {
		return new Fetch(uri, this.settings, this.retries, this.localAddress, this.addresses, listener, cancellation)
			.run(sink);
	}

	/**
	 * Builds a {@link RushbClient}.
	 */
	public static final class Builder {

		private boolean checksum = true;

		private boolean encryption;

		private boolean insist;

		private boolean strict;

		private Duration initialTimeout = ExchangeSettings.DEFAULTS.initialTimeout();

		private Duration timeout = ExchangeSettings.DEFAULTS.giveUp();

		private Duration linger = ExchangeSettings.DEFAULTS.linger();

		private int retries = DEFAULT_RETRIES;

		private @Nullable InetSocketAddress localAddress;

		private boolean makeDirectories;

		private HostAddresses.Source addresses = HostAddresses::of;

		private Builder() {
		}

		/**
		 * Whether to ask for checksums (CHK). Default: yes.
		 * @param wanted whether to ask
		 * @return this builder
		 */
		public Builder checksum(boolean wanted) {
			this.checksum = wanted;
			return this;
		}

		/**
		 * Whether to ask for encryption (ENC), which hides nothing from anybody (rule
		 * W6). Default: no.
		 * @param wanted whether to ask
		 * @return this builder
		 */
		public Builder encryption(boolean wanted) {
			this.encryption = wanted;
			return this;
		}

		/**
		 * Whether to leave a server that does not grant what was asked for. Default: no.
		 * @param wanted whether to insist
		 * @return this builder
		 */
		public Builder insist(boolean wanted) {
			this.insist = wanted;
			return this;
		}

		/**
		 * Whether to get on with older servers, which take no number but the next and
		 * repeat every 4 s: see {@link ExchangeSettings#strict()}. Default: no.
		 * @param wanted whether to be strict
		 * @return this builder
		 */
		public Builder strict(boolean wanted) {
			this.strict = wanted;
			return this;
		}

		/**
		 * How long the first GET waits for an answer. Default: 1 s; more than zero.
		 * @param duration the time
		 * @return this builder
		 */
		public Builder initialTimeout(Duration duration) {
			this.initialTimeout = positive(duration);
			return this;
		}

		/**
		 * How long no new packet may come, in all attempts together, before it is given
		 * up. Default: 30 s; more than zero.
		 * @param duration the time
		 * @return this builder
		 */
		public Builder timeout(Duration duration) {
			this.timeout = positive(duration);
			return this;
		}

		/**
		 * How often a fetch may be started over because nothing new comes any more, from
		 * a new port and with its first byte: the server may have been restarted, or a
		 * balancer may have found another. That is done after a third of the
		 * {@linkplain #timeout timeout}, or later where the path is slow or lossy: if
		 * nothing new comes at all, the timeout is over after two; more are for servers
		 * that answer and fall silent again. Default: 3; zero or more, zero for never.
		 * @param times how often at most
		 * @return this builder
		 */
		public Builder retries(int times) {
			if (times < 0) {
				throw new IllegalArgumentException("negative: " + times);
			}
			this.retries = times;
			return this;
		}

		/**
		 * The longest time to wait for a late FIN after the FIN exchange. Default: 100
		 * ms, or one round trip if that is shorter; zero or more.
		 * @param duration the time
		 * @return this builder
		 */
		public Builder linger(Duration duration) {
			if (duration.isNegative()) {
				throw new IllegalArgumentException("negative: " + duration);
			}
			this.linger = duration;
			return this;
		}

		/**
		 * The local address and port to fetch from. Default: any.
		 * @param address the address; a port that is not 0 serves one fetch at a time,
		 * and all its attempts
		 * @return this builder
		 */
		public Builder localAddress(@Nullable InetSocketAddress address) {
			this.localAddress = address;
			return this;
		}

		/**
		 * Whether the directory of a file is made if it is not there. It goes again if
		 * the file does not come. Default: no.
		 * @param wanted whether to make it
		 * @return this builder
		 */
		public Builder makeDirectories(boolean wanted) {
			this.makeDirectories = wanted;
			return this;
		}

		/** Where the addresses of hosts come from. */
		Builder addresses(HostAddresses.Source source) {
			this.addresses = source;
			return this;
		}

		/**
		 * Builds the client.
		 * @return a new client
		 */
		public RushbClient build() {
			return new RushbClient(this);
		}

		private static Duration positive(Duration duration) {
			if (duration.isNegative() || duration.isZero()) {
				throw new IllegalArgumentException("not more than zero: " + duration);
			}
			return duration;
		}

	}

}
