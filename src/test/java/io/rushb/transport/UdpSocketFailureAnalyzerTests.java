package io.rushb.transport;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What is said at the start when the UDP port cannot be had.
 */
@Timeout(60)
class UdpSocketFailureAnalyzerTests {

	@Test
	void aTakenPortIsNamedWithItsProperty() throws IOException {
		try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			int port = taken.getLocalPort();
			UdpReceiver receiver = receiver(InetAddress.getLoopbackAddress().getHostAddress(), port);
			assertSaid(catchThrowable(() -> receiver.bind(port)), "127.0.0.1", port,
					"rushb.server.port cannot be '" + port + "': another program has UDP port " + port,
					"set rushb.server.port to another port");
			assertSaid(catchThrowable(receiver::unusedPort), "127.0.0.1", port,
					"rushb.server.port cannot be '" + port + "'", "set rushb.server.port to another port");
		}
	}

	@Test
	void anAddressOfAnotherMachineIsNamedWithItsProperty() throws IOException {
		UdpReceiver receiver = receiver("192.0.2.1", 0); // RFC 5737
		assertSaid(catchThrowable(() -> receiver.bind(0)), "192.0.2.1", 0,
				"rushb.server.address cannot be '192.0.2.1': no interface of this machine has that address",
				"Set rushb.server.address to an address of this machine");
	}

	@ParameterizedTest
	@ValueSource(strings = { "224.0.0.1", "ff02::1", "255.255.255.255" })
	void theAddressOfManyMachinesIsNoneOfThisOne(String address) throws IOException {
		UdpReceiver receiver = receiver(address, 0);
		assertSaid(catchThrowable(() -> receiver.bind(0)), address, 0,
				"rushb.server.address cannot be '" + address + "': no interface of this machine has that address",
				"Set rushb.server.address to an address of this machine");
	}

	@Test
	void ipv6ThatIsOffIsTold() {
		PortUnavailableException failure = new PortUnavailableException(new InetSocketAddress("::1", 3200),
				new UnsupportedAddressTypeException());
		assertSaid(failure, "::1", 3200, "rushb.server.address cannot be '::1': IPv6 is switched off",
				"Set rushb.server.address to an address of IPv4");
	}

	private static UdpReceiver receiver(String address, int port) throws IOException {
		return new UdpReceiver(new InetSocketAddress(InetAddress.getByName(address), port), 1 << 16, false,
				Duration.ZERO, "rushb-receiver");
	}

	private static void assertSaid(Throwable failure, String address, int port, String what, String advice) {
		MockEnvironment environment = new MockEnvironment().withProperty("rushb.server.address", address)
			.withProperty("rushb.server.port", String.valueOf(port));
		ConfigurationPropertySources.attach(environment);
		FailureAnalysis analysis = new UdpSocketFailureAnalyzer(environment).analyze(failure);
		assertThat(analysis).as("%s", failure).isNotNull();
		assertThat(analysis.getDescription()).contains(what);
		assertThat(analysis.getAction()).contains(advice);
	}

}
