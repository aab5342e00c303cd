package io.rushb.client.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.rushb.session.ProtocolSettings;
import io.rushb.testing.BadNetwork;
import io.rushb.testing.LinkFaults;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Ending}: forged FINs, packet by packet and against the real server core.
 */
class EndingTests {

	private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

	private static final long DELAY = 5 * MILLI;

	private final ExchangeSettings settings = new ExchangeSettings(Options.NONE, false, false, Duration.ofSeconds(1),
			Duration.ofSeconds(30), Duration.ofMillis(100));

	private final ClientExchange client = new ClientExchange("file".getBytes(StandardCharsets.US_ASCII), this.settings,
			(nanos) -> {
			});

	private long now = TimeUnit.HOURS.toNanos(1);

	@Test
	void aFinUnderAnotherNumberThanTheExpectedOneEndsNothing() {
		begin();
		serve(Kind.FIN, 3, 0, "");
		serve(Kind.FIN, 1, 0, "");
		serve(Kind.DAT, 2, 0, "b");
		assertThat(answers()).last().isEqualTo("3 2 DAT_ACK");
	}

	@Test
	void dataThatComesTwiceUnderTheNumberOfTheFinRefutesIt() {
		begin();
		serve(Kind.FIN, 2, 0, "");
		serve(Kind.FIN_ACK, 3, 3, "");
		serve(Kind.DAT, 2, 0, "b");
		serve(Kind.DAT, 2, 0, "b");
		assertThat(answers()).containsExactly("2 1 DAT_ACK", "3 2 FIN_ACK", "3 2 FIN_ACK", "4 2 DAT_ACK");
		assertThat(this.client.view().closed()).isFalse();
		serve(Kind.FIN, 3, 0, "");
		serve(Kind.FIN_ACK, 4, 5, "");
		timeout();
		assertThat(this.client.outcome()).isEqualTo(ExchangeOutcome.COMPLETE);
		assertThat(data()).isEqualTo("ab");
	}

	@Test
	void aForgedRefusalDoesNotHideAFile() {
		this.client.start(this.now, this.now);
		serve(Kind.FIN, 1, 0, "");
		serve(Kind.DAT, 1, 0, "a");
		serve(Kind.DAT, 1, 0, "a");
		serve(Kind.FIN, 2, 0, "");
		serve(Kind.FIN_ACK, 3, 4, "");
		timeout();
		assertThat(this.client.outcome()).isEqualTo(ExchangeOutcome.COMPLETE);
		assertThat(data()).isEqualTo("a");
	}

	/** A packet before the FIN, whose number was damaged. */
	@Test
	void dataThatComesOnceUnderTheNumberOfTheFinIsForgottenWhenTheServerConfirmsTheFin() {
		begin();
		serve(Kind.FIN, 2, 0, "");
		serve(Kind.DAT, 2, 0, "a");
		serve(Kind.FIN, 2, 0, "");
		serve(Kind.FIN_ACK, 3, 3, "");
		timeout();
		assertThat(this.client.outcome()).isEqualTo(ExchangeOutcome.COMPLETE);
		assertThat(data()).isEqualTo("a");
	}

	@Test
	void dataUnderTheNumberOfTheFinThatNobodyExplainsIsDamage() {
		begin();
		serve(Kind.FIN, 2, 0, "");
		serve(Kind.FIN_ACK, 3, 3, "");
		serve(Kind.DAT, 2, 0, "b");
		while (this.client.outcome() == null) {
			timeout();
		}
		assertThat(this.client.outcome()).isEqualTo(ExchangeOutcome.DAMAGED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "FIN", "FIN_ACK" })
	void afterAStrangeFinItListensAsLongAsAServerMayWaitCountedFromTheLatest(Kind kind) {
		begin();
		serve(Kind.FIN, 2, 0, "");
		serve(kind, 7, (kind == Kind.FIN) ? 0 : 9, "");
		serve(Kind.FIN_ACK, 3, 3, "");
		long first = this.client.deadline();
		assertThat(first - this.now).isGreaterThan(4000 * MILLI);
		serve(kind, 8, (kind == Kind.FIN) ? 0 : 9, "");
		assertThat(this.client.deadline()).isEqualTo(first + 4 * MILLI);
		timeout();
		assertThat(this.client.outcome()).isEqualTo(ExchangeOutcome.COMPLETE);
	}

	@Test
	void strangeFinsThatNeverCeaseAreDamage() {
		begin();
		serve(Kind.FIN, 2, 0, "");
		serve(Kind.FIN_ACK, 3, 3, "");
		for (int i = 0; i < 31_000 && this.client.outcome() == null; i++) {
			serve(Kind.FIN, 7, 0, "");
			this.client.handleTimeout(this.now);
		}
		assertThat(this.client.outcome()).isEqualTo(ExchangeOutcome.DAMAGED);
	}

	/**
	 * Who guesses the port sends a FIN and a FIN+ACK under each number, again and again,
	 * while the server sends the file: nothing that ends well is cut short.
	 */
	@Test
	void aSweepOfForgedEndsNeverEndsWellWithATruncatedFile() {
		byte[] content = new byte[60_000];
		Arrays.fill(content, (byte) 'a');
		for (int offset = 0; offset < 64; offset++) {
			Sweep sweep = new Sweep(content, offset);
			if (sweep.run() == ExchangeOutcome.COMPLETE) {
				assertThat(sweep.received.size()).as("offset " + offset).isEqualTo(content.length);
			}
		}
	}

	private void begin() {
		this.client.start(this.now, this.now);
		serve(Kind.DAT, 1, 0, "a");
		this.client.pollTransmit(); // the GET
	}

	private void serve(Kind kind, int sequence, int acknowledgement, String text) {
		byte[] data = text.getBytes(StandardCharsets.US_ASCII);
		byte[] datagram = PacketCodec.encode(kind, Options.NONE, sequence, acknowledgement, data, 0, data.length);
		this.now += 2 * MILLI;
		this.client.handleDatagram(datagram, datagram.length, this.now);
	}

	private void timeout() {
		this.now = Math.max(this.now, this.client.deadline());
		this.client.handleTimeout(this.now);
	}

	private List<String> answers() {
		List<String> answers = new ArrayList<>();
		for (byte[] bytes = this.client.pollTransmit(); bytes != null; bytes = this.client.pollTransmit()) {
			if (PacketCodec.decode(bytes, bytes.length, Sender.CLIENT) instanceof Packet packet) {
				answers.add(packet.sequence() + " " + packet.acknowledgement() + " " + packet.kind());
			}
		}
		return answers;
	}

	private String data() {
		StringBuilder text = new StringBuilder();
		for (byte[] data = this.client.pollData(); data != null; data = this.client.pollData()) {
			text.append(new String(data, StandardCharsets.US_ASCII));
		}
		return text.toString();
	}

	/**
	 * A client, the real server, and somebody who forges ends, in steps of a millisecond.
	 */
	private final class Sweep {

		private static final int NUMBERS = 64;

		/** For so long ends are forged. */
		private static final int ATTACK_MILLIS = 3000;

		private final ClientExchange victim = new ClientExchange("file".getBytes(StandardCharsets.US_ASCII),
				EndingTests.this.settings, (nanos) -> {
				});

		private final EndpointPeer server;

		private final BadNetwork network = new BadNetwork(LinkFaults.losing(0, DELAY), 0);

		final ByteArrayOutputStream received = new ByteArrayOutputStream();

		private final int offset;

		Sweep(byte[] content, int offset) {
			this.server = new EndpointPeer(content, ProtocolSettings.DEFAULTS);
			this.offset = offset;
		}

		ExchangeOutcome run() {
			long begun = TimeUnit.HOURS.toNanos(1);
			this.victim.start(begun, begun);
			for (int milli = 0; milli < 120_000; milli++) {
				step(begun + milli * MILLI);
				if (milli < ATTACK_MILLIS) {
					int number = (milli + this.offset) % NUMBERS + 1;
					forge(Kind.FIN, number, 0, begun + milli * MILLI);
					forge(Kind.FIN_ACK, number + 1, number + 1, begun + milli * MILLI);
				}
				take();
				if (this.victim.outcome() != null) {
					return this.victim.outcome();
				}
			}
			throw new AssertionError("it never ends");
		}

		private void take() {
			for (byte[] data = this.victim.pollData(); data != null; data = this.victim.pollData()) {
				this.received.writeBytes(data);
			}
		}

		private void forge(Kind kind, int sequence, int acknowledgement, long now) {
			byte[] datagram = PacketCodec.encode(kind, Options.NONE, sequence, acknowledgement);
			this.victim.handleDatagram(datagram, datagram.length, now);
		}

		private void step(long now) {
			while (this.network.nextArrival() <= now) {
				this.network.deliver();
			}
			this.server.handleTimeouts(now);
			this.victim.handleTimeout(now);
			for (byte[] sent = this.victim.pollTransmit(); sent != null; sent = this.victim.pollTransmit()) {
				this.network.send(sent, now, (datagram) -> this.server.handleDatagram(datagram, now + DELAY));
			}
			for (byte[] sent = this.server.pollTransmit(); sent != null; sent = this.server.pollTransmit()) {
				this.network.send(sent, now,
						(datagram) -> this.victim.handleDatagram(datagram, datagram.length, now + DELAY));
			}
		}

	}

}
