package io.rushb.relay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * {@link Way} and {@link Blackhole}: no sockets, no time.
 */
class WayTests {

	private static final int MANY = 100_000;

	private final WayTally tally = new WayTally();

	@Test
	void aPerfectNetworkChangesNothing() {
		List<byte[]> out = pass(Impairments.NONE, 1, 1000);
		assertThat(out).hasSize(1000);
		assertThat(this.tally.counts()).isEqualTo(new WayCounts(1000, 0, 0, 0, 0, 0, 0));
	}

	@Test
	void losesHowMuchItShouldInBurstsAsLongAsTheyShouldBe() {
		for (double burst : new double[] { 1, 3, 10 }) {
			SplittableRandom random = new SplittableRandom(7);
			Way way = new Way(Impairments.NONE.withLoss(0.2, burst), random, new WayTally());
			int lost = 0;
			int bursts = 0;
			boolean before = false;
			for (int i = 0; i < MANY; i++) {
				List<byte[]> out = new ArrayList<>();
				way.take(new byte[1], 0, (bytes, at) -> out.add(bytes));
				lost += out.isEmpty() ? 1 : 0;
				bursts += (out.isEmpty() && !before) ? 1 : 0;
				before = out.isEmpty();
			}
			// Independent losses come in bursts too, of 1/(1-0.2) on average.
			double expected = (burst == 1) ? 1.25 : burst;
			assertThat(lost).isCloseTo(MANY / 5, Offset.offset(MANY / 50));
			assertThat((double) lost / bursts).isCloseTo(expected, Offset.offset(expected / 10));
		}
	}

	@Test
	void losesAllOrNothing() {
		assertThat(pass(Impairments.NONE.withLoss(1, 3), 1, 100)).isEmpty();
		assertThat(pass(Impairments.NONE.withLoss(0, 3), 1, 100)).hasSize(100);
	}

	@Test
	void flipsExactlyOneBit() {
		List<byte[]> out = pass(Impairments.NONE.withCorrupt(1), 5, 100);
		assertThat(out).allSatisfy((bytes) -> {
			int bits = 0;
			for (byte value : bytes) {
				bits += Integer.bitCount(value & 0xff);
			}
			assertThat(bits).isOne();
		});
		assertThat(this.tally.counts().corrupted()).isEqualTo(100);
	}

	@Test
	void theSameSeedMeansTheSameFate() {
		Impairments bad = new Impairments(0.2, 2, 0.2, 0.2, 0.2, Duration.ofMillis(5), Duration.ofMillis(5));
		List<ByteBuffer> first = buffers(pass(bad, 42, 1000));
		assertThat(buffers(pass(bad, 42, 1000))).isEqualTo(first);
		assertThat(buffers(pass(bad, 43, 1000))).isNotEqualTo(first);
	}

	/** Arrays as values that are equal if their bytes are. */
	private static List<ByteBuffer> buffers(List<byte[]> arrays) {
		return arrays.stream().map(ByteBuffer::wrap).toList();
	}

	@Test
	void delaysByDelayAndJitter() {
		Way way = new Way(Impairments.NONE.withDelay(Duration.ofNanos(100), Duration.ofNanos(10)),
				new SplittableRandom(1), this.tally);
		for (int i = 0; i < 1000; i++) {
			way.take(new byte[1], 5000, (bytes, at) -> assertThat(at).isBetween(5100L, 5110L));
		}
	}

	@Test
	void blackholeTakesTurns() {
		Blackhole blackhole = new Blackhole(Duration.ofNanos(5), Duration.ofNanos(2));
		List<Boolean> open = new ArrayList<>();
		for (long nanos = 0; nanos < 9; nanos++) {
			open.add(blackhole.isOpen(nanos));
		}
		assertThat(open).containsExactly(false, false, false, false, false, true, true, false, false);
	}

	@Test
	void refusesWhatIsNoProbability() {
		assertThatIllegalArgumentException().isThrownBy(() -> Impairments.NONE.withLoss(1.1, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> Impairments.NONE.withLoss(0.1, 0.5));
		assertThatIllegalArgumentException().isThrownBy(() -> Impairments.NONE.withCorrupt(Double.NaN));
		assertThatIllegalArgumentException().isThrownBy(() -> new Blackhole(Duration.ZERO, Duration.ZERO));
	}

	private List<byte[]> pass(Impairments impairments, long seed, int count) {
		Way way = new Way(impairments, new SplittableRandom(seed), this.tally);
		List<byte[]> out = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			way.take(new byte[100], 0, (bytes, at) -> out.add(bytes));
		}
		return out;
	}

}
