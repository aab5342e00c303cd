package io.rushb.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import io.rushb.endpoint.Access;
import io.rushb.endpoint.ContentStore;
import io.rushb.endpoint.Endpoint;
import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.EndpointSettings;
import io.rushb.endpoint.Listeners;
import io.rushb.endpoint.SessionFactory;
import io.rushb.endpoint.TransferListener;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.storage.DigestThread;
import io.rushb.storage.DirectoryContentStore;
import io.rushb.storage.FileDigests;
import io.rushb.storage.FileNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;

/**
 * Makes the core's objects from the properties. The core itself does not depend on
 * Spring.
 */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class CoreConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(CoreConfiguration.class);

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
		Path root = root(files.root());
		boolean told = parts.enabled() && parts.digest();
		DirectoryContentStore store = new DirectoryContentStore(root, files.hidden(), files.followLinks(),
				files.listing(), told ? digests.digests() : null);
		store.warnings().forEach(logger::warn);
		return store;
	}

	/**
	 * Not bound as a Path: Spring would look below the web server's directory. An empty
	 * name is most likely a variable that was not set: that must not serve what happens
	 * to be the current directory, which is the whole disk where systemd starts us.
	 */
	private static Path root(String name) {
		try {
			Path root = FileNames.path(name);
			if (!name.isEmpty() && Files.isDirectory(root) && Files.isReadable(root)) {
				return root;
			}
		}
		catch (InvalidPathException ex) { // it holds a zero byte
			logger.debug("No path: {}", ex.getMessage());
		}
		throw new InvalidConfigurationPropertyValueException("rushb.files.root", name,
				"a directory that exists and can be read");
	}

	@Bean
	@Primary
	EndpointListener endpointListener(List<TransferListener> listeners) {
		return new Listeners(listeners);
	}

	@Bean
	Access access(AccessProperties access) {
		return access.toAccess();
	}

	/** Each receiver's share of the limits. */
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
