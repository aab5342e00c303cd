package io.rushb.client;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QuietTimeTests {

	private static final long SECOND = 1_000_000_000L;

	@Test
	void onlyTheTimeOfListeningCounts() {
		QuietTime quiet = new QuietTime(Duration.ofSeconds(5), 0);
		assertThat(quiet.isOver(0, SECOND)).isFalse();
		assertThat(quiet.isOver(0, 100 * SECOND)).isFalse();
		assertThat(quiet.isOver(0, 101 * SECOND)).isFalse();
		assertThat(quiet.isOver(101 * SECOND, 110 * SECOND)).isFalse();
		for (int i = 1; i < 4; i++) {
			assertThat(quiet.isOver(101 * SECOND, (110 + i) * SECOND)).isFalse();
		}
		assertThat(quiet.isOver(101 * SECOND, 114 * SECOND)).isTrue();
	}

	@Test
	void aReaderWhoPausesForLongerThanTheTimeoutGetsEveryByte() throws IOException {
		byte[] content = new byte[300_000];
		long[] written = new long[1];
		TestServer server = TestServer.withParts(new MemoryStore().withDigest("a", content));
		OutputStream pausing = new OutputStream() {
			@Override
			public void write(int one) {
				throw new UnsupportedOperationException();
			}

			@Override
			public void write(byte[] bytes, int offset, int length) {
				if (written[0] == 0) {
					int sent = server.sent(); // it repeats its packet after 0.2, 0.6,
												// 1.4, 3 s
					Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> server.sent() >= sent + 4);
				}
				written[0] += length;
			}
		};
		RushbClient client = RushbClient.builder().channels(1).timeout(Duration.ofMillis(1500)).build();
		try (server) {
			client.fetch(server.uri("a"), pausing, FetchListener.NONE, new Cancellation());
		}
		assertThat(written[0]).isEqualTo(content.length);
	}

}
