package io.rushb.config;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.Resource;

/**
 * Says in words where a property was set.
 */
final class SettingOrigin {

	private SettingOrigin() {
	}

	/** Where a source got a property from. */
	static String of(PropertySource<?> source, String name) {
		return of(OriginLookup.getOrigin(source, name), source, name);
	}

	/** Where a property comes from, if that is known. */
	static String of(@Nullable Origin origin, String name) {
		if (origin instanceof PropertySourceOrigin held) {
			return of(held.getOrigin(), held.getPropertySource(), held.getPropertyName());
		}
		return (origin != null) ? of(origin, null, name) : "an unknown place";
	}

	private static String of(@Nullable Origin origin, @Nullable PropertySource<?> source, String name) {
		if (origin instanceof TextResourceOrigin text) {
			TextResourceOrigin.Location location = text.getLocation();
			return file(text.getResource()) + ((location != null) ? ", line " + (location.getLine() + 1) : "");
		}
		if (origin instanceof SystemEnvironmentOrigin variable) {
			return "environment variable " + variable.getProperty();
		}
		if (source instanceof CommandLinePropertySource<?>) {
			return "command line option --" + name;
		}
		if (source != null && source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
			return "Java option -D" + name;
		}
		if (source != null && source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
			return "environment variable " + name;
		}
		return (source != null) ? source.getName() : String.valueOf(origin);
	}

	private static String file(@Nullable Resource resource) {
		if (resource == null) {
			return "a file";
		}
		try {
			return resource.isFile() ? resource.getFile().getPath() : String.valueOf(resource.getFilename());
		}
		catch (IOException ex) {
			return resource.getDescription();
		}
	}

}
