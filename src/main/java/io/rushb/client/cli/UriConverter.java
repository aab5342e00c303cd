package io.rushb.client.cli;

import io.rushb.client.RushbUri;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Resources as in {@code rushb://host:3200/files/file.txt}.
 */
final class UriConverter implements ITypeConverter<RushbUri> {

	@Override
	public RushbUri convert(String value) {
		try {
			return RushbUri.parse(value);
		}
		catch (IllegalArgumentException ex) {
			throw new TypeConversionException(ex.getMessage());
		}
	}

}
