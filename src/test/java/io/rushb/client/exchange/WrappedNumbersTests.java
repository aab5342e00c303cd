package io.rushb.client.exchange;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Number 1 comes again after 65,536 packets.
 */
@DisplayName("N2, A6")
class WrappedNumbersTests {

	private static final int PACKETS = 65_539;

	private final ClientExchange client = new ClientExchange("f".getBytes(StandardCharsets.US_ASCII),
			ExchangeSettings.DEFAULTS, (nanos) -> {
			});

	private long now;

	private void serve(Kind kind, int sequence, String text) {
		byte[] data = text.getBytes(StandardCharsets.US_ASCII);
		byte[] datagram = PacketCodec.encode(kind, Options.NONE, sequence & 0xffff, 0, data, 0, data.length);
		this.now += TimeUnit.MILLISECONDS.toNanos(1);
		this.client.handleDatagram(datagram, datagram.length, this.now);
	}

	/** The first 65,536 packets have an "a" each, those with the same numbers a "b". */
	private void serveAll() {
		for (int i = 1; i <= PACKETS; i++) {
			serve(Kind.DAT, i, (i <= 65_536) ? "a" : "b");
		}
	}

	private String data() {
		StringBuilder text = new StringBuilder();
		for (byte[] data = this.client.pollData(); data != null; data = this.client.pollData()) {
			text.append(new String(data, StandardCharsets.US_ASCII));
		}
		return text.toString();
	}

	@Test
	void lateCopiesOfPacket65537AreNoNewStart() {
		this.client.start(this.now, this.now);
		serveAll();
		serve(Kind.DAT, 1, "b");
		serve(Kind.DAT, 1, "b");
		serve(Kind.DAT, PACKETS + 1, "b");
		serve(Kind.FIN, PACKETS + 2, "");
		assertThat(this.client.outcome()).as("it closes").isNull();
		assertThat(data()).hasSize(PACKETS + 1).endsWith("abbbb");
	}

	@Test
	void serverThatBeginsAnewIsRecognisedByItsFirstPacket() {
		this.client.start(this.now, this.now);
		serveAll();
		serve(Kind.DAT, 1, "a");
		serve(Kind.DAT, 1, "a");
		serveAll();
		serve(Kind.DAT, PACKETS + 1, "b");
		serve(Kind.FIN, PACKETS + 2, "");
		assertThat(this.client.outcome()).as("it closes").isNull();
		assertThat(data()).hasSize(PACKETS + 1).endsWith("abbbb");
	}

}
