package io.rushb.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.rushb.storage.FileNames;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationErrors;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.Environment;
import org.springframework.validation.FieldError;

/**
 * Explains a wrong value of one of the service's properties: its name and value, where it
 * was set, and what is allowed. Spring Boot's own analyzers speak of beans and types.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SettingFailureAnalyzer implements FailureAnalyzer {

	/** What stands for a character that could not be read. */
	private static final char LOST = '\ufffd';

	private final Environment environment;

	private final Settings settings = new Settings();

	SettingFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		InvalidConfigurationPropertyValueException invalid = find(failure,
				InvalidConfigurationPropertyValueException.class);
		if (invalid != null) {
			ConversionFailedException conversion = find(failure, ConversionFailedException.class);
			return analysis(invalid.getName(),
					SetProperty.of(this.environment, invalid.getName(), String.valueOf(invalid.getValue())),
					String.valueOf(invalid.getValue()),
					(conversion != null) ? Setting.allowed(conversion.getTargetType().getType()) : invalid.getReason(),
					failure);
		}
		BindValidationException validation = find(failure, BindValidationException.class);
		if (validation != null) {
			return analyze(validation.getValidationErrors(), failure);
		}
		BindException binding = find(failure, BindException.class);
		if (binding == null || binding.getProperty() == null) {
			return null;
		}
		ConfigurationProperty property = binding.getProperty();
		Class<?> type = binding.getTarget().getType().resolve(Object.class);
		String name = property.getName().toString();
		return this.settings.find(name)
			.map((setting) -> analysis(setting.name(), SetProperty.of(property, setting.name()), "", setting.allowed(),
					failure))
			.orElseGet(() -> analysis(name, SetProperty.of(property, name), "", Setting.allowed(type), failure));
	}

	private @Nullable FailureAnalysis analyze(ValidationErrors errors, Throwable failure) {
		List<FailureAnalysis> found = errors.getAllErrors()
			.stream()
			.filter(FieldError.class::isInstance)
			.map((error) -> errors.getName() + "." + ((FieldError) error).getField())
			.map(this.settings::find)
			.flatMap(Optional::stream)
			.map((setting) -> analysis(setting.name(), SetProperty.of(this.environment, setting.name()), "",
					setting.allowed(), failure))
			.toList();
		return found.isEmpty() ? null
				: new FailureAnalysis(
						found.stream().map(FailureAnalysis::getDescription).collect(Collectors.joining("\n")),
						found.stream().map(FailureAnalysis::getAction).collect(Collectors.joining("\n")), failure);
	}

	private static FailureAnalysis analysis(String name, SetProperty set, String value, @Nullable String allowed,
			Throwable failure) {
		boolean secret = name.endsWith(".secret"); // never shown, not even a wrong one
		String written = set.value();
		String given = (written != null && !secret) ? written : value;
		return new FailureAnalysis("%s cannot be '%s'.%nIt is set in: %s.".formatted(name, given, set.where()),
				"Allowed: " + allowed + "." + (secret ? "" : lostCharacters(given)), failure);
	}

	/**
	 * Java decodes arguments and variables by the locale. Characters that it cannot
	 * decode become U+FFFD, so the value shown is not the one that was given.
	 */
	private static String lostCharacters(String given) {
		String encoding = FileNames.wrongEncoding();
		return (given.indexOf(LOST) < 0) ? ""
				: "%n'%s' has characters that are no %s, the encoding of the locale: start with LC_ALL=C.UTF-8."
					.formatted(given, (encoding != null) ? encoding : "UTF-8");
	}

	private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
		for (Throwable at = failure; at != null; at = at.getCause()) {
			if (type.isInstance(at)) {
				return type.cast(at);
			}
		}
		return null;
	}

}
