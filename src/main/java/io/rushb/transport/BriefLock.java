package io.rushb.transport;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that is held for microseconds: whoever finds it taken looks again for a while
 * before going to sleep, since sleeping and waking up take far longer than that.
 */
final class BriefLock extends ReentrantLock {

	private static final long serialVersionUID = 1L;

	/** About 15 µs, longer than a system call that sends a datagram. */
	private static final int LOOKS = 500;

	@Override
	public void lock() {
		for (int i = 0; i < LOOKS; i++) {
			if (tryLock()) {
				return;
			}
			Thread.onSpinWait();
		}
		super.lock();
	}

}
