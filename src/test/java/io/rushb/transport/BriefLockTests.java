package io.rushb.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A lock that is looked at again before a thread goes to sleep.
 */
@Timeout(60)
class BriefLockTests {

	@Test
	void onASingleProcessorNobodyLooksAgain() {
		assertThat(new BriefLock(1).looks()).isZero();
		assertThat(new BriefLock(2).looks()).isEqualTo(BriefLock.LOOKS);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void excludesOthersAndLetsThemGoOnAfterwards(int processors) throws Exception {
		BriefLock lock = new BriefLock(processors);
		int[] count = { 0 };
		lock.lock();
		CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
			lock.lock();
			count[0]++;
			lock.unlock();
		});
		Awaitility.await().until(lock::hasQueuedThreads);
		assertThat(count[0]).isZero();
		lock.unlock();
		other.get(30, TimeUnit.SECONDS);
		assertThat(count[0]).isOne();
		assertThat(lock.isLocked()).isFalse();
	}

}
