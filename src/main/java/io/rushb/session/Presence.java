package io.rushb.session;

import java.time.Duration;

import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

/**
 * What a session knows of its client's being there: how often and when it last gave an
 * acceptable answer (rules T2 and T3), and whether it seems to have started over (rule
 * A6). Times are in nanoseconds.
 */
final class Presence {

	private final long openedAt;

	private final long idleTimeout;

	private boolean proven;

	private long answeredAt;

	private boolean over;

	private @Nullable Packet restart;

	/**
	 * Makes one of a client that has just asked.
	 * @param openedAt when its GET came
	 * @param idleTimeout how long it may be silent
	 * @param proven whether a right cookie came with the GET (rule P3)
	 */
	Presence(long openedAt, long idleTimeout, boolean proven) {
		this.proven = proven;
		this.openedAt = openedAt;
		this.idleTimeout = idleTimeout;
		this.answeredAt = openedAt;
	}

	/**
	 * The client has given an acceptable answer; says whether a GET is forgotten for it.
	 */
	boolean answered(long now) {
		this.proven = true; // T3
		this.answeredAt = now; // T2
		boolean stray = this.restart != null;
		this.restart = null; // A6
		return stray;
	}

	/** A GET came that may begin another session, or may be a stray copy (rule A6). */
	void remember(Packet get) {
		this.restart = get;
	}

	void forgetRestart() {
		this.restart = null;
	}

	/** The GET of a client that seems to have started over. */
	@Nullable Packet restart() {
		return this.restart;
	}

	/** The session is over: nobody waits for the client any more. */
	void end() {
		this.over = true;
	}

	boolean isProven() {
		return this.proven;
	}

	/** When the client has been silent for too long (rule T2). */
	long idleAt() {
		return this.over ? Long.MAX_VALUE : this.answeredAt + this.idleTimeout;
	}

	/** The time since the GET. */
	Duration age(long now) {
		return Duration.ofNanos(now - this.openedAt);
	}

	/** The time since the latest acceptable answer, or since the GET before the first. */
	Duration silence(long now) {
		return this.over ? Duration.ZERO : Duration.ofNanos(now - this.answeredAt);
	}

}
