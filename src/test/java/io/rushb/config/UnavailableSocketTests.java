package io.rushb.config;

import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What is said of each way in which a socket cannot be had, with the exceptions that Java
 * throws then.
 */
class UnavailableSocketTests {

	static List<Arguments> ways() {
		return List.of(
				arguments("127.0.0.1", 3200, new BindException("Address already in use"),
						"rushb.server.port cannot be '3200': another program has UDP port 3200",
						"ss -lunp 'sport = :3200' shows it), or set rushb.server.port to another port"),
				// The system's message is in the language of its user.
				arguments("", 3200, new BindException("Die Adresse wird bereits verwendet"),
						"rushb.server.port cannot be '3200': another program has UDP port 3200",
						"or set rushb.server.port to another port, or to 0 for any free one."),
				arguments("127.0.0.1", 53, new BindException("Address already in use"),
						"rushb.server.port cannot be '53': another program has UDP port 53", "Stop that program"),
				arguments("0.0.0.0", 53, new BindException("Permission denied"),
						"rushb.server.port cannot be '53': Permission denied; ports below 1024 need a permission",
						"Set rushb.server.port to a port from 1024 on, or give the process the capability"
								+ " CAP_NET_BIND_SERVICE"),
				arguments("127.0.0.1", 53, new SocketException("Permission denied"), "rushb.server.port cannot be '53'",
						"AmbientCapabilities=CAP_NET_BIND_SERVICE"),
				arguments("192.0.2.1", 3200, new BindException("Cannot assign requested address"),
						"rushb.server.address cannot be '192.0.2.1': no interface of this machine has that address",
						"Set rushb.server.address to an address of this machine"),
				arguments("2001:db8::1", 0, new BindException("Cannot assign requested address"),
						"rushb.server.address cannot be '2001:db8::1': no interface", "ip address show"),
				arguments("::1", 3200, new UnsupportedAddressTypeException(),
						"rushb.server.address cannot be '::1': IPv6 is switched off",
						"Set rushb.server.address to an address of IPv4"),
				arguments("::1", 3200, new SocketException("Address family not supported by protocol"),
						"rushb.server.address cannot be '::1': IPv6 is switched off", "preferIPv4Stack"),
				arguments("::1", 3200, new SocketException("Protocol family unavailable"),
						"rushb.server.address cannot be '::1': IPv6 is switched off", "disable_ipv6"),
				arguments("host.invalid", 3200, new UnknownHostException("host.invalid"),
						"rushb.server.address cannot be 'host.invalid': there is no host of that name",
						"Set rushb.server.address to a name that is known here"),
				arguments("127.0.0.1", 3200, new SocketException("Too many open files"),
						"rushb.server.address cannot be '127.0.0.1': Too many open files", "Set rushb.server.address"));
	}

	@ParameterizedTest
	@MethodSource("ways")
	void eachWayHasItsPropertyItsValueAndAdvice(String address, int port, Exception cause, String what, String advice) {
		FailureAnalysis analysis = analysis(address, port, cause);
		assertThat(analysis.getDescription()).contains(what).contains("It is set in: ");
		assertThat(analysis.getAction()).contains(advice).doesNotContain("%s");
	}

	@Test
	void whatWasNotSetIsCalledADefault() {
		FailureAnalysis analysis = analysis("", 3200, new BindException("Address already in use"));
		assertThat(analysis.getDescription()).contains("It is set in: its default.");
	}

	private static FailureAnalysis analysis(String address, int port, Exception cause) {
		MockEnvironment environment = new MockEnvironment();
		if (!address.isEmpty()) {
			environment.setProperty("rushb.server.address", address);
			environment.setProperty("rushb.server.port", String.valueOf(port));
		}
		ConfigurationPropertySources.attach(environment);
		Throwable failure = new IllegalStateException(cause);
		assertThat(UnavailableSocket.causeOf(failure)).isSameAs(cause);
		return new UnavailableSocket(environment, "rushb.server", "UDP").analysis(cause, port, failure);
	}

}
