package io.rushb.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cancels fetches from another thread: all that it was passed to, also later ones.
 */
public final class Cancellation {

	private final Set<Runnable> wakers = ConcurrentHashMap.newKeySet();

	private volatile boolean cancelled;

	/**
	 * Cancels. Further calls have no effect.
	 */
	public void cancel() {
		this.cancelled = true;
		this.wakers.forEach(Runnable::run);
	}

	/**
	 * Returns whether {@link #cancel()} was called.
	 * @return whether it is cancelled
	 */
	public boolean isCancelled() {
		return this.cancelled;
	}

	void add(Runnable waker) {
		this.wakers.add(waker);
		if (this.cancelled) { // just now: cancel() may not have seen it
			waker.run();
		}
	}

	void remove(Runnable waker) {
		this.wakers.remove(waker);
	}

}
