package io.rushb.check.script;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client's mailbox remembers.
 */
class MailboxTests {

	@Test
	void aCopyThatComesManyPacketsLateIsACopy() {
		Mailbox mailbox = new Mailbox();
		for (byte i = 0; i < 64; i++) {
			mailbox.remember(new byte[] { i, 0, 0 });
		}
		assertThat(mailbox.has(new byte[] { 0, 0, 0 })).isTrue();
		mailbox.remember(new byte[] { 64, 0, 0 });
		assertThat(mailbox.has(new byte[] { 0, 0, 0 })).isFalse();
		assertThat(mailbox.has(new byte[] { 64, 0, 0 })).isTrue();
	}

}
