package io.rushb.transport;

import java.net.InetSocketAddress;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * The UDP port cannot be opened.
 */
class PortUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final InetSocketAddress address;

	PortUnavailableException(InetSocketAddress address, Throwable cause) {
		super("UDP port " + address.getPort() + " on " + address.getAddress().getHostAddress() + " cannot be opened: "
				+ cause.getMessage(), cause);
		this.address = address;
	}

	/**
	 * Says at the start what to do about it.
	 */
	static class Analyzer extends AbstractFailureAnalyzer<PortUnavailableException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, PortUnavailableException cause) {
			return new FailureAnalysis(cause.getMessage(), "Stop what uses UDP port " + cause.address.getPort()
					+ ", or set rushb.server.port (0 for any free one) and rushb.server.address.", cause);
		}

	}

}
