package io.rushb.metrics;

import java.util.Locale;

/**
 * Labels' values: the names of the core's constants in lower case.
 */
final class Label {

	private Label() {
	}

	static String of(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
