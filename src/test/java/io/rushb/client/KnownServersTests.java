package io.rushb.client;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link KnownServers}.
 */
class KnownServersTests {

	private final KnownServers servers = new KnownServers();

	@Test
	@DisplayName("C1: a server that gave a file the plain way only is remembered")
	void plainServersAreRemembered() {
		assertThat(this.servers.isPlain("a:1", 0)).isFalse();
		this.servers.plain("a:1", 0);
		assertThat(this.servers.isPlain("a:1", 0)).isTrue();
		assertThat(this.servers.isPlain("a:2", 0)).isFalse();
	}

	@Test
	@DisplayName("C1: a server that was slow once is asked again, by a client that lives long")
	void plainServersAreNotRememberedForEver() {
		long minute = TimeUnit.MINUTES.toNanos(1);
		this.servers.plain("a:1", 0);
		assertThat(this.servers.isPlain("a:1", 9 * minute)).isTrue();
		this.servers.plain("a:1", 9 * minute); // it was not asked for that file
		assertThat(this.servers.isPlain("a:1", 10 * minute)).isFalse();
		this.servers.plain("a:1", 10 * minute);
		assertThat(this.servers.isPlain("a:1", 19 * minute)).isTrue();
	}

	@Test
	void aServerThatHasPartsIsNeverTakenForAPlainOne() {
		this.servers.parts("a:1");
		this.servers.plain("a:1", 0); // a file that was just changed, for example
		assertThat(this.servers.isPlain("a:1", 0)).isFalse();
		this.servers.plain("a:2", 0); // its first answer was late
		this.servers.parts("a:2");
		assertThat(this.servers.isPlain("a:2", 0)).isFalse();
		assertThat(this.servers.hasParts("a:2")).isTrue();
		assertThat(this.servers.hasParts("a:3")).isFalse();
	}

}
