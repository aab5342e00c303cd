package io.rushb;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
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
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The arrows and the purity of the house: what may know what.
 */
class ArchitectureTests {

	/** The server's core and the client's. */
	private static final String[] CORE = { "io.rushb.wire..", "io.rushb.session..", "io.rushb.endpoint..",
			"io.rushb.client.exchange.." };

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
						java.net.InetSocketAddress.class, java.net.InetAddress.class, java.time.Duration.class,
						java.util.concurrent.TimeUnit.class))));
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
	@DisplayName("transport, metrics, health, config, storage, client, page -> endpoint -> session -> wire")
	void theArrowsPointInwards() {
		check(layeredArchitecture().consideringOnlyDependenciesInAnyPackage("io.rushb..")
			.withOptionalLayers(true)
			.layer("main")
			.definedBy("io.rushb")
			.layer("around")
			.definedBy("io.rushb.transport..", "io.rushb.metrics..", "io.rushb.health..", "io.rushb.config..",
					"io.rushb.storage..", "io.rushb.client..", "io.rushb.cli..", "io.rushb.relay..", "io.rushb.web..")
			.layer("endpoint")
			.definedBy("io.rushb.endpoint..")
			.layer("session")
			.definedBy("io.rushb.session..")
			.layer("wire")
			.definedBy("io.rushb.wire..")
			.whereLayer("main")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("around")
			.mayOnlyBeAccessedByLayers("main")
			.whereLayer("endpoint")
			.mayOnlyBeAccessedByLayers("main", "around")
			.whereLayer("session")
			.mayOnlyBeAccessedByLayers("main", "around", "endpoint")
			.ensureAllClassesAreContainedInArchitecture());
	}

	@Test
	@DisplayName("cli -> client, relay; the client knows nothing of the server, the relay nothing of the protocol")
	void theClientStandsApart() {
		check(noClasses().that()
			.resideInAPackage("io.rushb.client..")
			.should()
			.dependOnClassesThat(resideInAPackage("io.rushb..").and(not(
					resideInAnyPackage("io.rushb.client..", "io.rushb.wire..", "io.rushb.session..", "io.rushb")))));
		check(noClasses().that()
			.resideInAPackage("io.rushb.relay..")
			.should()
			.dependOnClassesThat(resideInAPackage("io.rushb..").and(not(resideInAPackage("io.rushb.relay..")))));
		check(noClasses().that()
			.resideOutsideOfPackages("io.rushb.cli..", "io.rushb")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.rushb.cli.."));
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
