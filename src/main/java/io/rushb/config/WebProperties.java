package io.rushb.config;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The page, health and metrics over HTTP.
 *
 * @param hosts Host names under which HTTP answers, besides addresses, localhost and the
 * machine's own name; * for all.
 */
@ConfigurationProperties("rushb.web")
public record WebProperties(@DefaultValue List<String> hosts) {

	private static final Pattern HOST = Pattern.compile("\\*|[A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+]");

	/** A scheme or a port would make an entry that no request can match. */
	public WebProperties {
		for (String host : hosts) {
			if (!HOST.matcher(host.strip()).matches()) {
				throw new InvalidConfigurationPropertyValueException("rushb.web.hosts", host,
						"host names such as files.example.org, without scheme and port, or * for all");
			}
		}
	}

}
