package io.rushb.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.rushb.endpoint.ContentStore;
import io.rushb.endpoint.Endpoint;
import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.Listeners;
import io.rushb.endpoint.SessionFactory;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.storage.DirectoryContentStore;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Makes the core from its properties. The core knows nothing of Spring.
 */
@Configuration(proxyBeanMethods = false)
class CoreConfiguration {

	@Bean
	ProtocolSettings protocolSettings(ProtocolProperties protocol) {
		return protocol.toSettings();
	}

	@Bean
	DirectoryContentStore contentStore(FilesProperties files) {
		// Not bound as a Path: Spring would look below the web server's directory.
		Path root = Path.of(files.root());
		if (!Files.isDirectory(root) || !Files.isReadable(root)) {
			throw new InvalidConfigurationPropertyValueException("rushb.files.root", root,
					"must be a directory that exists and can be read");
		}
		return new DirectoryContentStore(root, files.hidden(), files.followLinks());
	}

	@Bean
	ReadAheadBudget readAheadBudget(LimitsProperties limits) {
		return new ReadAheadBudget(limits.readAhead().toBytes());
	}

	@Bean
	@Primary
	EndpointListener endpointListener(List<EndpointListener> listeners) {
		return new Listeners(listeners);
	}

	@Bean
	Endpoint endpoint(LimitsProperties limits, ProtocolProperties protocol, AbuseProperties abuse, ContentStore store,
			SessionFactory factory, EndpointListener listener) {
		return new Endpoint(limits.toSettings(protocol, abuse), store, factory, listener);
	}

}
