package io.rushb.transport;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that is held for microseconds. A thread that finds it taken spins for a while
 * before it goes to sleep, because sleeping and waking up take far longer than the lock
 * is held. On a single processor it goes to sleep at once: while it spins, the holder
 * cannot run.
 */
final class BriefLock extends ReentrantLock {

	private static final long serialVersionUID = 1L;

	/** About 15 µs, longer than a system call that sends a datagram. */
	static final int LOOKS = 500;

	private final int looks;

	BriefLock() {
		this(Runtime.getRuntime().availableProcessors());
	}

	/**
	 * Makes a lock.
	 * @param processors how many processors there are
	 */
	BriefLock(int processors) {
		this.looks = (processors > 1) ? LOOKS : 0;
	}

	/** How often a thread looks again before it goes to sleep. */
	int looks() {
		return this.looks;
	}

	@Override
	public void lock() {
		for (int i = 0; i < this.looks; i++) {
			if (tryLock()) {
				return;
			}
			Thread.onSpinWait();
		}
		super.lock();
	}

}
