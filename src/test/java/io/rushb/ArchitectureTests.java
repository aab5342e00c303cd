package io.rushb;

import java.util.List;
import java.util.Map;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The arrows and the purity of the house: what may know what.
 */
class ArchitectureTests {

	/** The server's core, the client's, and the conformance kit's. */
	private static final String[] CORE = { "io.rushb.wire..", "io.rushb.session..", "io.rushb.endpoint..",
			"io.rushb.client.exchange..", "io.rushb.client.channels..", "io.rushb.check.ladder..",
			"io.rushb.check.script..", "io.rushb.check.scenario.." };

	/** Each package below io.rushb, and the packages that may know it. */
	private static final Map<String, List<String>> KNOWN_BY = Map.ofEntries(entry("web", List.of()),
			entry("health", List.of()), entry("metrics", List.of()), entry("cli", List.of("application")),
			entry("check", List.of("cli")), entry("client", List.of("cli")), entry("relay", List.of("cli")),
			entry("addresses", List.of("transport", "relay")), entry("transport", List.of("web", "health", "metrics")),
			entry("config", List.of("web", "health", "metrics", "transport")),
			entry("storage", List.of("web", "health", "metrics", "config")),
			entry("endpoint", List.of("web", "health", "metrics", "transport", "config", "storage")),
			entry("session",
					List.of("web", "health", "metrics", "transport", "config", "storage", "endpoint", "client", "cli")),
			entry("wire", List.of("health", "metrics", "transport", "config", "storage", "endpoint", "session",
					"client", "cli", "check")));

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.rushb");

	private static void check(ArchRule rule) {
		rule.allowEmptyShould(true).check(CLASSES);
	}

	@Test
	void thereIsSomethingToCheck() {
		assertThat(CLASSES).extracting(JavaClass::getPackageName)
			.contains("io.rushb.wire", "io.rushb.session", "io.rushb.endpoint");
	}

	@Test
	@DisplayName("wire, session, endpoint and the client's exchange are plain Java without the world")
	void theCoreIsPure() {
		check(classes().that()
			.resideInAnyPackage(CORE)
			.should()
			.onlyDependOnClassesThat(resideInAnyPackage(CORE)
				.or(resideInAnyPackage("java.lang", "java.lang.invoke", "java.util", "java.util.function",
						"java.util.stream", "java.util.zip", "java.util.regex", "java.nio.charset",
						"org.jspecify.annotations"))
				// Records, enums and string concatenation need these in their byte code.
				.or(resideInAPackage("java.lang.runtime"))
				// P3, P5: a MAC is a function of its key and bytes, as pure as a
				// checksum.
				.or(belongToAnyOf(javax.crypto.Mac.class, javax.crypto.spec.SecretKeySpec.class,
						java.security.Key.class, java.security.MessageDigest.class,
						java.security.GeneralSecurityException.class))
				.or(belongToAnyOf(java.io.IOException.class, java.io.Closeable.class, java.io.Serializable.class,
						java.nio.ByteBuffer.class, java.nio.CharBuffer.class, java.nio.ByteOrder.class,
						java.net.InetSocketAddress.class, java.net.InetAddress.class, java.net.Inet6Address.class,
						java.time.Duration.class, java.util.concurrent.TimeUnit.class))));
	}

	@Test
	@DisplayName("Habit 1: time is an argument")
	void theCoreHasNoClockAndNoThread() {
		check(noClasses().that().resideInAnyPackage(CORE).should().callMethod(System.class, "nanoTime"));
		check(noClasses().that().resideInAnyPackage(CORE).should().callMethod(System.class, "currentTimeMillis"));
		check(noClasses().that()
			.resideInAnyPackage(CORE)
			.should()
			.dependOnClassesThat(belongToAnyOf(Thread.class, Runtime.class, Process.class, java.util.Timer.class,
					java.time.Instant.class, java.time.Clock.class, java.util.Date.class,
					java.util.concurrent.Executor.class, java.util.Random.class)));
		check(noClasses().that()
			.resideInAnyPackage(CORE)
			.should()
			.dependOnClassesThat(resideInAPackage("java.util.concurrent..")
				.and(not(belongToAnyOf(java.util.concurrent.TimeUnit.class)))));
	}

	@Test
	@DisplayName("Who may know whom, package by package")
	void theArrowsPointInwards() {
		LayeredArchitecture architecture = layeredArchitecture().consideringOnlyDependenciesInAnyPackage("io.rushb..")
			.withOptionalLayers(true)
			.layer("application")
			.definedBy("io.rushb")
			.whereLayer("application")
			.mayNotBeAccessedByAnyLayer();
		for (String name : KNOWN_BY.keySet()) {
			architecture = architecture.layer(name).definedBy("io.rushb." + name + "..");
		}
		for (Map.Entry<String, List<String>> known : KNOWN_BY.entrySet()) {
			architecture = known.getValue().isEmpty()
					? architecture.whereLayer(known.getKey()).mayNotBeAccessedByAnyLayer()
					: architecture.whereLayer(known.getKey())
						.mayOnlyBeAccessedByLayers(known.getValue().toArray(String[]::new));
		}
		check(architecture.ensureAllClassesAreContainedInArchitecture());
	}

	@Test
	@DisplayName("The client side is shipped without Spring: nothing of it knows Spring or a logger")
	void theClientSideIsWithoutSpring() {
		check(noClasses().that()
			.resideInAnyPackage("io.rushb.cli..", "io.rushb.check..", "io.rushb.client..", "io.rushb.relay..")
			.should()
			.dependOnClassesThat(
					resideInAnyPackage("org.springframework..", "org.slf4j..", "jakarta..", "io.micrometer..")));
	}

	@Test
	void onlyTheApplicationIsInTheRoot() {
		check(classes().that()
			.resideInAPackage("io.rushb")
			.should()
			.haveSimpleName("RushbApplication")
			.orShould()
			.haveSimpleName("package-info"));
	}

	@Test
	void packagesHaveNoCycles() {
		check(slices().matching("io.rushb.(*)..").should().beFreeOfCycles());
	}

	@Test
	void springIntegrationStaysInTransport() {
		check(noClasses().that()
			.resideOutsideOfPackage("io.rushb.transport..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.integration.."));
	}

	@Test
	@DisplayName("Nothing but the web server knows the page, and the page knows nothing of the protocol")
	void thePageStandsAside() {
		check(noClasses().that()
			.resideOutsideOfPackage("io.rushb.web..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.rushb.web.."));
		check(noClasses().that()
			.resideInAPackage("io.rushb.web..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(CORE));
	}

}
