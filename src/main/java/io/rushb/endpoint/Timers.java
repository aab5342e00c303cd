package io.rushb.endpoint;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The deadlines of all conversations. Those that are far away when they are set may be a
 * little late, so that one wake-up serves many of the thousands of sessions that are
 * idle.
 */
final class Timers {

	/**
	 * How far away, in nanoseconds: as the default ceiling of rule T1.
	 */
	private static final long FAR = TimeUnit.SECONDS.toNanos(4);

	private final TimerQueue prompt = new TimerQueue();

	private final TimerQueue patient = new TimerQueue();

	private final long slack;

	/**
	 * Makes timers.
	 * @param slack how late a far deadline may be, in nanoseconds
	 */
	Timers(long slack) {
		this.slack = slack;
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
		Conversation first = this.prompt.due(now);
		return (first != null) ? first : this.patient.due(now);
	}

	/**
	 * When to look again; {@link Long#MAX_VALUE} if there is no need.
	 */
	long next() {
		long patientNext = this.patient.next();
		return Math.min(this.prompt.next(), (patientNext < Long.MAX_VALUE) ? patientNext + this.slack : patientNext);
	}

}
