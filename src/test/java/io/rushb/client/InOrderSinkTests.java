package io.rushb.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

import io.rushb.client.channels.Version;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InOrderSinkTests {

	private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

	private final InOrderSink sink = new InOrderSink(new StreamSink(this.stream), null);

	@Test
	void aPartThatFailedAndIsAskedForWithOtherBoundsIsWrittenOnce() throws IOException {
		byte[] bytes = new byte[40 * 1464 - 7];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) (i / 100);
		}
		this.sink.begin(new Version(bytes.length, "t", null, null));
		write(bytes, 16, 32); // of a part that falls silent then
		for (int[] chunk : new int[][] { { 0, 8 }, { 8, 24 }, { 24, 40 } }) {
			write(bytes, chunk[0], chunk[1]);
		}
		this.sink.verified(0, 7);
		this.sink.verified(8, 39);
		assertThat(this.stream.toByteArray()).isEqualTo(bytes);
	}

	@Test
	void partsOfAnyBoundsThatFailAtAnyPlaceMakeTheSameBytes() throws IOException {
		SplittableRandom random = new SplittableRandom(1);
		for (int round = 0; round < 200; round++) {
			byte[] bytes = new byte[random.nextInt(1, 100 * 1464)];
			random.nextBytes(bytes);
			this.stream.reset();
			this.sink.begin(new Version(bytes.length, "t", null, null));
			int count = (bytes.length + 1463) / 1464;
			for (int first = 0; first < count;) {
				int end = Math.min(count, first + random.nextInt(1, 33));
				int from = first;
				int arrived = random.nextBoolean() ? end : random.nextInt(first, end);
				while (from < arrived) { // as many at a time as a part gathers
					int to = Math.min(arrived, from + 16);
					write(bytes, from, to);
					from = to;
				}
				if (arrived == end) {
					this.sink.verified(first, end - 1);
					first = end;
				}
			}
			assertThat(Arrays.equals(this.stream.toByteArray(), bytes)).as("round %d", round).isTrue();
		}
	}

	private void write(byte[] bytes, int from, int to) {
		byte[] chunk = Arrays.copyOfRange(bytes, from * 1464, Math.min(bytes.length, to * 1464));
		this.sink.write(from * 1464L, chunk, chunk.length);
	}

	@Test
	void nothingIsWrittenBeforeItsPartIsRightAndItsTurnHasCome() throws IOException {
		byte[] bytes = new byte[3 * 1464];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) (i / 1464 + 1);
		}
		this.sink.begin(new Version(bytes.length, "t", null, null));
		for (int segment : new int[] { 2, 0, 1 }) {
			this.sink.write(segment * 1464L, Arrays.copyOfRange(bytes, segment * 1464, bytes.length), 1464);
		}
		this.sink.verified(2, 2);
		assertThat(this.stream.size()).isZero();
		this.sink.verified(0, 1);
		assertThat(this.stream.toByteArray()).isEqualTo(bytes);
		assertThat(this.sink.canRestart()).isFalse();
	}

}
