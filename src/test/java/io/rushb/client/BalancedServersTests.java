package io.rushb.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import io.rushb.testing.Balancer;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three servers with copies of equal times and the same secret, behind a balancer.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BalancedServersTests {

	@TempDir
	private Path directory;

	@Test
	@DisplayName("P2, P3, C4: when one of three servers behind a balancer dies, a fetch goes on, and no byte is wrong")
	void aServerThatDiesBehindABalancerStopsNobody() throws IOException {
		byte[] content = new byte[6_000_000];
		new Random(3).nextBytes(content);
		Path target = this.directory.resolve("a");
		try (TestServer one = server(content);
				TestServer two = server(content);
				TestServer three = server(content);
				Balancer balancer = new Balancer(List.of(one.address(), two.address(), three.address()))) {
			boolean[] dead = new boolean[1];
			TestServer victim = two;
			FetchListener killer = new FetchListener() {
				@Override
				public void progress(long bytes, long packets, long retransmissions) {
					if (!dead[0] && bytes > 0) {
						dead[0] = true;
						victim.close();
					}
				}
			};
			FetchResult result = RushbClient.builder()
				.build()
				.fetch(new RushbUri("127.0.0.1", balancer.port(), "a"), target, killer, new Cancellation());
			assertThat(dead[0]).isTrue();
			assertThat(result.way()).isEqualTo(FetchResult.PARTS);
			assertThat(result.digest()).isEqualTo(FetchResult.SHA_256);
			assertThat(result.attempts()).isOne();
		}
		assertThat(target).hasBinaryContent(content);
	}

	private static TestServer server(byte[] content) throws IOException {
		return TestServer.withParts(new MemoryStore().withDigest("a", content));
	}

}
