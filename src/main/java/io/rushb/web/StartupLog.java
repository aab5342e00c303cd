package io.rushb.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.rushb.storage.DirectoryContentStore;
import io.rushb.transport.ReceiverSupervisor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Says once, when all is up, what is served where.
 */
@Component
class StartupLog {

	private static final Logger logger = LoggerFactory.getLogger(StartupLog.class);

	/** A larger directory takes long to list on slow storage. */
	private static final int MOST_COUNTED = 10_000;

	/** What Spring Boot takes for "no web server" as well. */
	private static final int NO_PORT = -1;

	private final ReceiverSupervisor receiver;

	private final DirectoryContentStore store;

	private final Environment environment;

	StartupLog(ReceiverSupervisor receiver, DirectoryContentStore store, Environment environment) {
		this.receiver = receiver;
		this.store = store;
		this.environment = environment;
	}

	@EventListener(ApplicationReadyEvent.class)
	void ready() {
		Integer page = this.environment.getProperty("local.server.port", Integer.class, NO_PORT);
		String management = this.environment.getProperty("local.management.port");
		String port = (management != null) ? management : page.toString();
		String http = (page > 0)
				? "page on http://localhost:%s/, health and metrics on HTTP port %s under %s".formatted(page, port,
						this.environment.getProperty("management.endpoints.web.base-path", "/actuator"))
				: "no HTTP port, so no page, health or metrics";
		logger.info("Serving {} ({}) on UDP port {}; {}", this.store.root(), entries(), this.receiver.port(), http);
	}

	/**
	 * Says how many entries the root has, so that somebody who serves the wrong directory
	 * sees it.
	 */
	private String entries() {
		try (Stream<Path> entries = Files.list(this.store.root())) {
			long count = entries.limit(MOST_COUNTED + 1).count();
			return (count > MOST_COUNTED) ? "over " + MOST_COUNTED + " entries"
					: (count == 1) ? "1 entry" : count + " entries";
		}
		catch (IOException ex) {
			return "which cannot be listed";
		}
	}

}
