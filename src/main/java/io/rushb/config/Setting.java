package io.rushb.config;

import java.lang.reflect.Parameter;
import java.net.InetAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.unit.DataSize;

/**
 * A property of the service, and its allowed values.
 *
 * @param name the name as the documents write it, {@code rushb.server.port} for example
 * @param parameter the constructor parameter of the record that takes it
 */
record Setting(String name, Parameter parameter) {

	/** In place of a secret. */
	static final String NOT_SHOWN = "(not shown)";

	private static final Set<Class<?>> NUMBERS = Set.of(int.class, Integer.class, long.class, Long.class);

	/**
	 * Describes the property's allowed values, with units.
	 * @return a phrase, "a whole number from 0 to 65535" for example
	 */
	String allowed() {
		Class<?> type = this.parameter.getType();
		if (type == Duration.class) {
			return allowed(type) + duration();
		}
		if (type == DataSize.class) {
			DataSizeRange range = this.parameter.getAnnotation(DataSizeRange.class);
			return allowed(type) + ((range != null) ? bounds(range.min(), range.max()) : "");
		}
		return allowed(type) + (NUMBERS.contains(type) ? number() : "");
	}

	/** Whether it has several values. */
	boolean isList() {
		return List.class.isAssignableFrom(this.parameter.getType());
	}

	/** Describes the allowed values of a type. */
	static String allowed(Class<?> type) {
		if (type == boolean.class || type == Boolean.class) {
			return "true or false";
		}
		if (type.isEnum()) {
			return "one of " + Arrays.stream(type.getEnumConstants())
				.map((constant) -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
				.collect(Collectors.joining(", "));
		}
		if (type == Duration.class) {
			return "a time such as 20ms, 4s or 10m";
		}
		if (type == DataSize.class) {
			return "a size such as 64KB or 4MB";
		}
		if (type == InetAddress.class) {
			return "an address of this machine, such as 127.0.0.1 or ::1, or 0.0.0.0 for all";
		}
		if (NUMBERS.contains(type)) {
			return "a whole number";
		}
		return "text";
	}

	private String duration() {
		DurationMin min = this.parameter.getAnnotation(DurationMin.class);
		DurationMax max = this.parameter.getAnnotation(DurationMax.class);
		return bounds(
				(min != null) ? print(length(min.days(), min.hours(), min.minutes(), min.seconds(), min.millis()))
						: null,
				(max != null) ? print(length(max.days(), max.hours(), max.minutes(), max.seconds(), max.millis()))
						: null);
	}

	private static Duration length(long days, long hours, long minutes, long seconds, long millis) {
		return Duration.ofDays(days).plusHours(hours).plusMinutes(minutes).plusSeconds(seconds).plusMillis(millis);
	}

	/** In the usual notation: 1m30s, 100us. */
	static String print(Duration duration) {
		return duration.isZero() ? "0s"
				: DurationFormatterUtils.print(duration.truncatedTo(ChronoUnit.MICROS), DurationFormat.Style.COMPOSITE);
	}

	private String number() {
		Min min = this.parameter.getAnnotation(Min.class);
		Max max = this.parameter.getAnnotation(Max.class);
		return bounds((min != null) ? Long.toString(min.value()) : null,
				(max != null) ? Long.toString(max.value()) : null);
	}

	private static String bounds(@Nullable String min, @Nullable String max) {
		return ((min != null) ? ", from " + min : "")
				+ ((max != null) ? ((min != null) ? " to " : ", at most ") + max : "");
	}

}
