package io.rushb.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.rushb.client.Cancellation;

/**
 * Ctrl-C and other polite signals: what runs is cancelled and may tidy up before the
 * process ends.
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

	/** Waits for an interruption; says whether there was one. */
	boolean await(long nanos) throws InterruptedException {
		return this.asked.await(nanos, TimeUnit.NANOSECONDS);
	}

	/** What a signal does; returns when what it cancelled has tidied up. */
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
