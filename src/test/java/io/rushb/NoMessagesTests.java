package io.rushb;

import java.util.Locale;

import org.junit.jupiter.api.Test;

import org.springframework.context.NoSuchMessageException;
import org.springframework.context.support.DefaultMessageSourceResolvable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NoMessagesTests {

	private final NoMessages messages = new NoMessages();

	@Test
	void knowsWhatItIsToldAndNothingElse() {
		assertThat(this.messages.getMessage("code", null, "text", Locale.ROOT)).isEqualTo("text");
		assertThat(this.messages.getMessage("code", null, null, Locale.ROOT)).isNull();
		assertThat(this.messages.getMessage(new DefaultMessageSourceResolvable(new String[] { "code" }, "text"),
				Locale.ROOT))
			.isEqualTo("text");
		assertThatExceptionOfType(NoSuchMessageException.class)
			.isThrownBy(() -> this.messages.getMessage("code", null, Locale.ROOT));
		assertThatExceptionOfType(NoSuchMessageException.class)
			.isThrownBy(() -> this.messages.getMessage(new DefaultMessageSourceResolvable("code"), Locale.ROOT))
			.withMessageContaining("code");
	}

}
