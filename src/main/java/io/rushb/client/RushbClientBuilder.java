package io.rushb.client;

import java.net.InetSocketAddress;
import java.time.Duration;

import io.rushb.client.channels.ChannelSettings;
import io.rushb.client.exchange.ExchangeSettings;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link RushbClient}.
 */
public final class RushbClientBuilder {

	private static final Duration LONGEST = Duration.ofDays(365);

	boolean checksum = true;

	boolean encryption;

	boolean insist;

	boolean strict;

	Duration initialTimeout = ExchangeSettings.DEFAULTS.initialTimeout();

	Duration timeout = ExchangeSettings.DEFAULTS.giveUp();

	Duration linger = ExchangeSettings.DEFAULTS.linger();

	int retries = RushbClient.DEFAULT_RETRIES;

	@Nullable InetSocketAddress localAddress;

	boolean makeDirectories;

	HostAddresses.Source addresses = HostAddresses::of;

	int channels = ChannelSettings.DEFAULT_CHANNELS;

	int fixedWindow;

	boolean parts = true;

	/**
	 * Rule C1: after this time without an answer to a stat, the plain way is tried too.
	 */
	Duration silence = Duration.ofSeconds(2);

	/**
	 * How long sessions are closed after the last byte, beyond two round trips; the
	 * server's timers do the rest.
	 */
	Duration farewell = Duration.ofMillis(200);

	RushbClientBuilder() {
	}

	/**
	 * Whether to ask for checksums (CHK). Default: yes.
	 * @param wanted whether to ask
	 * @return this builder
	 */
	public RushbClientBuilder checksum(boolean wanted) {
		this.checksum = wanted;
		return this;
	}

	/**
	 * Whether to ask for encryption (ENC), which hides nothing from anybody (rule W6).
	 * Files then come the plain way; lists, trees and {@link RushbClient#stat} never have
	 * it (rule P6). Default: no.
	 * @param wanted whether to ask
	 * @return this builder
	 */
	public RushbClientBuilder encryption(boolean wanted) {
		this.encryption = wanted;
		return this;
	}

	/**
	 * Whether to give up if the server does not grant the options that were asked for.
	 * Default: no.
	 * @param wanted whether to insist
	 * @return this builder
	 */
	public RushbClientBuilder insist(boolean wanted) {
		this.insist = wanted;
		return this;
	}

	/**
	 * Whether to support older servers, which accept no number but the next and repeat
	 * every 4 s: see {@link ExchangeSettings#strict()}. Default: no.
	 * @param wanted whether to be strict
	 * @return this builder
	 */
	public RushbClientBuilder strict(boolean wanted) {
		this.strict = wanted;
		return this;
	}

	/**
	 * How long the first GET waits for an answer. Default: 1 s; more than zero, and more
	 * than a year counts as a year.
	 * @param duration the time
	 * @return this builder
	 */
	public RushbClientBuilder initialTimeout(Duration duration) {
		this.initialTimeout = positive(duration);
		return this;
	}

	/**
	 * How long no new packet may come, in all attempts together, before it is given up.
	 * Default: 30 s; more than zero, and more than a year counts as a year.
	 * @param duration the time
	 * @return this builder
	 */
	public RushbClientBuilder timeout(Duration duration) {
		this.timeout = positive(duration);
		return this;
	}

	/**
	 * How often a fetch may start over when nothing new comes: the server may have been
	 * restarted, or a balancer may have chosen another one. A new attempt has a new port
	 * and begins with the first byte. It begins after a third of the {@linkplain #timeout
	 * timeout}, or later where the path is slow or lossy. If nothing new comes at all,
	 * the timeout is over after two new attempts; more are for servers that answer and
	 * fall silent again. Default: 3; zero or more, zero for never.
	 * @param times how often at most
	 * @return this builder
	 */
	public RushbClientBuilder retries(int times) {
		if (times < 0) {
			throw new IllegalArgumentException("negative: " + times);
		}
		this.retries = times;
		return this;
	}

	/**
	 * The longest time to wait for a late FIN after the FIN exchange. Default: 100 ms, or
	 * one round trip if that is shorter; zero or more, and more than a year counts as a
	 * year.
	 * @param duration the time
	 * @return this builder
	 */
	public RushbClientBuilder linger(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("negative: " + duration);
		}
		this.linger = atMostAYear(duration);
		return this;
	}

	/**
	 * The local address and port to fetch from. Default: any.
	 * @param address the address; a port that is not 0 serves one fetch at a time, and
	 * all its attempts, the plain way
	 * @return this builder
	 * @throws IllegalArgumentException if it is the name of no known address
	 */
	public RushbClientBuilder localAddress(@Nullable InetSocketAddress address) {
		if (address != null && address.isUnresolved()) {
			throw new IllegalArgumentException("no known address: " + address);
		}
		this.localAddress = address;
		return this;
	}

	/**
	 * Whether the directory of a file is made if it is not there. It is removed again if
	 * the file does not come. Default: no.
	 * @param wanted whether to make it
	 * @return this builder
	 */
	public RushbClientBuilder makeDirectories(boolean wanted) {
		this.makeDirectories = wanted;
		return this;
	}

	/**
	 * The most sessions at a time with a server that has parts. Default: 256; 1 to 1024.
	 * The server's own limit holds too. Long paths want more: one session carries 1464
	 * bytes in a round trip.
	 * @param most how many
	 * @return this builder
	 */
	public RushbClientBuilder channels(int most) {
		if (most < 1 || most > ChannelSettings.MAX_CHANNELS) {
			throw new IllegalArgumentException("not from 1 to " + ChannelSettings.MAX_CHANNELS + ": " + most);
		}
		this.channels = most;
		return this;
	}

	/**
	 * Whether to ask whether the server has parts. Otherwise resources are fetched the
	 * plain way; lists and trees take parts in any case. Default: yes.
	 * @param wanted whether to ask
	 * @return this builder
	 */
	public RushbClientBuilder parts(boolean wanted) {
		this.parts = wanted;
		return this;
	}

	/**
	 * For measurements: a fixed congestion window. Default: 0, the window adapts to the
	 * path.
	 * @param sessions how many sessions may have an unanswered packet, 0 or more
	 * @return this builder
	 */
	public RushbClientBuilder fixedWindow(int sessions) {
		if (sessions < 0) {
			throw new IllegalArgumentException("negative: " + sessions);
		}
		this.fixedWindow = sessions;
		return this;
	}

	/** A copy, so that later changes of this builder have no effect on it. */
	RushbClientBuilder copy() {
		RushbClientBuilder copy = new RushbClientBuilder();
		copy.checksum = this.checksum;
		copy.encryption = this.encryption;
		copy.insist = this.insist;
		copy.strict = this.strict;
		copy.initialTimeout = this.initialTimeout;
		copy.timeout = this.timeout;
		copy.linger = this.linger;
		copy.retries = this.retries;
		copy.localAddress = this.localAddress;
		copy.makeDirectories = this.makeDirectories;
		copy.addresses = this.addresses;
		copy.channels = this.channels;
		copy.fixedWindow = this.fixedWindow;
		copy.parts = this.parts;
		copy.silence = this.silence;
		copy.farewell = this.farewell;
		return copy;
	}

	/** How long a stat may go unanswered before the plain way is tried too. */
	RushbClientBuilder silence(Duration duration) {
		this.silence = duration;
		return this;
	}

	/** How long sessions are closed after the last byte, beyond two round trips. */
	RushbClientBuilder farewell(Duration duration) {
		this.farewell = duration;
		return this;
	}

	/** How the addresses of hosts are resolved. */
	RushbClientBuilder addresses(HostAddresses.Source source) {
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
		return atMostAYear(duration);
	}

	/** Nobody waits longer, and it fits into nanoseconds. */
	private static Duration atMostAYear(Duration duration) {
		return (duration.compareTo(LONGEST) > 0) ? LONGEST : duration;
	}

}
