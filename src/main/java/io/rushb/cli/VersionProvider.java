package io.rushb.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

import picocli.CommandLine.IVersionProvider;

/**
 * The version from the build: {@code build-info.properties} and {@code git.properties},
 * if they exist. The client's jar has them in this package, the service's where Spring
 * Boot looks for them.
 */
final class VersionProvider implements IVersionProvider {

	@Override
	public String[] getVersion() throws IOException {
		String version = load("build-info.properties", "/META-INF/build-info.properties").getProperty("build.version",
				"unknown version");
		String commit = load("git.properties", "/git.properties").getProperty("git.commit.id.abbrev");
		return new String[] { "rushb " + version + ((commit != null) ? " (" + commit + ")" : ""),
				"Java " + Runtime.version() };
	}

	private static Properties load(String... names) throws IOException {
		Properties properties = new Properties();
		for (String name : names) {
			try (InputStream stream = VersionProvider.class.getResourceAsStream(name)) {
				if (stream != null && properties.isEmpty()) {
					properties.load(stream);
				}
			}
		}
		return properties;
	}

}
