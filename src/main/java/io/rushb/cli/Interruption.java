package io.rushb.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.rushb.client.Cancellation;

/**
 * Handles Ctrl-C and other signals that end the process: cancels the running work, which
 * may clean up first.
 */
final class Interruption implements AutoCloseable {

	private static final int PATIENCE_SECONDS = 5;

	private final Cancellation cancellation = new Cancellation();

	private final CountDownLatch asked = new CountDownLatch(1);

	private final CountDownLatch done = new CountDownLatch(1);

	private final Thread hook = new Thread(this::interrupt, "rushb-interrupt");

	Interruption() {
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	Cancellation cancellation() {
		return this.cancellation;
	}

	/** Waits for an interruption; returns whether there was one. */
	boolean await(long nanos) throws InterruptedException {
		return this.asked.await(nanos, TimeUnit.NANOSECONDS);
	}

	/** Called at a signal; returns when the cancelled work has cleaned up. */
	void interrupt() {
		this.cancellation.cancel();
		this.asked.countDown();
		try {
			this.done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.done.countDown();
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// The process is ending already: the hook has run or runs.
		}
	}

}
