package io.rushb.client.exchange;

import java.time.Duration;

import io.rushb.session.TimeoutSettings;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an exchange. All durations are positive unless told otherwise.
 *
 * @param requested the options to ask for (rule S2)
 * @param insist whether to give up if the server does not grant all of them
 * @param strict whether the server accepts no number but the next (see {@link #strict()})
 * @param initialTimeout how long the first GET waits for an answer
 * @param giveUp how long no new packet may come before the exchange is given up
 * @param linger the longest time to answer a repeated FIN after the FIN exchange is done,
 * zero or more
 */
public record ExchangeSettings(Options requested, boolean insist, boolean strict, Duration initialTimeout,
		Duration giveUp, Duration linger) {

	/**
	 * Checksum, no encryption, give up after 30 s.
	 */
	public static final ExchangeSettings DEFAULTS = new ExchangeSettings(new Options(true, false), false, false,
			Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMillis(100));

	/** Longer than the 4 s after which older servers repeat by themselves (rule T1). */
	private static final Duration STRICT_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * Returns whether the server may be one that accepts no number but the next. Such a
	 * server repeats by itself, every 4 s. So the client sends no NAK: a lost one would
	 * leave the two at different numbers for ever. It repeats an answer only when the
	 * server's packet comes again, from the server or as a copy of the network's. It
	 * repeats a GET later than the server would repeat its answer, and not at all once it
	 * has had an answer.
	 * @return whether to be strict
	 */
	@Override
	public boolean strict() {
		return this.strict;
	}

	/** Nothing may be granted that was not asked for (rule S2). */
	boolean mayBeGranted(Options granted) {
		return granted.and(this.requested).equals(granted);
	}

	/** Whether this first packet denies what was insisted on. */
	boolean isRefusal(Packet packet) {
		return this.insist && packet.kind() == Kind.DAT && !packet.options().equals(this.requested);
	}

	/**
	 * The server repeats as well, and its timer starts first: with floors above those of
	 * rule T1 most losses are repaired once, not twice.
	 */
	TimeoutSettings timeout() {
		TimeoutSettings server = TimeoutSettings.DEFAULTS;
		@Nullable Duration fixed = this.strict ? STRICT_TIMEOUT : null;
		return new TimeoutSettings(this.initialTimeout, server.floor().multipliedBy(2),
				server.coldFloor().multipliedBy(2), server.coldSamples(), server.ceiling(), fixed);
	}

}
