package io.rushb.cli;

import io.rushb.relay.Blackhole;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Blackholes as in {@code 5s/2s}: five seconds pass, two are swallowed, and so on.
 */
final class BlackholeConverter implements ITypeConverter<Blackhole> {

	@Override
	public Blackhole convert(String value) {
		int slash = value.indexOf('/');
		if (slash < 0) {
			throw new TypeConversionException("'" + value + "': write PASS/SWALLOW, as in 5s/2s");
		}
		try {
			return new Blackhole(DurationConverter.parse(value.substring(0, slash)),
					DurationConverter.parse(value.substring(slash + 1)));
		}
		catch (IllegalArgumentException ex) {
			throw new TypeConversionException("'" + value + "': " + ex.getMessage());
		}
	}

}
