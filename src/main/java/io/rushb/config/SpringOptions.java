package io.rushb.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The properties of Spring Boot and its libraries, as their jars describe them. The
 * descriptions are read only if the command line has such an option. They are parsed only
 * if a search in their text does not find the option: on a slow machine parsing takes 0.6
 * s of the start, and the search 0.03 s.
 */
final class SpringOptions {

	private static final String DESCRIPTION = "META-INF/spring-configuration-metadata.json";

	/**
	 * The most letters that may differ. Not all properties are described, and many
	 * contain names that users choose: so only an obvious typing error stops the start.
	 */
	private static final int MOST_SLIPS = 2;

	private final List<String> descriptions = new ArrayList<>();

	private final TreeMap<String, String> byUniformName = new TreeMap<>();

	/** The properties whose names users extend, such as that of a logger. */
	private final Set<String> maps = new HashSet<>();

	SpringOptions() {
		try {
			ClassLoader loader = SpringOptions.class.getClassLoader();
			for (URL description : Collections.list(loader.getResources(DESCRIPTION))) {
				try (InputStream in = description.openStream()) {
					this.descriptions.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Finds the property whose name is nearly the given one.
	 * @param name a name
	 * @return the property; empty if the name is right, or similar to none
	 */
	Optional<String> meant(String name) {
		if (isWritten(name)) {
			return Optional.empty();
		}
		if (this.byUniformName.isEmpty()) {
			parse();
		}
		String uniform = Settings.uniform(name);
		if (this.byUniformName.containsKey(uniform) || this.maps.stream().anyMatch(uniform::startsWith)) {
			return Optional.empty();
		}
		return this.byUniformName.entrySet()
			.stream()
			.filter((entry) -> Settings.distance(entry.getKey(), uniform) <= MOST_SLIPS)
			.min(Comparator.comparingInt((entry) -> Settings.distance(entry.getKey(), uniform)))
			.map(Map.Entry::getValue);
	}

	private boolean isWritten(String name) {
		String quoted = '"' + name + '"';
		return this.descriptions.stream().anyMatch((description) -> description.contains(quoted));
	}

	private void parse() {
		JsonMapper json = new JsonMapper();
		for (String description : this.descriptions) {
			json.readTree(description).path("properties").forEach(this::add);
		}
	}

	private void add(JsonNode property) {
		String name = property.path("name").asString();
		this.byUniformName.put(Settings.uniform(name), name);
		if (property.path("type").asString().startsWith(Map.class.getName())) {
			this.maps.add(Settings.uniform(name) + ".");
		}
	}

}
