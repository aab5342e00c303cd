package io.rushb.cli;

import java.time.Duration;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Durations as in {@link DurationConverter}, more than zero.
 */
final class TimeoutConverter implements ITypeConverter<Duration> {

	@Override
	public Duration convert(String value) {
		Duration timeout = DurationConverter.parse(value);
		if (timeout.isZero()) {
			throw new TypeConversionException("'" + value + "' is not more than zero");
		}
		return timeout;
	}

}
