package io.rushb.web;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.rushb.config.ServerProperties;
import io.rushb.storage.DirectoryContentStore;
import io.rushb.transport.ReceiverSupervisor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Logs once, when the service is up, which directory is served at which addresses.
 */
@Component
class StartupLog {

	private static final Logger logger = LoggerFactory.getLogger(StartupLog.class);

	/** A larger directory takes long to list on slow storage. */
	private static final int MOST_COUNTED = 10_000;

	/** What Spring Boot takes for "no web server" as well. */
	private static final int NO_PORT = -1;

	/** Enough to recognise a machine by; health lists all of them. */
	private static final int MOST_ADDRESSES = 5;

	private final ReceiverSupervisor receiver;

	private final ServerProperties server;

	private final DirectoryContentStore store;

	private final Environment environment;

	StartupLog(ReceiverSupervisor receiver, ServerProperties server, DirectoryContentStore store,
			Environment environment) {
		this.receiver = receiver;
		this.server = server;
		this.store = store;
		this.environment = environment;
	}

	@EventListener(ApplicationReadyEvent.class)
	void ready() {
		logger.info("Serving {} ({}) on UDP port {} of {}; {}", this.store.root(), entries(), this.receiver.port(),
				addresses(this.server.address(), this.receiver.addresses()), http(this.environment));
	}

	/** Says where the page is, and where health and metrics are. */
	static String http(Environment environment) {
		int port = environment.getProperty("local.server.port", Integer.class, NO_PORT);
		if (port <= 0) {
			return "no HTTP port, so no page, health or metrics";
		}
		Binder binder = Binder.get(environment);
		boolean tls = isTls(binder, "server.ssl");
		String context = path(environment, "server.servlet.context-path", "")
				+ path(environment, "spring.mvc.servlet.path", "");
		String page = "page on %s://%s:%d%s/, ".formatted(tls ? "https" : "http", host(binder), port, context);
		String base = path(environment, "management.endpoints.web.base-path", "/actuator");
		return page + switch (ManagementPortType.get(environment)) {
			case DISABLED -> "no health or metrics";
			case SAME -> actuator(tls, String.valueOf(port), context + base);
			case DIFFERENT ->
				actuator(isTls(binder, "management.server.ssl"), environment.getProperty("local.management.port", ""),
						path(environment, "management.server.base-path", "") + base);
		};
	}

	private static boolean isTls(Binder binder, String property) {
		return binder.bind(property, Ssl.class).map((ssl) -> Ssl.isEnabled(ssl)).orElse(false);
	}

	private static String actuator(boolean tls, String port, String path) {
		return "health and metrics on %s port %s under %s".formatted(tls ? "HTTPS" : "HTTP", port,
				path.isEmpty() ? "/" : path);
	}

	private static String path(Environment environment, String property, String usual) {
		String path = environment.getProperty(property, usual);
		return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
	}

	/** A name or address under which the page's web server can be asked. */
	private static String host(Binder binder) {
		InetAddress address = binder.bind("server.address", InetAddress.class).orElse(InetAddress.getLoopbackAddress());
		if (address.isAnyLocalAddress() || address.isLoopbackAddress()) {
			return "localhost";
		}
		return (address instanceof Inet6Address) ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
	}

	/**
	 * Describes the addresses that the service listens on.
	 * @param bound the address that was wanted
	 * @param own where that is the wildcard address, those that have a socket of their
	 * own
	 * @return the address; or "all addresses" with some of them, IPv4's first
	 */
	static String addresses(InetAddress bound, Collection<InetAddress> own) {
		if (!bound.isAnyLocalAddress()) {
			return bound.getHostAddress();
		}
		List<String> names = own.stream()
			.sorted(Comparator.comparing((InetAddress address) -> address instanceof Inet6Address)
				.thenComparing(InetAddress::getHostAddress))
			.map(InetAddress::getHostAddress)
			.toList();
		if (names.isEmpty()) { // where sockets cannot share a port
			return "all addresses";
		}
		String more = (names.size() > MOST_ADDRESSES) ? " and %d more".formatted(names.size() - MOST_ADDRESSES) : "";
		return names.stream().limit(MOST_ADDRESSES).collect(Collectors.joining(", ", "all addresses (", more + ")"));
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
