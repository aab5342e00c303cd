package io.rushb.storage;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that computes digests (rule P9), at a bounded rate, so that it takes
 * neither the disk nor the processor from transfers (rule T4).
 */
public final class DigestThread implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DigestThread.class);

	private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final FileDigests digests;

	private final long bytesPerSecond;

	private final AtomicLong pauses = new AtomicLong();

	private final Thread thread;

	/**
	 * Starts the thread.
	 * @param digests what it works on
	 * @param bytesPerSecond how many bytes it reads in a second at the most
	 */
	public DigestThread(FileDigests digests, long bytesPerSecond) {
		this.digests = digests;
		this.bytesPerSecond = bytesPerSecond;
		this.thread = new Thread(this::run, "rushb-digest");
		this.thread.setDaemon(true);
		this.thread.setPriority(Thread.MIN_PRIORITY);
		this.thread.start();
	}

	private void run() {
		while (!Thread.currentThread().isInterrupted()) {
			try {
				this.digests.awaitWork();
				long began = System.nanoTime();
				int count = this.digests.step();
				rest(began + pause(count, this.bytesPerSecond) - System.nanoTime());
			}
			catch (InterruptedException ex) {
				return;
			}
			catch (RuntimeException ex) {
				logger.error("Digests are not computed any more", ex);
				return;
			}
		}
	}

	private void rest(long nanos) {
		if (nanos > 0) {
			this.pauses.incrementAndGet();
			LockSupport.parkNanos(nanos);
		}
	}

	/**
	 * Returns how often it waited because of its rate.
	 * @return the number since the start
	 */
	public long pauses() {
		return this.pauses.get();
	}

	/**
	 * Returns the digests that it computes.
	 * @return the digests
	 */
	public FileDigests digests() {
		return this.digests;
	}

	/** How long a piece takes at the allowed rate, in nanoseconds. */
	static long pause(int bytes, long bytesPerSecond) {
		return (long) (bytes * NANOS_PER_SECOND / bytesPerSecond);
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

}
