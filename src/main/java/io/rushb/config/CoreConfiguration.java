package io.rushb.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import io.rushb.endpoint.ContentStore;
import io.rushb.endpoint.Endpoint;
import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.EndpointSettings;
import io.rushb.endpoint.Listeners;
import io.rushb.endpoint.SessionFactory;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.storage.DigestThread;
import io.rushb.storage.DirectoryContentStore;
import io.rushb.storage.FileDigests;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;

/**
 * Makes the core from its properties. The core knows nothing of Spring.
 */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class CoreConfiguration {

	@Bean
	ProtocolSettings protocolSettings(ProtocolProperties protocol) {
		return protocol.toSettings();
	}

	@Bean
	DigestThread digestThread(PartsProperties parts) {
		return new DigestThread(new FileDigests(), parts.digestRate().toBytes());
	}

	@Bean
	DirectoryContentStore contentStore(FilesProperties files, PartsProperties parts, DigestThread digests) {
		// Not bound as a Path: Spring would look below the web server's directory.
		Path root = Path.of(files.root());
		if (!Files.isDirectory(root) || !Files.isReadable(root)) {
			throw new InvalidConfigurationPropertyValueException("rushb.files.root", root,
					"must be a directory that exists and can be read");
		}
		boolean told = parts.enabled() && parts.digest();
		return new DirectoryContentStore(root, files.hidden(), files.followLinks(), files.listing(),
				told ? digests.digests() : null);
	}

	@Bean
	@Primary
	EndpointListener endpointListener(List<EndpointListener> listeners) {
		return new Listeners(listeners);
	}

	/** What each receiver may take on: its share of the limits. */
	@Bean
	EndpointSettings endpointSettings(ServerProperties server, LimitsProperties limits, ProtocolProperties protocol,
			AbuseProperties abuse, PartsProperties parts) {
		return limits.toSettings(protocol, abuse, server.receiverCount()).with(parts.toSettings(Clock.systemUTC()));
	}

	/** One for each receiver. */
	@Bean
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	Endpoint endpoint(ServerProperties server, LimitsProperties limits, EndpointSettings settings, ContentStore store,
			SessionFactory sessions, EndpointListener listener) {
		ReadAheadBudget budget = new ReadAheadBudget(limits.readAhead().toBytes() / server.receiverCount());
		return new Endpoint(settings, budget, store, sessions, listener);
	}

}
