package io.rushb.config;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/**
 * The value of a property as it was written, and where it was set.
 *
 * @param value its value; {@code null} where it was not set
 * @param where the place in words
 */
record SetProperty(@Nullable String value, String where) {

	/** Looks in the sources of an environment, the most important first. */
	static SetProperty of(Environment environment, String name) {
		ConfigurationPropertyName wanted = ConfigurationPropertyName.of(name);
		for (var source : ConfigurationPropertySources.get(environment)) {
			@Nullable ConfigurationProperty property = source.getConfigurationProperty(wanted);
			if (property != null) {
				return of(property, name);
			}
		}
		return new SetProperty(null, "its default");
	}

	static SetProperty of(ConfigurationProperty property, String name) {
		return new SetProperty(String.valueOf(property.getValue()), SettingOrigin.of(property.getOrigin(), name));
	}

}
