package io.rushb.check.script;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a player makes of packets that are no answer to anything.
 */
class PlayerTests {

	@Test
	void aStrayPacketThatComesBeforeTheGetIsNoAnswerFromAnotherPort() {
		Script script = new Script();
		get(script, "a");
		get(script, "b");
		Player player = new Player(script, new Times(TimeUnit.SECONDS.toNanos(1), 0));
		player.start(0);
		byte[] data = data();
		player.handleDatagram(1, data, data.length, false, 1);
		player.handleDatagram(0, data, data.length, true, 2);
		assertThat(player.finding()).isNull();
		player.handleDatagram(1, data, data.length, false, 3);
		player.handleTimeout(player.nextTimeout());
		assertThat(player.finding()).isNotNull();
		assertThat(player.finding().diagnosis()).isEqualTo(Diagnosis.OTHER_PORT);
	}

	/** Another server may still repeat its last packet to whoever had that port. */
	@Test
	void aStrayPacketIsNoAnswerIfTheServerAnswersToo() {
		Script script = new Script();
		ScriptedClient client = script.client();
		client.get("a".getBytes(StandardCharsets.UTF_8), List.of(), Options.NONE)
			.any((packet, rest) -> assertThat(packet.sequence()).isEqualTo(1));
		client.quiet(Times::quiet, Diagnosis.NOT_QUIET);
		Player player = new Player(script, new Times(TimeUnit.SECONDS.toNanos(1), 0));
		player.start(0);
		byte[] data = data();
		player.handleDatagram(0, data, data.length, false, 1);
		player.handleDatagram(0, data, data.length, true, 2);
		player.handleDatagram(0, data, data.length, false, 3);
		player.handleTimeout(player.nextTimeout());
		assertThat(player.finding()).isNull();
		assertThat(player.isOver()).isTrue();
	}

	/** The server still repeats its last packet to an earlier client of that port. */
	@Test
	void aPacketOfTheServerBeforeTheGetIsForAnEarlierClient() {
		Script script = new Script();
		get(script, "a");
		Player player = new Player(script, new Times(TimeUnit.SECONDS.toNanos(1), 0));
		byte[] fin = data();
		fin[6] = (byte) 0x08;
		player.handleDatagram(0, fin, fin.length, true, 0);
		player.start(1);
		byte[] data = data();
		player.handleDatagram(0, data, data.length, true, 2);
		assertThat(player.finding()).isNull();
		assertThat(player.isOver()).isTrue();
	}

	private static void get(Script script, String name) {
		script.client()
			.get(name.getBytes(StandardCharsets.UTF_8), List.of(), Options.NONE)
			.any((packet, rest) -> assertThat(packet.sequence()).isEqualTo(1));
	}

	/** The server's first DAT. */
	private static byte[] data() {
		byte[] datagram = new byte[PacketCodec.PACKET_LENGTH];
		datagram[1] = 1;
		datagram[6] = 0x10;
		datagram[7] = 2;
		datagram[8] = 'x';
		return datagram;
	}

}
