package io.rushb.client.channels;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import io.rushb.wire.StatText;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QuestionTests {

	@Test
	@DisplayName("P10: a list without an end is not read for ever, and nothing of it is taken for one")
	void aListWithoutAnEndIsLeft() {
		isLeft(packet(("file 1 2026-01-01T00:00:00Z " + "a".repeat(1434) + "\n").getBytes(StandardCharsets.US_ASCII)));
	}

	@Test
	@DisplayName("P10: a list without an end is not read for ever, though its packets have no data")
	void aListOfNothingWithoutAnEndIsLeft() {
		isLeft(packet(new byte[0]));
	}

	private static void isLeft(Packet line) {
		Question question = withCookie();
		Ask list = Objects.requireNonNull(question.urgent(0));
		list.take(0, packet("rushb-list 1\n".getBytes(StandardCharsets.US_ASCII)), 0);
		int packets = 1;
		while (!question.isOver() && packets < 100_000) {
			assertThat(list.isStale()).isFalse();
			list.take(packets++, line, 0);
		}
		assertThat(question.isOver()).isTrue();
		assertThat(list.isStale()).isTrue();
		list.ended(Ask.End.DROPPED, 0);
		assertThat(question.list()).isNull();
		assertThat(packets).isGreaterThan(45_000);
	}

	@Test
	@DisplayName("P10: a long list gets on with each packet, but not with those that come once more")
	void whatHasComeOfAListIsCountedOnce() {
		Question question = withCookie();
		for (int run = 0; run < 2; run++) {
			Ask list = Objects.requireNonNull(question.urgent(0));
			list.take(0, packet(new byte[] { 1, 2, 3 }), 0);
			assertThat(question.listBytes()).isEqualTo((run == 0) ? 3 : 7);
			list.take(1, packet(new byte[] { 4, 5, 6, 7 }), 0);
			assertThat(question.listBytes()).isEqualTo(7);
			list.ended(Ask.End.SILENT, 0);
		}
	}

	/** Its stat is answered: next comes the list. */
	private static Question withCookie() {
		Question question = Question.list(() -> "ab", "");
		Ask stat = Objects.requireNonNull(question.urgent(0));
		stat.take(0, packet(StatText.ofRoot("ab", "c0ffee00".repeat(4), 4).bytes()), 0);
		return question;
	}

	private static Packet packet(byte[] data) {
		byte[] datagram = PacketCodec.encode(Kind.DAT, Options.NONE, 1, 0, data, 0, data.length);
		return (Packet) PacketCodec.decode(datagram, datagram.length, Sender.SERVER);
	}

}
