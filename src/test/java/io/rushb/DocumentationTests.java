package io.rushb;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.rushb.testing.DocumentTable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of the documents say what the code does, and leave nothing out.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DocumentationTests {

	@Autowired
	ApplicationContext context;

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("rushb.server.address", () -> "127.0.0.1");
		registry.add("rushb.server.port", () -> "0");
	}

	@Test
	void everyPropertyStandsInTheTableWithItsDefault() {
		Map<String, String> documented = new TreeMap<>();
		for (var row : DocumentTable.of("docs/configuration.md", "Properties of the service").rows()) {
			Set<String> defaults = DocumentTable.code(row.get(1));
			documented.put(DocumentTable.code(row.get(0)).iterator().next(),
					defaults.isEmpty() ? "" : defaults.iterator().next());
		}
		assertThat(documented).isEqualTo(properties());
	}

	/**
	 * By name in kebab case; the default as it is written, nothing where there is none.
	 */
	private static Map<String, String> properties() {
		Map<String, String> found = new TreeMap<>();
		var scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		scanner.findCandidateComponents("io.rushb").forEach((bean) -> {
			try {
				Class<?> type = Class.forName(bean.getBeanClassName());
				String prefix = type.getAnnotation(ConfigurationProperties.class).value();
				for (RecordComponent component : type.getRecordComponents()) {
					String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
					found.put(prefix + "." + name, defaultOf(type, component));
				}
			}
			catch (ClassNotFoundException ex) {
				throw new IllegalStateException(ex);
			}
		});
		return found;
	}

	private static String defaultOf(Class<?> type, RecordComponent component) {
		for (var parameter : type.getDeclaredConstructors()[0].getParameters()) {
			DefaultValue value = parameter.getAnnotation(DefaultValue.class);
			if (parameter.getName().equals(component.getName()) && value != null) {
				return String.join(",", value.value());
			}
		}
		return "";
	}

	@Test
	void everyMeterStandsInTheTableWithTheValuesOfItsLabel() {
		Map<String, Set<String>> documented = new TreeMap<>();
		for (var row : DocumentTable.of("docs/monitoring.md", "Meters").rows()) {
			for (String meter : DocumentTable.code(row.get(0))) {
				documented.put(meter, meter.contains("{") ? DocumentTable.code(row.get(1)) : Set.of());
			}
		}
		assertThat(documented).isEqualTo(meters());
	}

	/** By name as Prometheus has it, with the label in braces; its values. */
	private Map<String, Set<String>> meters() {
		Map<String, Set<String>> found = new TreeMap<>();
		for (Meter meter : this.context.getBean(MeterRegistry.class).getMeters()) {
			Meter.Id id = meter.getId();
			if (id.getName().startsWith("rushb.") && !id.getName().endsWith(".histogram")) {
				String name = id.getName().replace('.', '_') + switch (id.getType()) {
					case COUNTER -> "_total";
					case TIMER -> "_seconds";
					default -> "";
				};
				String labels = id.getTags().stream().map(Tag::getKey).collect(Collectors.joining(","));
				Set<String> values = found.computeIfAbsent(labels.isEmpty() ? name : name + "{" + labels + "}",
						(key) -> new TreeSet<>());
				id.getTags().forEach((tag) -> values.add(tag.getValue()));
			}
		}
		return found;
	}

	@Test
	void everyHealthComponentStandsInTheTable() {
		var health = (CompositeHealthDescriptor) this.context.getBean(HealthEndpoint.class).health();
		Set<String> ours = health.getComponents()
			.keySet()
			.stream()
			.filter((name) -> name.startsWith("rushb"))
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> documented = new TreeSet<>();
		DocumentTable.of("docs/monitoring.md", "Health")
			.rows()
			.forEach((row) -> documented.addAll(DocumentTable.code(row.get(0))));
		assertThat(documented).isEqualTo(ours);
	}

}
