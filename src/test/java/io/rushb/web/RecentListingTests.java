package io.rushb.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.rushb.storage.DirectoryContentStore;
import io.rushb.storage.LinkPolicy;
import io.rushb.storage.RootListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The directory is looked at as often as is useful, and no more often.
 */
class RecentListingTests {

	@TempDir
	Path root;

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE);

	@Test
	void keepsTheListingForTwoSecondsAndNoLonger() throws IOException {
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
	void hasNoneWhileTheRootCannotBeReadAndRecovers() throws IOException {
		RecentListing recent = recent();
		Files.delete(this.root);
		assertThat(recent.get()).isNull();
		Files.createDirectory(this.root);
		assertThat(recent.get()).isNull();
		this.now.addAndGet(RecentListing.LIFETIME_NANOS);
		assertThat(recent.get()).isEqualTo(new RootListing(List.of(), 0, true));
	}

	private RecentListing recent() {
		return new RecentListing(new DirectoryContentStore(this.root, false, LinkPolicy.WITHIN_ROOT), this.now::get);
	}

}
