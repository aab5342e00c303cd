package io.rushb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What others build and we run is named by its content: images by digest, actions by
 * commit.
 */
class PinnedTests {

	@Test
	void imagesArePinnedByDigest() throws IOException {
		assertThat(values("Dockerfile", "FROM ").filter((image) -> !List.of("service", "trained").contains(image)))
			.hasSize(2)
			.allMatch((image) -> image.matches("\\S+:\\S+@sha256:[0-9a-f]{64}"));
		assertThat(values("docker-compose.yml", "image: ").filter((image) -> !image.equals("rushb:latest"))).hasSize(3)
			.allMatch((image) -> image.matches("\\S+:\\S+@sha256:[0-9a-f]{64}"));
	}

	@Test
	void actionsArePinnedByCommit() throws IOException {
		try (Stream<Path> workflows = Files.list(Path.of(".github", "workflows"))) {
			List<String> names = workflows.map(Path::toString).toList();
			assertThat(names).hasSize(2);
			for (String name : names) {
				assertThat(values(name, "uses: ")).as(name)
					.isNotEmpty()
					.allMatch((action) -> action.matches("[\\w-]+/[\\w-]+@[0-9a-f]{40}"));
			}
		}
	}

	/** The first word after each such key. */
	private static Stream<String> values(String file, String key) throws IOException {
		return Files.readAllLines(Path.of(file))
			.stream()
			.map(String::strip)
			.map((line) -> line.startsWith("- ") ? line.substring(2) : line)
			.filter((line) -> line.startsWith(key))
			.map((line) -> line.substring(key.length()).split(" ")[0]);
	}

}
