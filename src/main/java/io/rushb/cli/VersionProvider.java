package io.rushb.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

import picocli.CommandLine.IVersionProvider;

/**
 * The version from the build: {@code META-INF/build-info.properties} and
 * {@code git.properties}, if they exist.
 */
final class VersionProvider implements IVersionProvider {

	@Override
	public String[] getVersion() throws IOException {
		String version = load("/META-INF/build-info.properties").getProperty("build.version", "unknown version");
		String commit = load("/git.properties").getProperty("git.commit.id.abbrev");
		return new String[] { "rushb " + version + ((commit != null) ? " (" + commit + ")" : ""),
				"Java " + Runtime.version() };
	}

	private static Properties load(String name) throws IOException {
		Properties properties = new Properties();
		try (InputStream stream = VersionProvider.class.getResourceAsStream(name)) {
			if (stream != null) {
				properties.load(stream);
			}
		}
		return properties;
	}

}
