package io.rushb.client.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a strict client does not say.
 */
class StrictProfileTests {

	private static final ExchangeSettings STRICT = new ExchangeSettings(Options.NONE, false, true,
			Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMillis(100));

	private final ClientExchange client = new ClientExchange("name".getBytes(StandardCharsets.US_ASCII), STRICT,
			(nanos) -> {
			});

	private long now;

	@Test
	void nothingIsSaidTwiceUnaskedOnceThereIsAnAnswer() {
		this.client.start(this.now, this.now);
		Objects.requireNonNull(this.client.pollTransmit());
		serve();
		byte[] answer = Objects.requireNonNull(this.client.pollTransmit());
		for (int i = 0; i < 10; i++) {
			this.now = this.client.deadline();
			this.client.handleTimeout(this.now);
			assertThat(this.client.pollTransmit()).isNull();
		}
		serve();
		assertThat(this.client.pollTransmit()).isEqualTo(answer);
		assertThat(this.client.pollTransmit()).isNull();
	}

	private void serve() {
		byte[] datagram = PacketCodec.encode(Kind.DAT, Options.NONE, 1, 0, new byte[] { 'a' }, 0, 1);
		this.client.handleDatagram(datagram, datagram.length, this.now);
	}

}
