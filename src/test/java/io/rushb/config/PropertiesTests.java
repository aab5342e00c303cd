package io.rushb.config;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.rushb.endpoint.Endpoint;
import io.rushb.endpoint.EndpointSettings;
import io.rushb.endpoint.PartsSettings;
import io.rushb.session.ProtocolSettings;
import io.rushb.storage.DirectoryContentStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The configuration: defaults, and every wrong value stops the start.
 */
class PropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withUserConfiguration(CoreConfiguration.class, SessionConfiguration.class);

	@Test
	void defaultsAreThoseOfTheContract() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(Endpoint.class);
			assertThat(context.getBean(ProtocolSettings.class)).isEqualTo(ProtocolSettings.DEFAULTS);
			ServerProperties server = context.getBean(ServerProperties.class);
			assertThat(server.port()).isEqualTo(3200);
			assertThat(server.address().isAnyLocalAddress()).isTrue();
			assertThat(server.receiveBuffer().toMegabytes()).isEqualTo(4);
			assertThat(server.receivers()).isBetween(1, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
			assertThat(server.busyPoll()).isIn(Duration.ZERO, Duration.ofNanos(100_000));
			assertThat(server.drainTimeout()).hasSeconds(10);
			assertThat(server.announcePort()).isFalse();
			assertThat(context.getBean(FilesProperties.class).listing()).isFalse();
			assertThat(context.getBean(LimitsProperties.class).sessions()).isEqualTo(10_000);
			assertThat(context.getBean(LimitsProperties.class).sessionsPerAddress()).isEqualTo(1_000);
			assertThat(context.getBean(ProtocolProperties.class).linger()).hasSeconds(10);
		});
	}

	@ParameterizedTest
	@CsvSource({ "1, 10, 5", "2, 5, 3", "3, 4, 2", "20, 1, 1" })
	void eachReceiverHasItsShareOfTheLimitsRoundedUp(int receivers, int sessions, int ofOneAddress) {
		this.runner.withPropertyValues("rushb.limits.sessions=10", "rushb.limits.sessions-per-address=5")
			.run((context) -> {
				EndpointSettings share = context.getBean(LimitsProperties.class)
					.toSettings(context.getBean(ProtocolProperties.class), context.getBean(AbuseProperties.class),
							receivers);
				assertThat(share.sessions()).isEqualTo(sessions);
				assertThat(share.sessionsPerAddress()).isEqualTo(ofOneAddress);
			});
	}

	@ParameterizedTest
	@CsvSource({ "server.port, -1", "server.port, 65536", "server.port, x", "server.address, not an address",
			"server.receive-buffer, 1KB", "server.receive-buffer, 2GB", "server.receive-buffer, much",
			"server.receivers, 0", "server.receivers, 65", "server.busy-poll, -1us", "server.busy-poll, 2ms",
			"server.drain-timeout, -1s", "server.drain-timeout, 61m", "server.announce-port, perhaps",
			"files.hidden, perhaps", "files.follow-links, always", "files.workers, 0", "files.workers, 257",
			"files.listing, perhaps", "protocol.checksum, perhaps", "protocol.encryption, perhaps",
			"protocol.initial-timeout, 0s", "protocol.initial-timeout, 61s", "protocol.min-timeout, 0s",
			"protocol.min-timeout, soon", "protocol.min-timeout-cold, 0s", "protocol.cold-samples, 0",
			"protocol.cold-samples, 1001", "protocol.max-timeout, 0s", "protocol.max-timeout, 61s",
			"protocol.fixed-timeout, 0s", "protocol.fixed-timeout, 61s", "protocol.idle-timeout, 99ms",
			"protocol.idle-timeout, 25h", "protocol.linger, -1s", "protocol.linger, 11m",
			"protocol.unproven-packets, 0", "protocol.unproven-packets, 11", "limits.sessions, 0",
			"limits.sessions, 1000001", "limits.sessions-per-address, 0", "limits.sessions-per-address, 1000001",
			"limits.lingering, 0", "limits.lingering, 1000001", "limits.read-ahead, 1KB", "limits.read-ahead, 2GB",
			"abuse.requests-per-second, -1", "abuse.requests-per-second, 100001", "abuse.request-burst, 0",
			"abuse.request-burst, 100001", "abuse.strikes, -1", "abuse.strikes, 100001", "abuse.strike-window, 0s",
			"abuse.strike-window, 11m", "abuse.ignore-for, 0s", "abuse.ignore-for, 2h", "abuse.addresses, 0",
			"abuse.addresses, 1000001", "parts.enabled, perhaps", "parts.channels, 0", "parts.channels, 1025",
			"parts.share, 0", "parts.share, 101", "parts.digest, perhaps", "parts.digest-rate, 1KB",
			"parts.digest-rate, 1000GB", "parts.secret, tooshort", "parts.secret-file, /no/such/file" })
	void wrongValueStopsTheStart(String property, String value) {
		this.runner.withPropertyValues("rushb." + property + "=" + value)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasStackTraceContaining("rushb." + property));
	}

	@ParameterizedTest
	@CsvSource({ "protocol.min-timeout, 300ms, rushb.protocol.min-timeout-cold",
			"protocol.min-timeout-cold, 5s, rushb.protocol.max-timeout",
			"protocol.initial-timeout, 5s, rushb.protocol.max-timeout", "files.root, /no/such/directory, exists",
			"files.root, '', exists", "access.allow, example.org, networks", "access.allow, 192.0.2.0/33, networks",
			"access.deny, 2001:db8::/129, networks", "access.deny, ::ffff:192.0.2.0/64, networks" })
	void valuesThatDoNotFitTogetherStopTheStartWithTheNameTheValueAndWhatIsAllowed(String property, String value,
			String allowed) {
		this.runner.withPropertyValues("rushb." + property + "=" + value)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, (failure) -> {
					assertThat(failure.getName()).isEqualTo("rushb." + property);
					assertThat(failure.getReason()).contains(allowed);
				}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "files.root", "parts.secret-file" })
	void whatCannotBeAPathIsAWrongValueToo(String property) {
		this.runner.withPropertyValues("rushb." + property + "=a\0b")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
						(failure) -> assertThat(failure.getName()).isEqualTo("rushb." + property)));
	}

	@Test
	void fixedTimeoutIsUnsetByDefaultAndTakenWhereSet() {
		this.runner.withPropertyValues("rushb.protocol.fixed-timeout=4s")
			.run((context) -> assertThat(context.getBean(ProtocolSettings.class).timeout().fixed()).hasSeconds(4));
	}

	@Test
	void partsHaveARandomSecretUnlessOneIsSet(@TempDir Path directory) throws IOException {
		this.runner.run((context) -> {
			PartsSettings parts = context.getBean(EndpointSettings.class).parts();
			assertThat(parts.enabled()).isTrue();
			assertThat(parts.channels()).isEqualTo(256);
			assertThat(parts.share()).isEqualTo(50);
			assertThat(parts.secret()).hasSize(32);
			this.runner.run((other) -> assertThat(other.getBean(EndpointSettings.class).parts().secret())
				.isNotEqualTo(parts.secret()));
		});
		this.runner.withPropertyValues("rushb.parts.secret=0123456789abcdef")
			.run((context) -> assertThat(context.getBean(EndpointSettings.class).parts().secret()).asString()
				.isEqualTo("0123456789abcdef"));
		Path file = Files.writeString(directory.resolve("secret"), "abcdef0123456789\n");
		this.runner.withPropertyValues("rushb.parts.secret-file=" + file)
			.run((context) -> assertThat(context.getBean(EndpointSettings.class).parts().secret()).asString()
				.isEqualTo("abcdef0123456789"));
		this.runner.withPropertyValues("rushb.parts.secret=0123456789abcdef", "rushb.parts.secret-file=" + file)
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void theSecretIsNeverShown() {
		this.runner.withPropertyValues("rushb.parts.secret=hunter2hunter2hunter2")
			.run((context) -> assertThat(
					context.getBean(EndpointSettings.class).parts().toString() + context.getBean(PartsProperties.class))
				.doesNotContain("hunter2"));
		this.runner.withPropertyValues("rushb.parts.secret=hunter2")
			.run((context) -> assertThat(context).hasFailed().getFailure().satisfies((failure) -> {
				StringWriter trace = new StringWriter();
				failure.printStackTrace(new PrintWriter(trace));
				assertThat(trace.toString()).doesNotContain("hunter2");
			}));
	}

	@Test
	void rootIsTakenAsAPathOfTheFileSystem(@TempDir Path directory) {
		this.runner.withPropertyValues("rushb.files.root=" + directory)
			.run((context) -> assertThat(context.getBean(DirectoryContentStore.class).root())
				.isEqualTo(directory.toAbsolutePath()));
	}

}
