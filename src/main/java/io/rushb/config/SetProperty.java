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

	/**
	 * Looks for a value of a property that may be a list, whose entries have a place
	 * each.
	 */
	static SetProperty of(Environment environment, String name, String value) {
		SetProperty whole = of(environment, name);
		SetProperty entry = of(environment, name + "[0]");
		for (int i = 1; whole.value() == null && entry.value() != null && !entry.isOf(value); i++) {
			entry = of(environment, name + "[" + i + "]");
		}
		return (whole.value() == null && entry.value() != null) ? entry : whole;
	}

	private boolean isOf(String wanted) {
		return this.value != null && this.value.strip().equals(wanted.strip());
	}

	static SetProperty of(ConfigurationProperty property, String name) {
		return new SetProperty(String.valueOf(property.getValue()), SettingOrigin.of(property.getOrigin(), name));
	}

}
