package io.rushb.health;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientsTests {

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1:4000", "192.0.2.255:0", "[2001:db8:0:0:0:0:0:1]:65535" })
	void whatIsShownIsUnderstood(String text) {
		InetSocketAddress client = Clients.parse(text);
		assertThat(client).isNotNull();
		assertThat(Clients.text(client)).isEqualTo(text);
	}

	@Test
	void ipv6StandsInBrackets() throws UnknownHostException {
		assertThat(Clients.text(new InetSocketAddress(InetAddress.getByName("::1"), 7)))
			.isEqualTo("[0:0:0:0:0:0:0:1]:7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost:80", "example.com:1", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536",
			"256.1.1.1:1", "1.2.3:4", "::1:5", "[::1]", "[127.0.0.1]:1", "[::g]:1", "[:::::::::]:1", "127.0.0.1:-1",
			"127.0.0.1:1 " })
	void allElseIsNoClientAndNoNameServerIsAsked(String text) {
		assertThat(Clients.parse(text)).isNull();
	}

}
