package io.rushb.transport;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import io.rushb.endpoint.ContentTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Threads for work that may block: opening, reading and closing files (rule T4). The
 * number of sessions bounds the queue, because each waits for two tasks at most.
 * <p>
 * A thread that is stuck, because a FIFO was put in the place of a file or a file server
 * does not answer, is counted and replaced by another one. At most as many threads are
 * replaced as there are. If a thread comes free after all, its replacement ends.
 */
class ContentWorkers implements AutoCloseable {

	/** No disk that works takes so long; a file server that was away may. */
	static final Duration STUCK = Duration.ofSeconds(30);

	private static final Logger logger = LoggerFactory.getLogger(ContentWorkers.class);

	private final int threads;

	private final ThreadPoolExecutor executor;

	/** When each running task began. */
	private final Map<ContentTask, Long> atWork = new ConcurrentHashMap<>();

	/** The tasks whose threads were replaced. */
	private final Set<ContentTask> stuck = ConcurrentHashMap.newKeySet();

	private final LongAdder everStuck = new LongAdder();

	ContentWorkers(int threads) {
		this.threads = threads;
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
				run(task);
				done.accept(task);
			});
		}
		catch (RejectedExecutionException ex) {
			// After the stop the calling thread closes files.
			if (task instanceof ContentTask.Close) {
				task.run();
			}
		}
	}

	private void run(ContentTask task) {
		this.atWork.put(task, System.nanoTime());
		try {
			task.run();
		}
		finally {
			this.atWork.remove(task);
			comesFree(task);
		}
	}

	/** Looks for threads that are stuck, once a second. */
	@Scheduled(fixedDelay = 1000)
	void replaceStuck() {
		replaceStuck(System.nanoTime());
	}

	synchronized void replaceStuck(long now) {
		this.atWork.forEach((task, began) -> {
			if (now - began >= STUCK.toNanos() && this.stuck.add(task)) {
				this.everStuck.increment();
				logger.warn("A thread for files has been stuck for {} s", STUCK.toSeconds());
				resize();
			}
		});
	}

	private synchronized void comesFree(ContentTask task) {
		if (this.stuck.remove(task)) {
			resize();
		}
	}

	private void resize() {
		int wanted = this.threads + Math.min(this.stuck.size(), this.threads);
		if (wanted >= this.executor.getMaximumPoolSize()) {
			this.executor.setMaximumPoolSize(wanted);
			this.executor.setCorePoolSize(wanted);
		}
		else {
			this.executor.setCorePoolSize(wanted);
			this.executor.setMaximumPoolSize(wanted);
		}
	}

	/** How many threads are stuck now. */
	int stuck() {
		return this.stuck.size();
	}

	/** How many times a thread was stuck. */
	long everStuck() {
		return this.everStuck.sum();
	}

	int queued() {
		return this.executor.getQueue().size();
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

}
