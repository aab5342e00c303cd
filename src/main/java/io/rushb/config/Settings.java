package io.rushb.config;

import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * All properties of the service. Names are compared as Spring Boot does: without regard
 * to case and dashes.
 */
final class Settings {

	/** The records of properties. {@code SettingsTests} fails if one is left out. */
	static final List<Class<? extends Record>> RECORDS = List.of(ServerProperties.class, FilesProperties.class,
			ProtocolProperties.class, LimitsProperties.class, AbuseProperties.class, PartsProperties.class,
			TraceProperties.class, AccessProperties.class, WebProperties.class);

	/**
	 * The most letters that may differ; a replaced letter counts as two. With four, the
	 * search finds names that nobody meant.
	 */
	private static final int MOST_SLIPS = 3;

	private final Map<String, Setting> byUniformName = new TreeMap<>();

	Settings() {
		for (Class<? extends Record> type : RECORDS) {
			String prefix = type.getAnnotation(ConfigurationProperties.class).value();
			for (Parameter parameter : type.getDeclaredConstructors()[0].getParameters()) {
				String name = prefix + "." + parameter.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
				this.byUniformName.put(uniform(name), new Setting(name, parameter));
			}
		}
	}

	/** Without dashes, underscores and list indices, in lower case. */
	static String uniform(String name) {
		return name.replaceAll("\\[\\d+]", "").replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Finds a property.
	 * @param name its name, in any of the forms that Spring Boot takes
	 * @return the property, if there is one
	 */
	Optional<Setting> find(String name) {
		return Optional.ofNullable(this.byUniformName.get(uniform(name)));
	}

	Collection<Setting> all() {
		return this.byUniformName.values();
	}

	/**
	 * Finds the property that was most likely meant: one with the same last part, or else
	 * with the most similar name.
	 * @param name a name that no property has
	 * @return the property, if one is near enough
	 */
	Optional<Setting> nearest(String name) {
		String uniform = uniform(name);
		Optional<Setting> similar = this.byUniformName.entrySet()
			.stream()
			.filter((entry) -> distance(entry.getKey(), uniform) <= MOST_SLIPS)
			.min(Comparator.comparingInt((entry) -> distance(entry.getKey(), uniform)))
			.map(Map.Entry::getValue);
		String last = uniform.substring(uniform.lastIndexOf('.') + 1);
		return similar.or(() -> this.byUniformName.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().endsWith("." + last))
			.map(Map.Entry::getValue)
			.findFirst());
	}

	/** How many letters differ: the Levenshtein distance. */
	static int distance(String one, String other) {
		int[] previous = new int[other.length() + 1];
		for (int j = 0; j <= other.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int[] current = new int[other.length() + 1];
			current[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int replaced = previous[j - 1] + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
			}
			previous = current;
		}
		return previous[other.length()];
	}

}
