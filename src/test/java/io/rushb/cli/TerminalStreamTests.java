package io.rushb.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * {@link TerminalStream}.
 */
class TerminalStreamTests {

	private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

	private final TerminalStream stream = new TerminalStream(this.terminal);

	@Test
	void textPassesWhereverItIsCut() throws IOException {
		byte[] text = "a\tb\r\nc \u00e4 \u6587 \ud83d\ude00\n".getBytes(StandardCharsets.UTF_8);
		for (int cut = 0; cut <= text.length; cut++) {
			this.terminal.reset();
			this.stream.write(text, 0, cut);
			this.stream.write(text, cut, text.length - cut);
			assertThat(this.terminal.toByteArray()).isEqualTo(text);
		}
		for (byte one : text) {
			this.stream.write(one);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0000", "a\u001b[2J", "\u007f", "\u0085", "\u009b1m" })
	void whatATerminalObeysIsRefused(String text) {
		assertThatIOException().isThrownBy(() -> this.stream.write(text.getBytes(StandardCharsets.UTF_8)))
			.withMessageContaining("-f");
		assertThat(this.terminal.size()).isZero();
	}

	@Test
	void whatIsNotUtf8IsRefused() {
		assertThatIOException().isThrownBy(() -> this.stream.write(new byte[] { 'a', (byte) 0xff, 'b' }));
		assertThatIOException().isThrownBy(() -> this.stream.write(new byte[] { (byte) 0x89, 'P', 'N', 'G' }));
		assertThat(this.terminal.size()).isZero();
	}

}
