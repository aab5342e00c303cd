package io.rushb.health;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health tells of the root, also while nothing can be learnt of it.
 */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class FilesHealthIndicatorTests {

	@Test
	void aLookThatDoesNotEndIsDownAndKeepsOneThreadOnly() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		FilesHealthIndicator indicator = new FilesHealthIndicator(Path.of("/srv"), () -> 1, (root) -> {
			begun.countDown();
			awaitUninterruptibly(answer);
			return true;
		});
		CompletableFuture<Status> first = CompletableFuture.supplyAsync(() -> indicator.health().getStatus());
		begun.await();
		assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(indicator.health().getDetails()).containsEntry("stuckWorkers", 1);
		answer.countDown();
		assertThat(first.join()).isEqualTo(Status.UP);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
