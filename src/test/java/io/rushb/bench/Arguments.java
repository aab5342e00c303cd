package io.rushb.bench;

import java.util.HashMap;
import java.util.Map;

/**
 * Command line arguments of the form {@code name=value}.
 *
 * @param values the values by name
 */
record Arguments(Map<String, String> values) {

	static Arguments of(String[] args) {
		Map<String, String> values = new HashMap<>();
		for (String arg : args) {
			int equals = arg.indexOf('=');
			if (equals < 0) {
				throw new IllegalArgumentException("not of the form name=value: " + arg);
			}
			values.put(arg.substring(0, equals), arg.substring(equals + 1));
		}
		return new Arguments(values);
	}

	String text(String name, String otherwise) {
		return this.values.getOrDefault(name, otherwise);
	}

	int number(String name, int otherwise) {
		return Integer.parseInt(text(name, Integer.toString(otherwise)));
	}

	double fraction(String name) {
		return Double.parseDouble(text(name, "0"));
	}

	boolean flag(String name) {
		return Boolean.parseBoolean(text(name, "false"));
	}

}
