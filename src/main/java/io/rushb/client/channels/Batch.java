package io.rushb.client.channels;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is wanted from one server at the same time, within one window: what was added
 * first comes first, and what comes later fills the room that is left.
 */
public final class Batch implements Work {

	private final List<Work> jobs = new ArrayList<>();

	/**
	 * Adds a file.
	 * @param file it
	 */
	public void add(FileParts file) {
		this.jobs.add(file);
	}

	/**
	 * Adds a question.
	 * @param question it
	 */
	public void add(Question question) {
		this.jobs.add(question);
	}

	/**
	 * Forgets a file, whose parts under way lead nowhere from now on.
	 * @param file it
	 */
	public void remove(FileParts file) {
		this.jobs.remove(file);
	}

	@Override
	public @Nullable Ask urgent(long now) {
		for (Work job : this.jobs) {
			Ask ask = job.urgent(now);
			if (ask != null) {
				return ask;
			}
		}
		return null;
	}

	@Override
	public @Nullable Ask next(int channels, int free, long now) {
		for (Work job : this.jobs) {
			Ask ask = job.next(channels, free, now);
			if (ask != null) {
				return ask;
			}
		}
		return null;
	}

	@Override
	public long deadline() {
		long deadline = Long.MAX_VALUE;
		for (Work job : this.jobs) {
			deadline = Math.min(deadline, job.deadline());
		}
		return deadline;
	}

}
