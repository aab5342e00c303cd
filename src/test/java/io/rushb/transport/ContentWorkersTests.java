package io.rushb.transport;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.rushb.endpoint.ContentTask;
import io.rushb.endpoint.EndpointListener;
import io.rushb.testing.FlawlessSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class ContentWorkersTests {

	private static final EndpointListener NOBODY = new EndpointListener() {
	};

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch end = new CountDownLatch(1);

	/** Closes when it is told to, as a FIFO opens when somebody writes to it. */
	private ContentTask blocking() {
		return new ContentTask.Close(new Source() {

			@Override
			public void close() {
				ContentWorkersTests.this.begun.countDown();
				try {
					ContentWorkersTests.this.end.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}

		}, NOBODY);
	}

	private static ContentTask quick() {
		return new ContentTask.Close(new Source(), NOBODY);
	}

	@Test
	void aThreadThatIsStuckIsReplacedAndCounted() throws InterruptedException {
		try (ContentWorkers workers = new ContentWorkers(1)) {
			CountDownLatch freed = new CountDownLatch(1);
			workers.submit(blocking(), (task) -> freed.countDown());
			this.begun.await();
			CountDownLatch served = new CountDownLatch(1);
			workers.submit(quick(), (task) -> served.countDown());
			workers.replaceStuck(System.nanoTime());
			assertThat(workers.stuck()).as("not yet").isZero();
			long later = System.nanoTime() + ContentWorkers.STUCK.toNanos();
			workers.replaceStuck(later);
			workers.replaceStuck(later);
			assertThat(served.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(workers.stuck()).isOne();
			assertThat(workers.everStuck()).isOne();
			this.end.countDown();
			assertThat(freed.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(workers.stuck()).isZero();
			assertThat(workers.everStuck()).isOne();
			CountDownLatch after = new CountDownLatch(1);
			workers.submit(quick(), (task) -> after.countDown());
			assertThat(after.await(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	private static class Source extends FlawlessSource {

		Source() {
			super(0);
		}

		@Override
		public int read(long position, byte[] buffer, int offset, int length) throws IOException {
			throw new IOException("nothing to read");
		}

	}

}
