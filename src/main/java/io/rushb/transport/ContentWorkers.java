package io.rushb.transport;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.rushb.endpoint.ContentTask;

/**
 * Threads for what may block: opening, reading and closing files (rule T4). The queue is
 * bounded by the sessions, each of which waits for two tasks at most.
 */
class ContentWorkers implements AutoCloseable {

	private final ThreadPoolExecutor executor;

	ContentWorkers(int threads) {
		AtomicInteger number = new AtomicInteger();
		this.executor = new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(task) -> {
					Thread thread = new Thread(task, "rushb-files-" + number.incrementAndGet());
					thread.setDaemon(true);
					return thread;
				});
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Does the task, then hands it to {@code done}.
	 */
	void submit(ContentTask task, Consumer<ContentTask> done) {
		try {
			this.executor.execute(() -> {
				task.run();
				done.accept(task);
			});
		}
		catch (RejectedExecutionException ex) {
			// After the stop files are closed all the same, by whoever comes along.
			if (task instanceof ContentTask.Close) {
				task.run();
			}
		}
	}

	int queued() {
		return this.executor.getQueue().size();
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

}
