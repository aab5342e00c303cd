package io.rushb.endpoint;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

import io.rushb.session.IgnoreReason;
import io.rushb.session.Outcome;
import io.rushb.session.SessionView;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Exchange;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OpeningTests {

	@Nested
	@DisplayName("S1")
	class Get {

		@Test
		void opensASessionOnlyWithNumberOneAndNoAcknowledgement() {
			VirtualServer server = Exchange.run("""
					> 0 0 0010000 files/file.txt ignored
					> 2 0 0010000 files/file.txt ignored
					> 65535 0 0010000 files/file.txt ignored
					> 1 1 0010000 files/file.txt ignored
					> 1 65535 0010000 files/file.txt ignored
					""");
			assertThat(server.events().of(IgnoreReason.SEQUENCE)).isEqualTo(3);
			assertThat(server.events().of(IgnoreReason.ACKNOWLEDGEMENT)).isEqualTo(2);
			assertThat(server.events().openedSessions()).isZero();
			server.assertClean();
		}

		@Test
		void eachAddressAndPortHasItsOwnSession() {
			VirtualServer server = new VirtualServer().with("f", "x");
			server.receive(VirtualServer.client(1, 1), ClientPackets.get("f"));
			server.receive(VirtualServer.client(1, 2), ClientPackets.get("f"));
			server.receive(VirtualServer.client(2, 1), ClientPackets.get("f"));
			assertThat(server.endpoint().activeSessions()).isEqualTo(3);
			assertThat(server.endpoint().sessions(server.now())).hasSize(3)
				.allSatisfy((view) -> assertThat(view.resource()).isEqualTo("f"));
		}

		@Test
		void sessionShowsHowFarItIs() {
			VirtualServer server = new VirtualServer().with("f", "x".repeat(4000));
			server.advance(Duration.ofSeconds(1));
			server.receive(ClientPackets.get("f"));
			server.receive(ClientPackets.ack(2, 1));
			server.receive(ClientPackets.nak(3, 2));
			server.receive(ClientPackets.ack(4, 2));
			server.advance(Duration.ofMillis(100));
			SessionView view = server.endpoint().sessions(server.now()).get(0);
			assertThat(view.bytesDone()).isEqualTo(2928);
			assertThat(view.bytesTotal()).isEqualTo(4000);
			assertThat(view.packets()).isEqualTo(4);
			assertThat(view.retransmissions()).isEqualTo(1);
			assertThat(view.age()).isEqualTo(Duration.ofMillis(100));
			assertThat(view.outcome()).isNull();
		}

	}

	@Nested
	@DisplayName("S4")
	class NoSuchResource {

		@Test
		void emptyResourceIsOneEmptyPacket() {
			VirtualServer server = new VirtualServer().with("empty", "");
			Exchange.run(server, """
					> 1 0 0010000 empty
					< 1 0 0001000
					> 2 1 1001000
					< 2 0 0000100
					> 3 2 1000100
					< 3 3 1000100
					""");
			assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
			server.assertClean();
		}

		@Test
		void encipheredGarbageIsAnsweredByFin() {
			VirtualServer server = new VirtualServer();
			// The protocol's vector is what stands on the wire: it is not enciphered
			// here.
			byte[] garbage = java.util.HexFormat.of().parseHex("7ea2b1ef16477ea2b1ef88921e92");
			byte[] get = ClientPackets.get(1, 0, garbage, Options.NONE);
			get[6] = 0x22;
			server.receive(get);
			assertThat(server.sent()).singleElement().hasToString("1 0 0000101");
			server.receive(PacketCodec.encode(Kind.FIN_ACK, new Options(false, true), 2, 1));
			server.assertClean();
		}

		@Test
		void anyNameThatOpensNothingIsAnsweredByFinAndNothingElse() {
			Random random = new Random(84);
			for (int i = 0; i < 300; i++) {
				VirtualServer server = new VirtualServer().with("f", "x");
				byte[] name = new byte[2 + random.nextInt(1463)];
				random.nextBytes(name);
				Options options = new Options(random.nextBoolean(), random.nextBoolean());
				server.receive(ClientPackets.get(1, 0, name, options));
				assertThat(server.sent()).as("round %d", i).hasSize(1);
				assertThat(server.sent().get(0).packet().kind()).isEqualTo(Kind.FIN);
				assertThat(server.sent().get(0).packet().sequence()).isEqualTo(1);
				assertThat(server.sent().get(0).packet().options()).isEqualTo(options);
			}
		}

		@Test
		void resourceThatCannotBeReadIsAnsweredAlike() {
			VirtualServer server = new VirtualServer().with("f", "x");
			server.store().get("f").fail();
			Exchange.run(server, """
					> 1 0 0010000 f
					< 1 0 0000100
					> 2 1 1000100
					< 2 2 1000100
					""");
			assertThat(server.events().of(Outcome.NOT_FOUND)).isEqualTo(1);
			server.assertClean();
		}

		@Test
		void nobodyIsToldNoWhenTheStoreCannotTellNow() {
			// A FIN would be a lie: the client had better ask again.
			VirtualServer server = new VirtualServer().with("f", "x");
			server.store().failToOpen(new java.io.IOException("too many open files"));
			Exchange.run(server, "> 1 0 0010000 f");
			assertThat(server.events().reached(Limit.STORE)).isEqualTo(1);
			assertThat(server.events().of(Outcome.ABORTED)).isEqualTo(1);
			server.store().failToOpen(null);
			Exchange.run(server, """
					> 1 0 0010000 f
					< 1 0 0001000 x
					> 2 1 1001000
					< 2 0 0000100
					> 3 2 1000100
					< 3 3 1000100
					""").assertClean();
		}

	}

	@Nested
	@DisplayName("S8")
	class Names {

		@ParameterizedTest
		@ValueSource(strings = { "", "../f", "a/../f", "/..", "..", "a\\f", "f\n", "a//f", "/" })
		void badNamesAreAnsweredAsMissingOnesAndNeverLookedUp(String name) {
			VirtualServer server = new VirtualServer().with("f", "x");
			server.receive(ClientPackets.get(name));
			assertThat(server.sent()).singleElement().hasToString("1 0 0000100");
			assertThat(server.store().lookups()).isEmpty();
			server.receive(ClientPackets.finAck(2, 1));
			assertThat(server.events().of(Outcome.NOT_FOUND)).isEqualTo(1);
			server.assertClean();
		}

		@Test
		void zeroByteInsideANameIsNoName() {
			VirtualServer server = new VirtualServer().with("f", "x");
			server.receive(ClientPackets.get(1, 0, new byte[] { 'f', 0, 'x' }, Options.NONE));
			assertThat(server.sent()).singleElement().hasToString("1 0 0000100");
			assertThat(server.store().lookups()).isEmpty();
		}

		@Test
		void missingAndForbiddenAreAnsweredAlike() {
			VirtualServer missing = new VirtualServer();
			missing.receive(ClientPackets.get("missing"));
			VirtualServer forbidden = new VirtualServer();
			forbidden.receive(ClientPackets.get("../forbidden"));
			assertThat(missing.sent().get(0).datagram()).isEqualTo(forbidden.sent().get(0).datagram());
		}

		@Test
		void leadingSlashMeansTheRootAndEncIsUndone() {
			VirtualServer server = new VirtualServer().with("a/\u00fc", "x");
			byte[] name = "/a/\u00fc".getBytes(StandardCharsets.UTF_8);
			server.receive(ClientPackets.get(1, 0, name, new Options(true, true)));
			assertThat(server.store().lookups()).containsExactly("a/\u00fc");
			assertThat(server.sent()).singleElement().hasToString("1 0 0001011");
		}

	}

}
