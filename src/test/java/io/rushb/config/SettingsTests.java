package io.rushb.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The catalogue of properties: complete, and of help to those who misspell.
 */
class SettingsTests {

	private final Settings settings = new Settings();

	@Test
	void everyRecordOfPropertiesIsInTheCatalogue() {
		var scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		assertThat(scanner.findCandidateComponents("io.rushb")).extracting("beanClassName")
			.containsExactlyInAnyOrderElementsOf(Settings.RECORDS.stream().map(Class::getName).toList());
	}

	@ParameterizedTest
	@CsvSource({ "rushb.server.port", "rushb.server.receive-buffer", "rushb.server.receiveBuffer",
			"rushb.limits.sessionsperaddress" })
	void findsAPropertyInEachFormThatSpringBootTakes(String name) {
		assertThat(this.settings.find(name)).isPresent();
	}

	@ParameterizedTest
	@CsvSource({ "rushb.file.root, rushb.files.root", "rushb.server.prot, rushb.server.port",
			"rushb.limit.sessions, rushb.limits.sessions", "port, rushb.server.port", "root, rushb.files.root" })
	void namesThePropertyThatWasMostLikelyMeant(String wrong, String right) {
		assertThat(this.settings.find(wrong)).isEmpty();
		assertThat(this.settings.nearest(wrong)).hasValueSatisfying((near) -> assertThat(near.name()).isEqualTo(right));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "rushb.server.port | a whole number, from 0 to 65535", "rushb.files.hidden | true or false",
					"rushb.files.follow-links | one of within-root, never",
					"rushb.server.receive-buffer | a size such as 64KB or 4MB, from 64KB to 1GB",
					"rushb.protocol.idle-timeout | a time such as 20ms, 4s or 10m, from 100ms to 1d",
					"rushb.server.busy-poll | a time such as 20ms, 4s or 10m, from 0s to 1ms" })
	void saysWhatIsAllowedWithUnits(String name, String allowed) {
		assertThat(this.settings.find(name))
			.hasValueSatisfying((setting) -> assertThat(setting.allowed()).isEqualTo(allowed));
	}

}
