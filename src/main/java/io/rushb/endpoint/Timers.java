package io.rushb.endpoint;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The deadlines of all conversations. Those that are far away when they are set may be
 * the later the more there are of them, so that one wake-up serves many of the thousands
 * of sessions that are idle.
 */
final class Timers {

	/**
	 * How far away, in nanoseconds: as the default ceiling of rule T1.
	 */
	private static final long FAR = TimeUnit.SECONDS.toNanos(4);

	/** However many they are. */
	private static final long GREATEST_SLACK = FAR / 4;

	private final TimerQueue prompt = new TimerQueue();

	private final TimerQueue patient = new TimerQueue();

	private final long slackPerSession;

	/** The deadlines up to this time are being served. */
	private long served;

	/**
	 * Makes timers.
	 * @param slackPerSession how late a far deadline may be for each conversation that
	 * has one, in nanoseconds; together at most a second
	 */
	Timers(long slackPerSession) {
		this.slackPerSession = slackPerSession;
	}

	/** Queues a conversation, or sees to it that it is queued early enough. */
	void schedule(Conversation conversation, long now) {
		long deadline = conversation.session().deadline();
		if (conversation.timers != null && conversation.deadline == deadline) {
			return;
		}
		TimerQueue queue = (deadline - now < FAR) ? this.prompt : this.patient;
		if (conversation.timers != queue) {
			remove(conversation);
			conversation.timers = queue;
		}
		conversation.deadline = deadline;
		queue.schedule(conversation);
	}

	void remove(Conversation conversation) {
		if (conversation.timers != null) {
			conversation.timers.remove(conversation);
			conversation.timers = null;
		}
	}

	/** A conversation whose deadline has come, {@code null} if there is none. */
	@Nullable Conversation due(long now) {
		this.served = now;
		Conversation first = this.prompt.due(now);
		return (first != null) ? first : this.patient.due(now);
	}

	/**
	 * When to look again; {@link Long#MAX_VALUE} if there is no need.
	 */
	long next() {
		long first = this.patient.next();
		boolean mayWait = first > this.served && first < Long.MAX_VALUE;
		return Math.min(this.prompt.next(), mayWait ? first + slack() : first);
	}

	private long slack() {
		return Math.min(this.patient.size() * this.slackPerSession, GREATEST_SLACK);
	}

}
