package io.rushb.client;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.rushb.client.channels.FileParts;
import io.rushb.client.channels.PartsOutcome;
import io.rushb.client.channels.Version;
import org.jspecify.annotations.Nullable;

/**
 * Ends a fetch in parts: verifies the bytes, or explains why it failed.
 */
final class PartsEnding {

	private final RushbUri uri;

	private final Duration giveUp;

	private final @Nullable String expected;

	/**
	 * An ending.
	 * @param uri what is fetched
	 * @param giveUp how long nothing new may come
	 * @param expected the SHA-256 that the caller wants; {@code null} for any
	 */
	PartsEnding(RushbUri uri, Duration giveUp, @Nullable String expected) {
		this.uri = uri;
		this.giveUp = giveUp;
		this.expected = expected;
	}

	/** Rule C5. */
	String digest(PlacedSink placed, Version version, BooleanSupplier cancelled) throws IOException {
		String known = (placed.range() == null) ? version.sha256() : null;
		String wanted = this.expected;
		if (known == null && wanted == null) {
			return FetchResult.MAC;
		}
		String actual = placed.sha256(cancelled);
		if (known != null) {
			compare(actual, known, "the server tells");
		}
		if (wanted != null) {
			compare(actual, wanted, "you gave");
		}
		return FetchResult.SHA_256;
	}

	void compare(String actual, String wanted, String whose) throws FetchException {
		if (!actual.equalsIgnoreCase(wanted)) {
			throw new FetchException.Damaged("the bytes of " + this.uri + " have the SHA-256 " + actual + ", not "
					+ wanted + ", which " + whose + ": fetch again, and without what an earlier run has left");
		}
	}

	/** Why there is no range of it: that takes parts. */
	FetchException noRange(boolean answered) {
		String server = this.uri.host() + " port " + this.uri.port();
		if (answered) {
			return new FetchException.NotAvailable("the server at " + server + " gives out no parts of '"
					+ this.uri.name() + "': check the name; without parts there are no ranges");
		}
		return new FetchException.TimedOut("no answer from " + server + " in " + this.giveUp.toMillis() / 1000.0
				+ " s: packets get lost on the way, or the server has no parts, which ranges take", null);
	}

	/** Why the fetch failed. */
	FetchException failure(@Nullable PartsOutcome outcome, FileParts file, @Nullable IOException unsent) {
		String name = "'" + this.uri.name() + "'";
		if (outcome == PartsOutcome.GONE) {
			return new FetchException.NotAvailable(
					name + " was there and is gone: the server does not give it out any more");
		}
		if (outcome == PartsOutcome.CHANGED) {
			return new FetchException.Damaged(name + " has changed while it was fetched"
					+ ((file.restarts() > 1) ? ", " + file.restarts() + " times" : "")
					+ ": fetch again when it stays as it is, or with --growing if it only grows");
		}
		if (outcome == PartsOutcome.SPOILT) {
			return new FetchException.Damaged(
					"part after part of " + name + " came with a wrong MAC: somebody alters packets on the way");
		}
		if (outcome == PartsOutcome.STUCK) {
			return new FetchException.TimedOut("no more bytes of " + name + " come after " + file.bytes()
					+ ", though the server answers: it cannot read the file there, or has no room for parts, or"
					+ " something on the way keeps a packet back; go on with --continue later", null);
		}
		String silence = this.giveUp.toMillis() / 1000.0 + " s";
		return new FetchException.TimedOut("the server at " + this.uri.host() + " port " + this.uri.port()
				+ " fell silent in the middle of the transfer, after " + file.bytes()
				+ " bytes, and said nothing new for " + silence
				+ ": it was stopped, or the network is down; go on with --continue when it is back"
				+ ((unsent != null) ? "; packets could not be sent: " + unsent.getMessage() : ""), unsent);
	}

}
