package io.rushb.client;

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
		assertThat(this.servers.isPlain("a:1")).isFalse();
		this.servers.plain("a:1");
		assertThat(this.servers.isPlain("a:1")).isTrue();
		assertThat(this.servers.isPlain("a:2")).isFalse();
	}

	@Test
	void aServerThatHasPartsIsNeverTakenForAPlainOne() {
		this.servers.parts("a:1");
		this.servers.plain("a:1"); // a file that was just changed, for example
		assertThat(this.servers.isPlain("a:1")).isFalse();
		this.servers.plain("a:2"); // its first answer was late
		this.servers.parts("a:2");
		assertThat(this.servers.isPlain("a:2")).isFalse();
		assertThat(this.servers.hasParts("a:2")).isTrue();
		assertThat(this.servers.hasParts("a:3")).isFalse();
	}

}
