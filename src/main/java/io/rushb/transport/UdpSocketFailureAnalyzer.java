package io.rushb.transport;

import io.rushb.config.UnavailableSocket;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains at the start why the UDP port cannot be bound, and what to do about it.
 */
class UdpSocketFailureAnalyzer extends AbstractFailureAnalyzer<PortUnavailableException> {

	private final Environment environment;

	UdpSocketFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PortUnavailableException cause) {
		Exception said = UnavailableSocket.causeOf(cause);
		return (said != null)
				? new UnavailableSocket(this.environment, "rushb.server", "UDP").analysis(said, cause.port(), cause)
				: new FailureAnalysis(String.valueOf(cause.getMessage()),
						"Set rushb.server.address or rushb.server.port.", cause);
	}

}
