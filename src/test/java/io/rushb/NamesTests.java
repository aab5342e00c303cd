package io.rushb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One name, one thing: in the code of the product and of its tests together.
 */
class NamesTests {

	private static final Pattern NESTED = Pattern
		.compile("(?m)^\\t+(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed) )*"
				+ "(?:class|record|interface|enum|@interface) (\\w+)");

	private final Map<String, List<Path>> byName;

	NamesTests() throws IOException {
		this.byName = sources().stream()
			.collect(Collectors.groupingBy(NamesTests::nameOf, TreeMap::new, Collectors.toList()));
	}

	@Test
	void noTwoClassesShareASimpleName() {
		assertThat(this.byName).hasSizeGreaterThan(500).allSatisfy((name, files) -> assertThat(files).hasSize(1));
	}

	@Test
	void noNestedClassHasTheNameOfAnotherClass() throws IOException {
		for (Path source : sources()) {
			List<String> nested = NESTED.matcher(Files.readString(source))
				.results()
				.map((MatchResult match) -> match.group(1))
				.filter(this.byName::containsKey)
				.toList();
			assertThat(nested).as("names of other classes in %s", source).isEmpty();
		}
	}

	private static List<Path> sources() throws IOException {
		try (Stream<Path> main = Files.walk(Path.of("src/main/java"));
				Stream<Path> test = Files.walk(Path.of("src/test/java"))) {
			return Stream.concat(main, test)
				.filter((file) -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
				.toList();
		}
	}

	private static String nameOf(Path source) {
		return source.getFileName().toString().replace(".java", "");
	}

}
