package io.rushb.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What is said of wrong settings when the service is started with them.
 */
@ExtendWith(OutputCaptureExtension.class)
class SettingMessagesTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext start(Map<String, Object> variables, String... args) {
		SpringApplication application = new SpringApplication(PropertiesOnly.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		application.setEnvironment(environment);
		return application.run(args);
	}

	private String failure(CapturedOutput output, Map<String, Object> variables, String... args) {
		assertThatException().isThrownBy(() -> start(variables, args).close());
		return output.getAll().substring(output.getAll().indexOf("APPLICATION FAILED TO START"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
			"--rushb.file.root=/srv | There is no property rushb.file.root | Did you mean rushb.files.root?",
			"--rushb.server.prot=3261 | There is no property rushb.server.prot | Did you mean rushb.server.port?",
			"--port=3261 | There is no option --port | Did you mean --rushb.server.port?",
			"-rushb.server.port=3261 | '-rushb.server.port=3261', which is no option | two dashes",
			"/srv | '/srv', which is no option | --rushb.server.port=3200",
			"--server.prot=8081 | There is no option --server.prot | Did you mean --server.port?",
			"--management.server.adress=::1 | There is no option --management.server.adress | --management.server.address?",
			"--spring.profiles.active=labb | There is no profile 'labb' | has the profile lab" })
	void whatNobodyReadsStopsTheStartAndTheNearestRightNameIsSaid(String arg, String what, String advice,
			CapturedOutput output) {
		assertThat(failure(output, Map.of(), arg)).contains(what).contains(advice);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"rushb.server.port | x | rushb.server.port cannot be 'x' | a whole number, from 0 to 65535",
			"logging.level.root | loud | logging.level.root cannot be 'loud' | one of trace, debug, info, warn",
			"rushb.server.port | 70000 | rushb.server.port cannot be '70000' | a whole number, from 0 to 65535",
			"rushb.server.busy-poll | 5ms | rushb.server.busy-poll cannot be '5ms' | from 0s to 1ms",
			"rushb.files.follow-links | always | rushb.files.follow-links cannot be 'always' | one of within-root, never",
			"rushb.server.address | not an address | rushb.server.address cannot be 'not an address' | an address of this machine" })
	void aWrongValueIsSaidWithItsPropertyItsPlaceAndWhatIsAllowed(String name, String value, String what,
			String allowed, CapturedOutput output) {
		assertThat(failure(output, Map.of(), "--" + name + "=" + value)).contains(what)
			.contains("It is set in: command line option --" + name)
			.contains("Allowed: ")
			.contains(allowed)
			.doesNotContain("org.spring")
			.doesNotContain("PT0");
	}

	@Test
	void theVariableAndTheLineOfAFileAreNamed(CapturedOutput output) throws IOException {
		assertThat(failure(output, Map.of("RUSHB_SERVER_PORT", "x")))
			.contains("It is set in: environment variable RUSHB_SERVER_PORT");
		Path file = Files.writeString(this.directory.resolve("application.yml"), "rushb:\n  server:\n    port: y\n");
		assertThatException()
			.isThrownBy(() -> start(Map.of(), "--spring.config.additional-location=" + this.directory.toUri()).close());
		assertThat(output).contains("It is set in: " + file + ", line 3");
	}

	@Test
	void aTabInYamlIsCalledATab(CapturedOutput output) throws IOException {
		Files.writeString(this.directory.resolve("application.yml"), "rushb:\n\tserver:\n");
		assertThat(failure(output, Map.of(), "--spring.config.additional-location=" + this.directory.toUri()))
			.contains("application.yml, or a file that is imported, is no YAML at line 2, column 1: there is a tab")
			.contains("Indent with spaces.");
	}

	@Test
	void aMisspeltVariableStopsTheStartButThoseOfComposeAndKubernetesDoNot(CapturedOutput output) {
		assertThat(failure(output, Map.of("RUSHB_FILE_ROOT", "/srv"))).contains("RUSHB_FILE_ROOT")
			.contains("Did you mean RUSHB_FILES_ROOT?");
		start(Map.of("RUSHB_MEMORY", "512m", "RUSHB_SCALE_PORT", "3300", "RUSHB_SERVICE_PORT", "3200", "RUSHB_PORT",
				"udp://10.0.0.1:3200", "RUSHB_LIMITS_SESSIONSPERADDRESS", "5"))
			.close();
	}

	@ParameterizedTest
	@CsvSource({ "RUSHB_FILESROOT, RUSHB_FILES_ROOT", "RUSHB_ACCESSALLOW, RUSHB_ACCESS_ALLOW",
			"RUSHB_SERVERPORT, RUSHB_SERVER_PORT", "RUSHB_SERVER_PORT_0, RUSHB_SERVER_PORT",
			"rushb_filesroot, RUSHB_FILES_ROOT", "RUSHB_LIMITS_SESSIONS_PERADDRESS, RUSHB_LIMITS_SESSIONSPERADDRESS" })
	void aVariableThatSpringBootDoesNotTakeStopsTheStart(String name, String right, CapturedOutput output) {
		assertThat(failure(output, Map.of(name, "1"))).contains("environment variable " + name)
			.contains("Did you mean " + right + "?");
	}

	@Test
	void allFormsOfVariablesThatSpringBootTakesStart() {
		start(Map.of("RUSHB_FILES_ROOT", "/", "RUSHB_LIMITS_SESSIONS_PER_ADDRESS", "5", "RUSHB_PARTS_CHANNELS", "5",
				"RUSHB_ACCESS_ALLOW_0", "10.0.0.0/8", "rushb_server_port", "0", "RUSHB_ACCESS_DENY_0_", "10.0.0.1",
				"rushb.files.hidden", "true"))
			.close();
	}

	@Test
	void aVariableWithDotsIsAPropertyToo(CapturedOutput output) {
		assertThat(failure(output, Map.of("rushb.server.prot", "9"))).contains("rushb.server.prot")
			.contains("Did you mean rushb.server.port?");
	}

	@ParameterizedTest
	@CsvSource({ "RUSHB_ACCESS_ALLOW, rushb.access.allow", "RUSHB_SERVER_ADDRESS, rushb.server.address" })
	void anEmptyValueThatWouldLetEverybodyInStopsTheStart(String variable, String name, CapturedOutput output) {
		assertThat(failure(output, Map.of(variable, ""))).contains(name + " is empty")
			.contains("environment variable " + variable)
			.contains("leave it out");
	}

	@Test
	void theEntryOfAListThatIsWrongIsNamed(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("application.yml"),
				"rushb:\n  web:\n    hosts:\n    - good\n    - http://bad\n");
		assertThatException()
			.isThrownBy(() -> start(Map.of(), "--spring.config.additional-location=" + this.directory.toUri()).close());
		assertThat(output).contains("rushb.web.hosts cannot be 'http://bad'")
			.contains("It is set in: " + file + ", line 5");
	}

	@Test
	void knownPropertiesOptionsAndProfilesStart() {
		start(Map.of(), "--rushb.server.port=0", "--server.port=-1", "--spring.profiles.active=lab",
				"--logging.level.io.rushb=warn", "--debug", "--info.place=here",
				"--spring.main.lazy-initialization=true", "--management.endpoint.health.probes.enabled=true",
				"--server.tomcat.threads.max=9")
			.close();
	}

	@Test
	void theDefaultProfileIsKnown() {
		start(Map.of(), "--spring.profiles.active=default").close();
	}

	@Test
	void aGroupOfProfilesNamesSomething() {
		start(Map.of(), "--spring.profiles.active=course", "--spring.profiles.group.course=lab").close();
		start(Map.of(), "--spring.profiles.active=course", "--spring.profiles.group.course[0]=lab").close();
	}

	@Test
	void whatIsNoJsonIsCalledThat(CapturedOutput output) {
		assertThat(failure(output, Map.of("SPRING_APPLICATION_JSON", "{\"rushb\":\n{\"server\"")))
			.contains("SPRING_APPLICATION_JSON is no JSON, in line 2")
			.contains("Correct it, or leave it out.")
			.doesNotContain("\tat ");
	}

	@ParameterizedTest
	@CsvSource({ "-rushb.parts.secret=hunter2hunter2hunter2", "rushb.parts.secret=hunter2hunter2hunter2",
			"--rushb.parts.secret hunter2hunter2hunter2", "--rushb.parts.SECRET hunter2hunter2hunter2" })
	void aSecretThatIsNoOptionIsNotShownEither(String args, CapturedOutput output) {
		assertThat(failure(output, Map.of(), args.split(" "))).contains("which is no option")
			.contains("(not shown)")
			.doesNotContain("hunter2");
	}

	@Test
	void aWrongSecretIsNotShown() {
		MockEnvironment environment = new MockEnvironment().withProperty("rushb.parts.secret", "hunter2");
		ConfigurationPropertySources.attach(environment);
		FailureAnalysis analysis = new SettingFailureAnalyzer(environment)
			.analyze(new InvalidConfigurationPropertyValueException("rushb.parts.secret", "(not shown)", "16 or more"));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription() + analysis.getAction()).contains("rushb.parts.secret")
			.contains("(not shown)")
			.contains("16 or more")
			.doesNotContain("hunter2");
	}

	@Test
	void whereTheLocaleHasLostCharactersOfAValueItIsSaidWhatToSet() {
		MockEnvironment environment = new MockEnvironment().withProperty("rushb.files.root", "/srv/gr\ufffd\ufffd");
		ConfigurationPropertySources.attach(environment);
		FailureAnalysis analysis = new SettingFailureAnalyzer(environment)
			.analyze(new InvalidConfigurationPropertyValueException("rushb.files.root", "/srv/gr??", "a directory"));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getAction()).contains("the encoding of the locale").contains("LC_ALL=C.UTF-8");
	}

	@Test
	void ofAnotherTypeItIsSaidWhatTheTypeTakes() {
		StandardEnvironment environment = new StandardEnvironment();
		ConversionFailedException conversion = new ConversionFailedException(TypeDescriptor.forObject("abc"),
				TypeDescriptor.valueOf(Integer.class), "abc", new NumberFormatException());
		Throwable failure = new InvalidConfigurationPropertyValueException("server.port", "abc",
				"Failed to convert to type java.lang.Integer", conversion);
		FailureAnalysis analysis = new SettingFailureAnalyzer(environment).analyze(failure);
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("server.port cannot be 'abc'");
		assertThat(analysis.getAction()).isEqualTo("Allowed: a whole number.");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ValidationAutoConfiguration.class)
	@EnableConfigurationProperties({ ServerProperties.class, FilesProperties.class, ProtocolProperties.class,
			LimitsProperties.class, AbuseProperties.class, PartsProperties.class, WebProperties.class })
	static class PropertiesOnly {

	}

}
