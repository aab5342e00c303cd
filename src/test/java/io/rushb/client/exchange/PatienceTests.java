package io.rushb.client.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When an exchange is better left for another one, in virtual time.
 */
class PatienceTests {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

	private long now = TimeUnit.HOURS.toNanos(1);

	@Test
	void isOverdueAfterAThirdOfTheTimeout() {
		ClientExchange client = start(false, Duration.ofSeconds(1), this.now);
		serve(client, Kind.DAT, 1);
		long heard = this.now;
		assertThat(client.patience().quietSince()).isEqualTo(heard);
		assertThat(client.patience().isOverdue(heard + 10 * SECOND - 1)).isFalse();
		assertThat(client.patience().isOverdue(heard + 10 * SECOND)).isTrue();
	}

	@Test
	void whatIsNewStartsItAgainWhatIsRepeatedDoesNot() {
		ClientExchange client = start(false, Duration.ofSeconds(1), this.now);
		serve(client, Kind.DAT, 1);
		this.now += 100 * MILLISECOND;
		serve(client, Kind.DAT, 2);
		long heard = this.now;
		this.now += 9 * SECOND;
		serve(client, Kind.DAT, 2);
		assertThat(client.patience().quietSince()).isEqualTo(heard);
		assertThat(client.patience().isOverdue(heard + 10 * SECOND - 1)).isFalse();
		assertThat(client.patience().isOverdue(heard + 10 * SECOND)).isTrue();
	}

	@Test
	void aSlowPathGetsSevenTimeouts() {
		ClientExchange client = start(false, Duration.ofSeconds(3), this.now);
		long begun = this.now;
		assertThat(client.patience().isOverdue(begun + 21 * SECOND - 1)).isFalse();
		assertThat(client.patience().isOverdue(begun + 21 * SECOND)).isTrue();
	}

	@Test
	void aLossyPathGetsSevenTimeoutsAsTheyWereBackedOff() {
		ClientExchange client = start(false, Duration.ofSeconds(1), this.now);
		serve(client, Kind.DAT, 1);
		for (int repeats = 0; repeats < 3; repeats++) { // 400 ms and more, 4 s in the end
			this.now = client.deadline();
			client.handleTimeout(this.now);
		}
		serve(client, Kind.DAT, 2);
		assertThat(client.patience().isOverdue(this.now + 20 * SECOND)).isFalse();
		assertThat(client.patience().isOverdue(this.now + 28 * SECOND)).isTrue();
	}

	@Test
	void aStrictClientWaitsThreeTimeoutsOfFiveSeconds() {
		ClientExchange client = start(true, Duration.ofSeconds(1), this.now);
		serve(client, Kind.DAT, 1);
		assertThat(client.patience().isOverdue(this.now + 15 * SECOND - 1)).isFalse();
		assertThat(client.patience().isOverdue(this.now + 15 * SECOND)).isTrue();
	}

	@Test
	void isNeverOverdueOnceAllBytesAreThere() {
		ClientExchange client = start(false, Duration.ofSeconds(1), this.now);
		serve(client, Kind.DAT, 1);
		serve(client, Kind.FIN, 2);
		assertThat(client.patience().isOverdue(this.now + 3600 * SECOND)).isFalse();
	}

	/** As when a pager is not read on: what it has not taken stops the client. */
	@Test
	void whatKeepsTheClientItselfIsNoSilenceOfTheServer() {
		ClientExchange client = start(false, Duration.ofSeconds(1), this.now);
		serve(client, Kind.DAT, 1);
		this.now += 40 * SECOND;
		client.patience().excuse(40 * SECOND);
		client.handleTimeout(this.now);
		assertThat(client.outcome()).isNull();
		assertThat(client.patience().isOverdue(this.now)).isFalse();
		serve(client, Kind.DAT, 2);
		assertThat(client.patience().quietSince()).isEqualTo(this.now);
	}

	@Test
	void attemptsAreGivenUpTogether() {
		long quietSince = this.now - 10 * SECOND;
		ClientExchange client = start(false, Duration.ofSeconds(1), quietSince);
		assertThat(client.patience().quietSince()).isEqualTo(quietSince);
		assertThat(client.patience().isOverdue(quietSince + 20 * SECOND - 1)).isFalse();
		assertThat(client.patience().isOverdue(quietSince + 20 * SECOND)).isTrue();
		while (client.outcome() == null) {
			this.now = client.deadline();
			client.handleTimeout(this.now);
		}
		assertThat(client.outcome()).isEqualTo(ExchangeOutcome.TIMED_OUT);
		assertThat(this.now).isEqualTo(quietSince + 30 * SECOND);
	}

	private ClientExchange start(boolean strict, Duration initialTimeout, long quietSince) {
		ExchangeSettings settings = new ExchangeSettings(Options.NONE, false, strict, initialTimeout,
				Duration.ofSeconds(30), Duration.ofMillis(100));
		ClientExchange client = new ClientExchange("name".getBytes(StandardCharsets.US_ASCII), settings, (nanos) -> {
		});
		client.start(this.now, quietSince);
		Objects.requireNonNull(client.pollTransmit());
		return client;
	}

	private void serve(ClientExchange client, Kind kind, int number) {
		this.now += MILLISECOND;
		byte[] payload = { (byte) number };
		byte[] datagram = PacketCodec.encode(kind, Options.NONE, number, 0, payload, 0,
				(kind == Kind.DAT) ? payload.length : 0);
		client.handleDatagram(datagram, datagram.length, this.now);
	}

}
