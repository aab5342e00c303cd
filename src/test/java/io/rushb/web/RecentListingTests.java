package io.rushb.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import io.rushb.storage.DirectoryContentStore;
import io.rushb.storage.LinkPolicy;
import io.rushb.storage.RootListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The directory is looked at as often as is useful, and no more often.
 */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class RecentListingTests {

	@TempDir
	Path root;

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE);

	@Test
	void keepsTheListingForTwoSecondsAndNoLonger() throws Exception {
		RecentListing recent = recent();
		RootListing first = recent.get();
		Files.writeString(this.root.resolve("file.txt"), "four");
		this.now.addAndGet(RecentListing.LIFETIME_NANOS - 1); // the clock may wrap
		assertThat(recent.get()).isSameAs(first);
		this.now.incrementAndGet();
		assertThat(recent.get()).isNotNull()
			.satisfies((listing) -> assertThat(listing.files())
				.containsExactly(new RootListing.ListedFile("file.txt", 4)));
	}

	@Test
	void hasNoneWhileTheRootCannotBeReadAndRecovers() throws Exception {
		RecentListing recent = recent();
		Files.delete(this.root);
		assertThat(recent.get()).isNull();
		Files.createDirectory(this.root);
		assertThat(recent.get()).isNull();
		this.now.addAndGet(RecentListing.LIFETIME_NANOS);
		assertThat(recent.get()).isEqualTo(new RootListing(List.of(), 0, true));
	}

	@Test
	void whileNothingCanBeLearntOthersGetTheOneBefore() throws Exception {
		RootListing before = new RootListing(List.of(), 7, true);
		CountDownLatch begun = new CountDownLatch(2);
		CountDownLatch answer = new CountDownLatch(1);
		RecentListing recent = new RecentListing(() -> {
			begun.countDown();
			if (begun.getCount() == 0) {
				await(answer);
			}
			return before;
		}, this.now::get);
		recent.get();
		this.now.addAndGet(RecentListing.LIFETIME_NANOS);
		CompletableFuture<Object> stuck = CompletableFuture.supplyAsync(() -> get(recent));
		begun.await();
		assertThat(recent.get()).isSameAs(before);
		answer.countDown();
		assertThat(stuck.join()).isSameAs(before);
	}

	private static Object get(RecentListing recent) {
		try {
			return recent.get();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private RecentListing recent() {
		return new RecentListing(new DirectoryContentStore(this.root, false, LinkPolicy.WITHIN_ROOT), this.now::get);
	}

}
