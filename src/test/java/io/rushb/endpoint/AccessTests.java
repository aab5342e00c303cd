package io.rushb.endpoint;

import java.net.InetAddress;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Networks, and who may ask.
 */
class AccessTests {

	private static CidrBlock network(String address, int prefix) throws Exception {
		return new CidrBlock(InetAddress.getByName(address), prefix);
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.0, 24, 192.0.2.255, true", "192.0.2.0, 24, 192.0.3.0, false", "10.0.0.0, 9, 10.127.1.1, true",
			"10.0.0.0, 9, 10.128.1.1, false", "0.0.0.0, 0, 203.0.113.9, true", "0.0.0.0, 0, 2001:db8::1, false",
			"192.0.2.7, 32, 192.0.2.7, true", "192.0.2.7, 32, 192.0.2.6, false",
			"2001:db8::, 33, 2001:db8:7fff::1, true", "2001:db8::, 33, 2001:db8:8000::1, false",
			"192.0.2.0, 24, ::ffff:192.0.2.9, true", "::ffff:192.0.2.0, 24, 192.0.2.9, true" })
	void anAddressBelongsToANetworkOfItsFamilyWithTheSameLeadingBits(String address, int prefix, String other,
			boolean contained) throws Exception {
		assertThat(network(address, prefix).contains(InetAddress.getByName(other))).isEqualTo(contained);
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.0, 33", "192.0.2.0, -1", "2001:db8::, 129" })
	void aPrefixIsNoLongerThanTheAddress(String address, int prefix) {
		assertThatIllegalArgumentException().isThrownBy(() -> network(address, prefix));
	}

	@Test
	void whoIsDeniedMayNotAskEvenIfAllowed() throws Exception {
		Access access = new Access(List.of(network("192.0.2.0", 24)), List.of(network("192.0.2.66", 32)));
		assertThat(access.admits(InetAddress.getByName("192.0.2.1"))).isTrue();
		assertThat(access.admits(InetAddress.getByName("192.0.2.66"))).isFalse();
		assertThat(access.admits(InetAddress.getByName("::ffff:192.0.2.66"))).isFalse();
		assertThat(access.admits(InetAddress.getByName("198.51.100.1"))).isFalse();
		assertThat(Access.ALL.admits(InetAddress.getByName("198.51.100.1"))).isTrue();
	}

}
