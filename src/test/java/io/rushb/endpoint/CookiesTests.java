package io.rushb.endpoint;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** P3. */
class CookiesTests {

	private static final long NOW = 1_790_000_123L;

	private final Cookies cookies = new Cookies("secret".getBytes(StandardCharsets.US_ASCII));

	private static InetAddress address(String literal) throws Exception {
		return InetAddress.getByName(literal);
	}

	@Test
	void takesItsOwnForTenMinutesAtTheLeastAndTwentyAtTheMost() throws Exception {
		for (long made = NOW; made < NOW + 600; made += 7) {
			String cookie = this.cookies.of(address("10.0.0.1"), made);
			assertThat(cookie).matches("[0-9a-f]{32}");
			for (long age = 0; age <= 600; age += 25) {
				assertThat(this.cookies.isRight(cookie, address("10.0.0.1"), made + age)).isTrue();
			}
			assertThat(this.cookies.isRight(cookie, address("10.0.0.1"), made + 1200)).isFalse();
		}
	}

	@Test
	void takesThoseOfAReplicaWhoseClockIsAhead() throws Exception {
		String cookie = this.cookies.of(address("10.0.0.1"), NOW);
		assertThat(this.cookies.isRight(cookie, address("10.0.0.1"), NOW - 599)).isTrue();
		assertThat(this.cookies.isRight(cookie, address("10.0.0.1"), NOW - 1800)).isFalse();
	}

	@Test
	void refusesOthers() throws Exception {
		String cookie = this.cookies.of(address("10.0.0.1"), NOW);
		assertThat(this.cookies.isRight(cookie, address("10.0.0.2"), NOW)).isFalse();
		assertThat(this.cookies.isRight(cookie.toUpperCase(java.util.Locale.ROOT), address("10.0.0.1"), NOW)).isFalse();
		assertThat(this.cookies.isRight("0".repeat(32), address("10.0.0.1"), NOW)).isFalse();
		assertThat(this.cookies.isRight("", address("10.0.0.1"), NOW)).isFalse();
		Cookies others = new Cookies("another".getBytes(StandardCharsets.US_ASCII));
		assertThat(others.isRight(cookie, address("10.0.0.1"), NOW)).isFalse();
	}

	@Test
	void knowsNoPortAndNoInterface() throws Exception {
		byte[] linkLocal = address("fe80::1").getAddress();
		String cookie = this.cookies.of(java.net.Inet6Address.getByAddress(null, linkLocal, 1), NOW);
		assertThat(this.cookies.isRight(cookie, java.net.Inet6Address.getByAddress(null, linkLocal, 2), NOW)).isTrue();
	}

	@Test
	void takesAnIpv4MappedAddressForTheIpv4Address() throws Exception {
		byte[] mapped = new byte[16];
		mapped[10] = (byte) 0xff;
		mapped[11] = (byte) 0xff;
		mapped[12] = 10;
		mapped[15] = 1;
		// With a scope Java keeps the address as it is, else it makes an IPv4 address of
		// it.
		InetAddress six = java.net.Inet6Address.getByAddress(null, mapped, 0);
		String cookie = this.cookies.of(address("10.0.0.1"), NOW);
		assertThat(this.cookies.isRight(cookie, six, NOW)).isTrue();
		assertThat(six).isInstanceOf(java.net.Inet6Address.class);
	}

}
