package io.rushb.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Durations as in {@code 30s}, {@code 1.5s}, {@code 20ms}, {@code 2m}, up to 365 days; a
 * bare number is seconds.
 */
final class DurationConverter implements ITypeConverter<Duration> {

	private static final Pattern FORMAT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(us|ms|s|m)?");

	/** Longer than anybody waits, and short enough to count in nanoseconds. */
	private static final Duration LONGEST = Duration.ofDays(365);

	@Override
	public Duration convert(String value) {
		return parse(value);
	}

	static Duration parse(String value) {
		Matcher matcher = FORMAT.matcher(value);
		if (!matcher.matches()) {
			throw new TypeConversionException(
					"'" + value + "' is no duration: write 20ms, 1.5s or 2m; a bare number is seconds");
		}
		String unit = (matcher.group(2) != null) ? matcher.group(2) : "s";
		long nanos = switch (unit) {
			case "us" -> 1_000L;
			case "ms" -> 1_000_000L;
			case "m" -> 60_000_000_000L;
			default -> 1_000_000_000L;
		};
		BigDecimal product = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(nanos));
		if (product.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
			throw new TypeConversionException("'" + value + "' is longer than " + LONGEST.toDays() + " days");
		}
		return Duration.ofNanos(product.longValue());
	}

}
