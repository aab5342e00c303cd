package io.rushb.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

import io.rushb.client.channels.Version;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InOrderSinkTests {

	private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

	private final InOrderSink sink = new InOrderSink(new StreamSink(this.stream), null);

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
