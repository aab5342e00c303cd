package io.rushb.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Numbers of bytes as in {@code 500}, {@code 64KB}, {@code 1.5G}; a kilobyte has 1024, as
 * in the service's properties.
 */
final class SizeConverter implements ITypeConverter<Long> {

	private static final Pattern FORMAT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)([KMGT]?)B?");

	private static final String UNITS = "KMGT";

	private static final int BITS = 10;

	@Override
	public Long convert(String value) {
		Matcher matcher = FORMAT.matcher(value.toUpperCase(Locale.ROOT));
		if (!matcher.matches()) {
			throw new TypeConversionException("'" + value + "' is no size: write 500, 64KB, 1.5MB or 2G");
		}
		int power = matcher.group(2).isEmpty() ? 0 : UNITS.indexOf(matcher.group(2)) + 1;
		BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << BITS * power));
		if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
			throw new TypeConversionException("'" + value + "' is more than any file has");
		}
		return bytes.longValue();
	}

}
