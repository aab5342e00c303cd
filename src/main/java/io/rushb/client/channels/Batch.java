package io.rushb.client.channels;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The files and questions that are asked of one server at the same time, within one
 * window. Files share the channels equally; channels that one leaves go to those that
 * were added after it.
 */
public final class Batch implements Work {

	private final List<Job> jobs = new ArrayList<>();

	/** When the last request was made. */
	private long askedAt = Long.MIN_VALUE;

	/** A patient file waits for the window even with its first question. */
	private record Job(Work work, boolean patient) {

	}

	/**
	 * Adds a file.
	 * @param file the file
	 */
	public void add(FileParts file) {
		this.jobs.add(new Job(file, false));
	}

	/**
	 * Adds a file that is one of many, so that even its first question waits until the
	 * window has room.
	 * @param file the file
	 */
	public void addPatient(FileParts file) {
		this.jobs.add(new Job(file, true));
	}

	/**
	 * Adds a question.
	 * @param question the question
	 */
	public void add(Question question) {
		this.jobs.add(new Job(question, false));
	}

	/**
	 * Removes a file.
	 * @param file a file that has an outcome; its parts under way are no longer needed
	 */
	public void remove(FileParts file) {
		this.jobs.removeIf((job) -> job.work() == file);
	}

	/**
	 * Removes a question.
	 * @param question a question that is over
	 */
	public void remove(Question question) {
		this.jobs.removeIf((job) -> job.work() == question);
	}

	@Override
	public @Nullable Ask urgent(long now) {
		this.askedAt = now;
		for (Job job : this.jobs) {
			Ask ask = job.patient() ? null : job.work().urgent(now);
			if (ask != null) {
				return ask;
			}
		}
		return null;
	}

	@Override
	public @Nullable Ask next(int channels, int free, long roundTrip, long now) {
		this.askedAt = now;
		int wanting = 0;
		int running = 0;
		int most = channels;
		for (Job job : this.jobs) {
			wanting += job.work().hasMore() ? 1 : 0;
			running += job.work().running();
			most = Math.min(most, job.work().most());
		}
		int share = Math.max(1, channels / Math.max(1, wanting));
		for (Job job : this.jobs) {
			Ask ask = job.patient() ? job.work().urgent(now) : null;
			if (ask == null && running < most) {
				ask = job.work().next(share, Math.min(free, share), roundTrip, now);
			}
			if (ask != null) {
				return ask;
			}
		}
		return null;
	}

	@Override
	public long deadline() {
		long deadline = Long.MAX_VALUE;
		for (Job job : this.jobs) {
			long due = job.work().deadline();
			if (!job.patient() || due > this.askedAt) { // else only the window is missing
				deadline = Math.min(deadline, due);
			}
		}
		return deadline;
	}

}
