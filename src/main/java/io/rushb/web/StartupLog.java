package io.rushb.web;

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
		String port = this.environment.getProperty("local.management.port",
				this.environment.getProperty("local.server.port"));
		String http = (port != null)
				? "health and metrics on HTTP port %s under %s".formatted(port,
						this.environment.getProperty("management.endpoints.web.base-path", "/actuator"))
				: "no HTTP port, so neither health nor metrics";
		logger.info("Serving {} on UDP port {}; {}", this.store.root(), this.receiver.port(), http);
	}

}
