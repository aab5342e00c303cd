package io.rushb.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The line that says at the start what is served where.
 */
class StartupLogTests {

	private static InetAddress address(String text) throws UnknownHostException {
		return InetAddress.getByName(text);
	}

	@Test
	void namesTheAddressThatIsListenedOn() throws Exception {
		assertThat(StartupLog.addresses(address("192.0.2.7"), Set.of())).isEqualTo("192.0.2.7");
	}

	@Test
	void namesTheAddressesOfTheMachineWhereItListensOnAllOfThem() throws Exception {
		List<InetAddress> own = List.of(address("2001:db8::1"), address("192.0.2.7"), address("127.0.0.1"));
		for (String wildcard : List.of("0.0.0.0", "::")) {
			assertThat(StartupLog.addresses(address(wildcard), own))
				.isEqualTo("all addresses (127.0.0.1, 192.0.2.7, 2001:db8:0:0:0:0:0:1)");
		}
		assertThat(StartupLog.addresses(address("0.0.0.0"), Set.of())).isEqualTo("all addresses");
	}

	@Test
	void saysHowManyThereAreWhereThatWouldBeTooLong() throws Exception {
		List<InetAddress> own = List.of(address("10.0.0.1"), address("10.0.0.2"), address("10.0.0.3"),
				address("10.0.0.4"), address("10.0.0.5"), address("10.0.0.6"), address("10.0.0.7"));
		assertThat(StartupLog.addresses(address("0.0.0.0"), own))
			.isEqualTo("all addresses (10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4, 10.0.0.5 and 2 more)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					server.port=8080 | page on http://localhost:8080/, health and metrics on HTTP port 8080 under /actuator
					server.address=0.0.0.0 | page on http://localhost:8080/, health and metrics on HTTP port 8080 under /actuator
					server.address=192.0.2.7 | page on http://192.0.2.7:8080/, health and metrics on HTTP port 8080 under /actuator
					server.address=2001:db8::1 | page on http://[2001:db8:0:0:0:0:0:1]:8080/, health and metrics on HTTP port 8080 under /actuator
					server.servlet.context-path=/files | page on http://localhost:8080/files/, health and metrics on HTTP port 8080 under /files/actuator
					server.ssl.key-store=a.p12 | page on https://localhost:8080/, health and metrics on HTTPS port 8080 under /actuator
					spring.mvc.servlet.path=/x | page on http://localhost:8080/x/, health and metrics on HTTP port 8080 under /x/actuator
					management.server.port=-1 | page on http://localhost:8080/, no health or metrics
					management.server.port=8081,local.management.port=8081,management.server.base-path=/m | page on http://localhost:8080/, health and metrics on HTTP port 8081 under /m/actuator
					management.endpoints.web.base-path=/ | page on http://localhost:8080/, health and metrics on HTTP port 8080 under /
					local.server.port=-1 | no HTTP port, so no page, health or metrics
					""")
	void saysWhereHttpAnswers(String properties, String said) {
		MockEnvironment environment = new MockEnvironment().withProperty("local.server.port", "8080");
		for (String property : properties.split(",")) {
			environment.setProperty(property.split("=")[0], property.split("=")[1]);
		}
		assertThat(StartupLog.http(environment)).isEqualTo(said);
	}

}
