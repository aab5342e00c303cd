package io.rushb.cli;

import java.net.InetSocketAddress;
import java.time.Duration;

import io.rushb.client.RushbClient;
import io.rushb.client.RushbClientBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of all commands that fetch.
 */
final class ClientOptions {

	@Option(names = "--no-checksum", description = "Do not ask for checksums (CHK). UDP's own remain.")
	private boolean noChecksum;

	@Option(names = "--encrypt",
			description = "Ask for encryption (ENC): textbook RSA on each byte, which hides nothing from anybody.")
	private boolean encrypt;

	@Option(names = "--insist", description = "Give up if the server does not grant what is asked for.")
	private boolean insist;

	@Option(names = "--strict",
			description = "Get on with older servers, which take no packet number but the next and repeat after 4 s.")
	private boolean strict;

	@Option(names = "--timeout", paramLabel = "TIME", defaultValue = "30s", converter = TimeoutConverter.class,
			description = "Give up when nothing new has come for this long, in all attempts together:"
					+ " 500ms, 1.5s, 2m; a bare number is seconds. Default: ${DEFAULT-VALUE}.")
	private Duration timeout = Duration.ofSeconds(30);

	@Option(names = "--local", paramLabel = "ADDRESS[:PORT]", converter = AddressConverter.Local.class,
			description = "Send from this local address. Default: any.")
	private @Nullable InetSocketAddress local;

	/** Whether there is only one port to send from. */
	boolean hasLocalPort() {
		return this.local != null && this.local.getPort() != 0;
	}

	/** An option that was given and excludes parts; {@code null} for none. */
	@Nullable String notForParts() {
		return this.encrypt ? "--encrypt" : this.strict ? "--strict" : hasLocalPort() ? "a port of --local" : null;
	}

	RushbClientBuilder client() {
		return RushbClient.builder()
			.checksum(!this.noChecksum)
			.encryption(this.encrypt)
			.insist(this.insist)
			.strict(this.strict)
			.timeout(this.timeout)
			.localAddress(this.local);
	}

}
