package io.rushb.client.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client's side of whole exchanges, packet by packet.
 */
class ClientExchangeTests {

	private static final Options CHECKED = new Options(true, false);

	private final List<Long> roundTrips = new ArrayList<>();

	private long now = TimeUnit.HOURS.toNanos(1);

	private ExchangeSettings settings = new ExchangeSettings(Options.NONE, false, false, Duration.ofSeconds(1),
			Duration.ofSeconds(30), Duration.ofMillis(100));

	private ClientExchange client = start();

	@Test
	void plainExchangeOfSection6() {
		expect("1 0 GET");
		serve(Kind.DAT, 1, "aa\0\0b");
		expect("2 1 DAT_ACK");
		serve(Kind.DAT, 2, "c");
		expect("3 2 DAT_ACK");
		serve(Kind.FIN, 3, "");
		expect("4 3 FIN_ACK");
		assertThat(data()).isEqualTo("aa\0\0bc");
		serve(PacketCodec.encode(Kind.FIN_ACK, Options.NONE, 4, 4));
		timeout();
		assertThat(this.client.outcome()).isEqualTo(ExchangeOutcome.COMPLETE);
		assertThat(this.client.view().closed()).isTrue();
		assertThat(this.client.deadline()).isEqualTo(Long.MAX_VALUE);
		assertThat(this.roundTrips).hasSize(4);
	}

	@Test
	void saysNotAvailableWhenFinComesFirst() {
		expect("1 0 GET");
		serve(Kind.FIN, 1, "");
		expect("2 1 FIN_ACK");
		serve(PacketCodec.encode(Kind.FIN_ACK, Options.NONE, 2, 2));
		timeout();
		assertThat(this.client.outcome()).isEqualTo(ExchangeOutcome.NOT_AVAILABLE);
	}

	@Test
	void takesAnEmptyDatForAnEmptyResource() {
		expect("1 0 GET");
		serve(Kind.DAT, 1, "");
		expect("2 1 DAT_ACK");
		serve(Kind.FIN, 2, "");
		expect("3 2 FIN_ACK");
		assertThat(data()).isEmpty();
	}

	@Test
	void repeatsItsGetWithBackOff() {
		expect("1 0 GET");
		timeout();
		expect("1 0 GET");
		long second = this.now;
		timeout();
		expect("1 0 GET");
		assertThat(this.now - second).isEqualTo(TimeUnit.SECONDS.toNanos(2));
	}

	@Test
	void repeatsItsLastAnswerUnderTheSameNumberWhenTheServerIsSilent() {
		expect("1 0 GET");
		serve(Kind.DAT, 1, "a");
		expect("2 1 DAT_ACK");
		serve(Kind.DAT, 2, "b");
		expect("3 2 DAT_ACK");
		timeout();
		expect("3 2 DAT_ACK");
		timeout();
		expect("3 2 DAT_ACK");
	}

	@Test
	void asksAgainIfTheServerStaysSilentAfterItsFirstPacket() {
		expect("1 0 GET");
		serve(Kind.DAT, 1, "a");
		timeout();
		timeout();
		expect("2 1 DAT_ACK", "2 1 DAT_ACK", "2 1 DAT_ACK");
		timeout();
		expect("2 1 DAT_ACK", "1 0 GET"); // T3
	}

	@Test
	void answersARepeatedPacketUnderTheSameNumber() {
		expect("1 0 GET");
		serve(Kind.DAT, 1, "a");
		expect("2 1 DAT_ACK");
		serve(Kind.DAT, 1, "a");
		expect("2 1 DAT_ACK");
		assertThat(this.client.view().counts().retransmissions()).isOne();
	}

	@Test
	void triesTheHighestNumberThatFitsWhenTheServerTakesNoCopy() {
		expect("1 0 GET");
		serve(Kind.DAT, 1, "a");
		expect("2 1 DAT_ACK");
		for (int i = 0; i < 3; i++) {
			serve(Kind.DAT, 1, "a");
			expect("2 1 DAT_ACK");
		}
		serve(Kind.DAT, 1, "a");
		expect("65 1 DAT_ACK"); // A1: 64 ahead of the GET's
		serve(Kind.DAT, 1, "a");
		expect("2 1 DAT_ACK");
		serve(Kind.DAT, 2, "b");
		expect("66 2 DAT_ACK");
	}

	@Test
	void asksAtOnceForADamagedPacket() {
		restart(CHECKED);
		expect("1 0 GET");
		serveDamaged(Kind.DAT, 1);
		expect("2 1 DAT_NAK");
		serve(Kind.DAT, 1, "a");
		expect("3 1 DAT_ACK");
		serveDamaged(Kind.FIN, 2);
		expect("4 2 FIN_NAK");
		serve(Kind.FIN, 2, "");
		expect("5 2 FIN_ACK");
		assertThat(this.client.view().counts().naks()).isEqualTo(2);
	}

	@Test
	void asksForTheExpectedPacketWhenOneOfTheFutureComes() {
		expect("1 0 GET");
		serve(Kind.DAT, 1, "a");
		expect("2 1 DAT_ACK");
		serve(Kind.DAT, 3, "c");
		expect("3 2 DAT_NAK");
	}

	@Test
	void answersARepeatedFin() {
		expect("1 0 GET");
		serve(Kind.DAT, 1, "a");
		serve(Kind.FIN, 2, "");
		expect("2 1 DAT_ACK", "3 2 FIN_ACK");
		serve(Kind.FIN, 2, "");
		expect("3 2 FIN_ACK");
		serve(PacketCodec.encode(Kind.FIN_ACK, Options.NONE, 3, 3));
		serve(Kind.FIN, 2, "");
		expect("3 2 FIN_ACK");
		timeout();
		assertThat(this.client.outcome()).isEqualTo(ExchangeOutcome.COMPLETE);
	}

	@Test
	void isCompleteAfterTheFinThoughTheServerIsGone() {
		expect("1 0 GET");
		serve(Kind.DAT, 1, "a");
		serve(Kind.FIN, 2, "");
		while (this.client.outcome() == null) {
			timeout();
		}
		assertThat(this.client.outcome()).isEqualTo(ExchangeOutcome.COMPLETE);
		assertThat(this.client.view().closed()).isFalse();
	}

	@Test
	void givesUpAfterTheConfiguredSilence() {
		serve(Kind.DAT, 1, "a");
		long begun = this.now;
		while (this.client.outcome() == null) {
			timeout();
		}
		assertThat(this.client.outcome()).isEqualTo(ExchangeOutcome.TIMED_OUT);
		assertThat(this.now - begun).isEqualTo(TimeUnit.SECONDS.toNanos(30));
	}

	@Test
	void ignoresPacketsWithOptionsThatWereNotAgreed() {
		restart(CHECKED);
		expect("1 0 GET");
		serve(PacketCodec.encode(Kind.FIN, new Options(true, true), 1, 0)); // not asked
																			// for
		serve(Kind.DAT, 1, "a");
		expect("2 1 DAT_ACK");
		serve(PacketCodec.encode(Kind.FIN, Options.NONE, 2, 0));
		expect();
	}

	@Test
	void leavesAServerThatRefusesWhatIsInsistedOn() {
		this.settings = new ExchangeSettings(CHECKED, true, false, Duration.ofSeconds(1), Duration.ofSeconds(30),
				Duration.ZERO);
		this.client = start();
		serve(PacketCodec.encode(Kind.DAT, Options.NONE, 1, 0, new byte[] { 'a' }, 0, 1));
		assertThat(this.client.outcome()).isEqualTo(ExchangeOutcome.OPTION_REFUSED);
		assertThat(this.client.pollData()).isNull();
	}

	@Test
	void saysDamagedWhenOtherBytesComeForTheSamePlace() {
		serve(Kind.DAT, 1, "a");
		serve(Kind.DAT, 2, "b");
		serve(Kind.DAT, 2, "x");
		assertThat(this.client.outcome()).isNull();
		serve(Kind.DAT, 3, "c");
		assertThat(this.client.outcome()).isEqualTo(ExchangeOutcome.DAMAGED);
		assertThat(data()).isEqualTo("a");
	}

	@Test
	void forgivesADamagedNumberWhenTheSameBytesComeUnderTheNextOne() {
		serve(Kind.DAT, 1, "a");
		serve(Kind.DAT, 2, "b");
		serve(Kind.DAT, 2, "c");
		serve(Kind.DAT, 3, "c");
		serve(Kind.FIN, 4, "");
		assertThat(data()).isEqualTo("abc");
	}

	@Test
	void goesOnWhenTheServerBeginsAnew() {
		for (int i = 1; i <= 4; i++) {
			serve(Kind.DAT, i, "abcd".substring(i - 1, i));
		}
		expect("1 0 GET", "2 1 DAT_ACK", "3 2 DAT_ACK", "4 3 DAT_ACK", "5 4 DAT_ACK");
		serve(Kind.DAT, 1, "a");
		expect();
		serve(Kind.DAT, 1, "a");
		expect("2 1 DAT_ACK");
		for (int i = 2; i <= 5; i++) {
			serve(Kind.DAT, i, "abcde".substring(i - 1, i));
		}
		serve(Kind.FIN, 6, "");
		assertThat(data()).isEqualTo("abcde");
	}

	@Test
	void saysDamagedWhenTheServerBeginsAnewWithOtherBytes() {
		for (int i = 1; i <= 4; i++) {
			serve(Kind.DAT, i, "abcd".substring(i - 1, i));
		}
		serve(Kind.DAT, 1, "a");
		serve(Kind.DAT, 1, "a");
		for (int i = 2; i <= 5; i++) {
			serve(Kind.DAT, i, "axcde".substring(i - 1, i));
		}
		assertThat(this.client.outcome()).isEqualTo(ExchangeOutcome.DAMAGED);
	}

	@Test
	void numbersWrap() {
		this.client.pollTransmit();
		long packets = 65536L + 10;
		for (long i = 1; i <= packets; i++) {
			int sequence = (int) (i & 0xffff);
			serve(Kind.DAT, sequence, "a");
			expect((int) (i + 1 & 0xffff) + " " + sequence + " DAT_ACK");
		}
		serve(Kind.FIN, (int) (packets + 1 & 0xffff), "");
		assertThat(data()).hasSize((int) packets);
	}

	@Test
	void earlyAndRepeatedTimeoutsDoNothing() {
		expect("1 0 GET");
		long deadline = this.client.deadline();
		this.client.handleTimeout(this.now);
		this.client.handleTimeout(deadline - 1);
		expect();
		this.client.handleTimeout(deadline);
		this.client.handleTimeout(deadline);
		expect("1 0 GET");
	}

	private void restart(Options requested) {
		this.settings = new ExchangeSettings(requested, false, false, Duration.ofSeconds(1), Duration.ofSeconds(30),
				Duration.ofMillis(100));
		this.client = start();
	}

	private ClientExchange start() {
		byte[] name = "files/file.txt".getBytes(StandardCharsets.US_ASCII);
		ClientExchange exchange = new ClientExchange(name, this.settings, this.roundTrips::add);
		exchange.start(this.now, this.now);
		return exchange;
	}

	private void serve(Kind kind, int sequence, String text) {
		byte[] data = text.getBytes(StandardCharsets.ISO_8859_1);
		serve(PacketCodec.encode(kind, this.settings.requested(), sequence, 0, data, 0, data.length));
	}

	private void serveDamaged(Kind kind, int sequence) {
		byte[] datagram = PacketCodec.encode(kind, this.settings.requested(), sequence, 0);
		datagram[4] ^= 1;
		serve(datagram);
	}

	private void serve(byte[] datagram) {
		this.now += TimeUnit.MILLISECONDS.toNanos(1);
		this.client.handleDatagram(datagram, datagram.length, this.now);
	}

	private void timeout() {
		this.now = Math.max(this.now, this.client.deadline());
		this.client.handleTimeout(this.now);
	}

	private String data() {
		StringBuilder text = new StringBuilder();
		for (byte[] data = this.client.pollData(); data != null; data = this.client.pollData()) {
			text.append(new String(data, StandardCharsets.ISO_8859_1));
		}
		return text.toString();
	}

	private void expect(String... packets) {
		List<String> sent = new ArrayList<>();
		for (byte[] bytes = this.client.pollTransmit(); bytes != null; bytes = this.client.pollTransmit()) {
			if (PacketCodec.decode(bytes, bytes.length, Sender.CLIENT) instanceof Packet packet) {
				assertThat(packet.isChecksumRight()).isTrue();
				sent.add(packet.sequence() + " " + packet.acknowledgement() + " " + packet.kind());
			}
		}
		assertThat(sent).containsExactly(packets);
	}

}
