package io.rushb.cli;

import java.util.function.Function;

import io.rushb.client.DirectoryUri;
import io.rushb.client.RushbUri;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Resources as in {@code rushb://host:3200/file.txt}.
 */
final class UriConverter implements ITypeConverter<RushbUri> {

	/** The character that Java puts in place of those that the locale cannot decode. */
	private static final char REPLACEMENT = '\ufffd';

	@Override
	public RushbUri convert(String value) {
		return convert(value, RushbUri::parse);
	}

	/** The URI of a directory. */
	static DirectoryUri directory(String value) {
		return convert(value, DirectoryUri::parse);
	}

	private static <T> T convert(String value, Function<String, T> parser) {
		if (value.indexOf(REPLACEMENT) >= 0) {
			throw new TypeConversionException("'" + value + "' has bytes that this locale has no characters for:"
					+ " write them as %XX, or run with a UTF-8 locale, as LC_ALL=C.UTF-8");
		}
		try {
			return parser.apply(value);
		}
		catch (IllegalArgumentException ex) {
			throw new TypeConversionException(ex.getMessage());
		}
	}

}
