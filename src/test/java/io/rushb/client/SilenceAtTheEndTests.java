package io.rushb.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import io.rushb.wire.ListText;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All parts have come, and the server is never heard again: it does not tell the SHA-256.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("C5: a file whose parts are all there is whole, though nobody tells its SHA-256")
class SilenceAtTheEndTests {

	private final byte[] content = new byte[100_000];

	private final MemoryStore store = new MemoryStore().with("tree/a", this.content);

	private final RushbClient client = RushbClient.builder().timeout(Duration.ofMillis(400)).build();

	@TempDir
	private Path directory;

	SilenceAtTheEndTests() {
		new Random(1).nextBytes(this.content);
	}

	@Test
	void oneFileIsWhole() throws IOException {
		Path target = this.directory.resolve("a");
		try (TestServer server = server()) {
			FetchResult result = this.client.fetch(server.uri("tree/a"), target);
			assertThat(result.digest()).isEqualTo(FetchResult.MAC);
		}
		assertOnly(target);
	}

	@Test
	void aFileOfATreeIsWhole() throws IOException {
		this.store.putList("tree",
				new ListText(List.of(new ListText.ListEntry(this.content.length, "2026-01-01T10:00:00Z", "a")))
					.bytes());
		try (TestServer server = server()) {
			TreeResult result = this.client.fetchTree(DirectoryUri.parse(server.uri("tree").toString()), this.directory,
					TreeOptions.DEFAULTS, TreeListener.NONE, new Cancellation());
			assertThat(result.failures()).isEmpty();
			assertThat(result.files()).isOne();
		}
		assertOnly(this.directory.resolve("a"));
	}

	/** It is deaf to all questions about the file but the first. */
	private TestServer server() throws IOException {
		AtomicInteger stats = new AtomicInteger();
		TestServer server = TestServer.withParts(this.store);
		server.deafTo((datagram) -> {
			String name = new String(datagram, 8, 100, StandardCharsets.ISO_8859_1).strip();
			return name.startsWith(".rushb/stat/") && name.contains("/tree/a") && stats.incrementAndGet() > 1;
		});
		return server;
	}

	private void assertOnly(Path target) throws IOException {
		assertThat(target).hasBinaryContent(this.content);
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).containsExactly(target);
		}
	}

}
