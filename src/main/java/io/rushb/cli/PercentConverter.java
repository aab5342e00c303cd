package io.rushb.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Probabilities as in {@code 5%} or {@code 0.05}.
 */
final class PercentConverter implements ITypeConverter<Double> {

	@Override
	public Double convert(String value) {
		boolean percent = value.endsWith("%");
		try {
			double number = Double.parseDouble(percent ? value.substring(0, value.length() - 1) : value);
			double probability = percent ? number / 100 : number;
			if (probability >= 0 && probability <= 1) {
				return probability;
			}
		}
		catch (NumberFormatException ex) {
			// Said below.
		}
		throw new TypeConversionException("'" + value + "' is no probability: write 5% or 0.05, from 0 to 100%");
	}

}
