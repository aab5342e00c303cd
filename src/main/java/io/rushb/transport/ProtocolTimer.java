package io.rushb.transport;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A timer thread of the protocol's own, because Spring Boot's scheduler may be busy with
 * other work. Its type is no scheduler's: where a bean is a scheduler, Spring Boot makes
 * none of its own.
 */
class ProtocolTimer implements AutoCloseable {

	private final ScheduledThreadPoolExecutor executor;

	ProtocolTimer(String threadName) {
		this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, threadName);
			thread.setDaemon(true);
			return thread;
		});
		this.executor.setRemoveOnCancelPolicy(true);
	}

	/**
	 * Does something later, unless the timer is closed.
	 * @return what cancels it, {@code null} if the timer is closed
	 */
	@Nullable ScheduledFuture<?> schedule(Runnable task, long nanos) {
		try {
			return this.executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			return null;
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
