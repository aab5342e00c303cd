package io.rushb.endpoint;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;

import io.rushb.session.Outcome;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Download;
import io.rushb.testing.Sent;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Packets that are made while the one before them is under way.
 */
class PreparedPacketsTests {

	private static final int SIZE = 300_001;

	private static byte[] content() {
		byte[] content = new byte[SIZE];
		for (int i = 0; i < SIZE; i++) {
			content[i] = (byte) (1 + i % 61);
		}
		return content;
	}

	@ParameterizedTest
	@CsvSource({ "false, false", "true, false", "false, true", "true, true" })
	void areTheSameAsThoseMadeLate(boolean checksum, boolean encryption) {
		Options options = new Options(checksum, encryption);
		VirtualServer eager = new VirtualServer().with("f", content());
		VirtualServer late = new VirtualServer().with("f", content());
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		eager.receive(ClientPackets.get("f", options));
		late.receive(ClientPackets.get("f", options));
		for (int number = 1; late.events().of(Outcome.COMPLETED) == 0; number++) {
			eager.prepare();
			eager.prepare();
			List<Sent> sent = eager.take();
			assertThat(sent).hasSize(1);
			assertThat(sent.get(0).datagram()).isEqualTo(late.take().get(0).datagram());
			received.writeBytes(sent.get(0).packet().data());
			Kind answer = (sent.get(0).packet().kind() == Kind.FIN) ? Kind.FIN_ACK : Kind.DAT_ACK;
			byte[] ack = PacketCodec.encode(answer, options, number + 1, number);
			eager.receive(ack);
			late.receive(ack);
		}
		assertThat(eager.events().of(Outcome.COMPLETED)).isEqualTo(1);
		assertThat(eager.events().acknowledgedBytes()).isEqualTo(SIZE);
		if (!encryption) {
			assertThat(received.toByteArray()).isEqualTo(content());
		}
		eager.advance(Duration.ofMinutes(2));
		eager.assertClean();
	}

	@Test
	void leaveTheOutstandingPacketAsItIs() {
		VirtualServer server = new VirtualServer().with("f", content());
		server.receive(ClientPackets.get("f"));
		server.receive(ClientPackets.ack(2, 1));
		Sent second = server.take().get(1);
		server.prepare();
		server.receive(ClientPackets.nak(3, 2));
		server.prepare();
		server.advance(Duration.ofSeconds(1));
		assertThat(server.take()).isNotEmpty()
			.allSatisfy((again) -> assertThat(again.datagram()).isEqualTo(second.datagram()));
		server.receive(ClientPackets.ack(4, 2));
		assertThat(server.take().get(0).packet().sequence()).isEqualTo(3);
	}

	@Test
	void ofAClientThatFellSilentAreSentWhenItGoesOn() {
		VirtualServer server = new VirtualServer().with("f", content());
		Download download = new Download(server, VirtualServer.CLIENT, Options.NONE);
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		download.begin("f");
		for (int i = 0; i < 10; i++) {
			download.step(received::writeBytes);
			server.prepare();
		}
		server.advance(Duration.ofSeconds(50));
		List<Sent> sent = server.take();
		assertThat(sent).hasSizeGreaterThan(5).extracting(Sent::datagram).containsOnly(sent.get(0).datagram());
		received.writeBytes(sent.get(0).packet().data());
		server.receive(ClientPackets.ack(12, 11));
		for (int number = 12; server.events().of(Outcome.COMPLETED) == 0; number++) {
			Sent next = server.take().get(0);
			received.writeBytes(next.packet().data());
			server.prepare();
			server.receive((next.packet().kind() == Kind.FIN) ? ClientPackets.finAck(number + 1, number)
					: ClientPackets.ack(number + 1, number));
		}
		assertThat(received.toByteArray()).isEqualTo(content());
	}

	@Test
	void ofAResourceThatWasChangedAreNotSent() {
		VirtualServer server = new VirtualServer().with("f", content());
		server.receive(ClientPackets.get("f"));
		byte[] changed = content();
		changed[SIZE - 1] = 'x';
		server.store().get("f").change(changed);
		int number = 1;
		while (server.take().size() == 1) {
			server.prepare();
			server.receive(ClientPackets.ack(number + 1, number));
			number++;
		}
		assertThat(server.events().of(Outcome.ABORTED)).isEqualTo(1);
		assertThat(server.events().acknowledgedBytes()).isLessThan(SIZE);
		server.advance(Duration.ofMinutes(2));
		assertThat(server.sent()).isEmpty();
		server.assertClean();
	}

}
