package io.rushb.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import io.rushb.check.scenario.Catalogue;
import io.rushb.check.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * How many points each scenario is worth.
 */
final class Points {

	static final Points ONE_EACH = new Points(null);

	private static final double MOST = 1_000_000;

	private final @Nullable Map<String, Double> points;

	private Points(@Nullable Map<String, Double> points) {
		this.points = points;
	}

	/**
	 * Fails with an {@link IllegalArgumentException} whose message says what is wrong.
	 */
	static Points read(Path file) throws IOException {
		Properties lines = new Properties();
		try (Reader reader = Files.newBufferedReader(file)) {
			lines.load(reader);
		}
		Map<String, Double> points = new HashMap<>();
		for (String name : lines.stringPropertyNames()) {
			if (Catalogue.all().stream().noneMatch((scenario) -> scenario.name().equals(name))) {
				throw new IllegalArgumentException("there is no scenario '" + name + "': see --list");
			}
			points.put(name, number(name, lines.getProperty(name)));
		}
		return new Points(points);
	}

	private static double number(String name, String text) {
		try {
			double number = Double.parseDouble(text);
			if (number >= 0 && number <= MOST) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'" + name + " = " + text + "' is no number of points", ex);
		}
		throw new IllegalArgumentException("'" + name + " = " + text + "' is not from 0 to 1000000");
	}

	double of(Scenario scenario) {
		return (this.points != null) ? this.points.getOrDefault(scenario.name(), 0.0) : 1;
	}

}
