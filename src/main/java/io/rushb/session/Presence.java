package io.rushb.session;

import java.time.Duration;

import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

/**
 * The presence of a session's client: how many acceptable answers it gave and when it
 * gave the latest (rules T2 and T3), and whether it seems to have started over (rule A6).
 * Times are in nanoseconds.
 */
public final class Presence {

	private final long openedAt;

	private final long idleTimeout;

	/**
	 * An attacker who does not see the packets cannot give this many acceptable answers
	 * (rule T5).
	 */
	private static final int TRUSTED = 16;

	private boolean proven;

	private int answers;

	private long answeredAt;

	private boolean over;

	private @Nullable Packet restart;

	/**
	 * Makes the presence of a client that has just sent its GET.
	 * @param request its request
	 * @param idleTimeout how long it may be silent
	 */
	Presence(SessionRequest request, long idleTimeout) {
		this.proven = request.proven();
		this.openedAt = request.openedAt();
		this.idleTimeout = idleTimeout;
		this.answeredAt = request.openedAt();
	}

	/** The client has given an acceptable answer. */
	void answered(long now) {
		this.proven = true; // T3
		this.answers = Math.min(this.answers + 1, TRUSTED);
		this.answeredAt = now; // T2
	}

	/** A GET came that may begin another session, or may be a stray copy (rule A6). */
	void remember(Packet get) {
		this.restart = get;
	}

	/**
	 * The session's client is alive: forgets a remembered GET, and returns whether there
	 * was one.
	 */
	boolean forgetRestart() {
		boolean stray = this.restart != null;
		this.restart = null;
		return stray;
	}

	/** The GET of a client that seems to have started over. */
	@Nullable Packet restart() {
		return this.restart;
	}

	/** The session is over: nobody waits for the client any more. */
	void end() {
		this.over = true;
	}

	/** Whether its packets may be repeated without a limit (rule T5). */
	boolean isTrusted() {
		return this.answers >= TRUSTED;
	}

	/**
	 * Returns when the client gave its latest acceptable answer (rule T5).
	 * @return nanoseconds; when the GET came, before the first answer
	 */
	public long answeredAt() {
		return this.answeredAt;
	}

	/**
	 * Returns whether the client has given an acceptable answer, or a cookie (rule T3).
	 * @return whether its address is proven
	 */
	public boolean isProven() {
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
