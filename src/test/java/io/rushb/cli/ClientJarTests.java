package io.rushb.cli;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.rushb.testing.JavaProcess;
import io.rushb.testing.MemoryStore;
import io.rushb.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client's jar. Maven runs these tests when the jar is there, and says where.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientJarTests {

	private static final Path JAR = Path.of(System.getProperty("packaged.client", "target/rushb-client.jar"));

	/**
	 * What it is with the conformance kit and the channels, and some room; half is jline
	 * and picocli.
	 */
	private static final long MOST_BYTES = 1_600_000;

	@TempDir
	private Path directory;

	@Test
	void fetchesAFileAndNamesItsVersion() throws Exception {
		byte[] content = "some bytes".repeat(1000).getBytes(StandardCharsets.US_ASCII);
		try (TestServer server = TestServer.start(new MemoryStore().with("a", content))) {
			assertThat(run("get", server.uri("a").toString())).contains("10,000 bytes");
		}
		assertThat(Files.readAllBytes(this.directory.resolve("a"))).isEqualTo(content);
		assertThat(run("--version")).startsWith("rushb ").doesNotContain("unknown");
	}

	private String run(String... arguments) throws IOException, InterruptedException {
		Path output = this.directory.resolve("output");
		List<String> command = JavaProcess.command();
		command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		String text = (process.waitFor() == 0) ? "" : "FAILED: ";
		return text + Files.readString(output);
	}

	@Test
	void hasAllThatItNeedsAndNoSpring() throws Exception {
		try (JarFile jar = new JarFile(JAR.toFile())) {
			assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
			assertThat(jar.getEntry("META-INF/THIRD-PARTY-LICENSES")).isNotNull();
			JavaClasses classes = new ClassFileImporter().importJar(jar);
			assertThat(classes).extracting(JavaClass::getPackageName)
				.contains("io.rushb.client", "io.rushb.cli", "io.rushb.relay")
				.noneMatch((name) -> name.startsWith("org.springframework"));
			Set<String> there = classes.stream().map(JavaClass::getName).collect(Collectors.toSet());
			assertThat(classes.stream()
				.filter((type) -> type.getPackageName().startsWith("io.rushb.")
						&& !type.getPackageName().startsWith("io.rushb.shaded"))
				.flatMap((type) -> type.getDirectDependenciesFromSelf().stream())
				.map((dependency) -> dependency.getTargetClass().getBaseComponentType())
				.filter((type) -> !type.isPrimitive() && !type.getName().startsWith("java"))
				.map(JavaClass::getName)
				.distinct()).isSubsetOf(there);
		}
		assertThat(Files.size(JAR)).isLessThan(MOST_BYTES);
	}

	@Test
	void itsJavaInterfaceWorksWithNothingElseOnTheClassPath() throws Exception {
		try (URLClassLoader loader = new URLClassLoader(new URL[] { JAR.toUri().toURL() },
				ClassLoader.getPlatformClassLoader())) {
			assertThat(loader.loadClass("io.rushb.client.RushbClient").getMethods()).isNotEmpty();
		}
	}

}
