package io.rushb.web;

import java.net.BindException;
import java.util.Set;

import io.rushb.config.UnavailableSocket;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Explains why the HTTP port cannot be bound. Spring Boot's own analyzers name no
 * property, and do not cover addresses.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class HttpSocketFailureAnalyzer implements FailureAnalyzer {

	private static final Set<String> ADDRESSES = Set.of("server.address", "management.server.address");

	private final Environment environment;

	HttpSocketFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		Exception cause = UnavailableSocket.causeOf(failure);
		String prefix = "server";
		int port = 0;
		boolean ours = false;
		for (Throwable at = failure; at != null; at = at.getCause()) {
			if (String.valueOf(at.getMessage()).contains("childManagementContext")) {
				prefix = "management.server";
			}
			if (at instanceof PortInUseException taken) {
				port = taken.getPort();
				cause = (cause != null) ? cause : new BindException("in use");
			}
			ConfigurationProperty property = (at instanceof org.springframework.boot.context.properties.bind.BindException binding)
					? binding.getProperty() : null;
			if (property != null && ADDRESSES.contains(property.getName().toString())) {
				prefix = property.getName().getParent().toString();
				ours = true;
			}
			ours |= at instanceof WebServerException;
		}
		if (!ours || cause == null) {
			return null;
		}
		port = (port > 0) ? port : this.environment.getProperty(prefix + ".port", Integer.class, 0);
		return new UnavailableSocket(this.environment, prefix, "TCP").analysis(cause, port, failure);
	}

}
