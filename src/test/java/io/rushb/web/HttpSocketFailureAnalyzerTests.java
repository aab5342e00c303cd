package io.rushb.web;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.UnsupportedAddressTypeException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.context.ApplicationContextException;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What is said when the HTTP port cannot be had. Tomcat fails for real where this machine
 * can make it fail.
 */
@Timeout(60)
class HttpSocketFailureAnalyzerTests {

	private final MockEnvironment environment = new MockEnvironment();

	@BeforeEach
	void attach() {
		ConfigurationPropertySources.attach(this.environment);
	}

	@Test
	void aTakenPortIsNamedWithItsProperty() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int port = taken.getLocalPort();
			this.environment.setProperty("server.port", String.valueOf(port));
			Throwable failure = start("127.0.0.1", port);
			assertSaid(failure, "server.port cannot be '" + port + "': another program has TCP port " + port,
					"ss -ltnp 'sport = :" + port + "' shows it), or set server.port to another port");
			this.environment.setProperty("management.server.port", String.valueOf(port));
			assertSaid(ofManagement(failure), "management.server.port cannot be '" + port + "': another program has",
					"or set management.server.port to another port");
		}
	}

	@Test
	void anAddressOfAnotherMachineIsNamedWithItsProperty() {
		this.environment.setProperty("server.address", "192.0.2.1"); // RFC 5737
		this.environment.setProperty("management.server.address", "192.0.2.1");
		Throwable failure = start("192.0.2.1", 0);
		assertSaid(failure, "server.address cannot be '192.0.2.1': no interface of this machine has that address",
				"Set server.address to an address of this machine");
		assertSaid(ofManagement(failure), "management.server.address cannot be '192.0.2.1': no interface",
				"Set management.server.address to");
	}

	@Test
	void aHostThatIsNotKnownIsNamedWithItsProperty() {
		for (String name : new String[] { "server.address", "management.server.address" }) {
			this.environment.setProperty(name, "no.such.host.invalid");
			Throwable failure = catchThrowable(() -> Binder.get(this.environment).bind(name, InetAddress.class).get());
			assertSaid(failure, name + " cannot be 'no.such.host.invalid': there is no host of that name",
					"Set " + name + " to a name that is known here");
		}
	}

	@Test
	void aPrivilegedPortAndIpv6ThatIsOffAreTold() {
		this.environment.setProperty("server.port", "80");
		this.environment.setProperty("server.address", "::1");
		assertSaid(new WebServerException("no start", new BindException("Permission denied")),
				"server.port cannot be '80': Permission denied", "CAP_NET_BIND_SERVICE");
		assertSaid(new WebServerException("no start", new UnsupportedAddressTypeException()),
				"server.address cannot be '::1': IPv6 is switched off", "Set server.address to an address of IPv4");
	}

	@Test
	void whatIsNoMatterOfTheHttpPortIsLeftToOthers() {
		assertThat(analyze(new IllegalStateException(new BindException("in use")))).isNull();
		assertThat(analyze(new WebServerException("no start", new IllegalStateException()))).isNull();
	}

	private static Throwable start(String address, int port) {
		return catchThrowable(() -> {
			TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(port);
			factory.setAddress(InetAddress.getByName(address));
			WebServer server = factory.getWebServer();
			server.start();
			server.stop();
		});
	}

	private static Throwable ofManagement(Throwable failure) {
		return new ApplicationContextException("Failed to start bean 'childManagementContextInitializer'", failure);
	}

	private void assertSaid(Throwable failure, String what, String advice) {
		FailureAnalysis analysis = analyze(failure);
		assertThat(analysis).as("%s", failure).isNotNull();
		assertThat(analysis.getDescription()).contains(what).contains("It is set in: ");
		assertThat(analysis.getAction()).contains(advice);
	}

	private @Nullable FailureAnalysis analyze(Throwable failure) {
		return new HttpSocketFailureAnalyzer(this.environment).analyze(failure);
	}

}
