package io.rushb.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * One JSON object in one line (RFC 8259), its members in the order in which they are put.
 */
final class JsonLine {

	private final StringBuilder text = new StringBuilder("{");

	JsonLine put(String name, @Nullable String value) {
		return raw(name, (value != null) ? quote(value) : "null");
	}

	JsonLine put(String name, long value) {
		return raw(name, Long.toString(value));
	}

	/** A decimal number, with six digits after the point. */
	JsonLine put(String name, double value) {
		return raw(name, String.format(Locale.ROOT, "%.6f", value));
	}

	JsonLine put(String name, boolean value) {
		return raw(name, Boolean.toString(value));
	}

	/** A list of objects, or of strings, which are quoted. */
	JsonLine put(String name, List<?> values) {
		return raw(name, values.stream()
			.map((value) -> (value instanceof JsonLine object) ? object.toString() : quote(String.valueOf(value)))
			.collect(Collectors.joining(",", "[", "]")));
	}

	JsonLine put(String name, JsonLine value) {
		return raw(name, value.toString());
	}

	private JsonLine raw(String name, String value) {
		if (this.text.length() > 1) {
			this.text.append(',');
		}
		this.text.append(quote(name)).append(':').append(value);
		return this;
	}

	/**
	 * A string; characters that must not be shown on a terminal are escaped, which JSON
	 * allows.
	 */
	static String quote(String text) {
		return '"' + Printable.of(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
	}

	@Override
	public String toString() {
		return this.text + "}";
	}

}
