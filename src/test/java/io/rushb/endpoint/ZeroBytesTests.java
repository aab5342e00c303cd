package io.rushb.endpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.rushb.session.Outcome;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Download;
import io.rushb.testing.Exchange;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("S5")
class ZeroBytesTests {

	private static final String REFUSAL = """
			> 1 0 0010000 f
			< 1 0 0000100
			> 2 1 1000100
			< 2 2 1000100
			""";

	/** Bytes other than zero, with a run of zeros. */
	private static byte[] zeros(int length, int from, int count) {
		byte[] content = new byte[length];
		Arrays.fill(content, (byte) 'x');
		Arrays.fill(content, from, from + count, (byte) 0);
		return content;
	}

	private static List<Integer> packetLengths(byte[] content, Options options) {
		VirtualServer server = new VirtualServer().with("f", content);
		List<Integer> lengths = new ArrayList<>();
		Download download = new Download(server, VirtualServer.CLIENT, options);
		java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
		download.begin("f");
		while (!download.isFinished()) {
			download.step((data) -> {
				lengths.add(data.length);
				bytes.writeBytes(data);
			});
		}
		assertThat(bytes.toByteArray()).isEqualTo(content);
		assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
		server.assertClean();
		return lengths;
	}

	private static void assertRefused(byte[] content) {
		VirtualServer server = Exchange.run(new VirtualServer().with("f", content), REFUSAL);
		assertThat(server.events().of(Outcome.REFUSED)).isEqualTo(1);
		assertThat(server.events().closedSessions().get(0).problem()).isNotNull();
		assertThat(server.events().acknowledgedBytes()).isZero();
		assertThat(server.store().get("f").reads()).isEqualTo(1);
		server.assertClean();
	}

	/** What does not show at once ends in silence, and is refused the next time. */
	private static void assertBreaksOff(byte[] content, Options options, int packets) {
		VirtualServer server = new VirtualServer().with("f", content);
		assertThat(packetsBeforeSilence(server, options)).isEqualTo(packets);
		assertThat(server.events().of(Outcome.ABORTED)).isEqualTo(1);
		assertThat(server.events().closedSessions().get(0).problem()).isNotNull();
		assertThat(server.events().countSent(Kind.FIN)).isZero();
		server.receive(ClientPackets.get("f", options));
		assertThat(server.take().get(0).packet().kind()).isEqualTo(Kind.FIN);
		server.receive(PacketCodec.encode(Kind.FIN_ACK, options, 2, 1));
		assertThat(server.events().of(Outcome.REFUSED)).isEqualTo(1);
		server.store().get("f").touch();
		server.take();
		assertThat(packetsBeforeSilence(server, options)).as("of another version").isEqualTo(packets);
		server.assertClean();
	}

	private static int packetsBeforeSilence(VirtualServer server, Options options) {
		server.receive(ClientPackets.get("f", options));
		int packets = 0;
		for (; server.take().size() == 1; packets++) {
			server.receive(PacketCodec.encode(Kind.DAT_ACK, options, packets + 2, packets + 1));
		}
		return packets;
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 1463, 1464, 1465, 2928, 100_000 })
	void resourceThatEndsInAZeroByteIsRefused(int length) {
		assertRefused(zeros(length, length - 1, 1));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 1464, 5000 })
	void resourceOfNothingButZerosIsRefused(int length) {
		assertRefused(new byte[length]);
	}

	@ParameterizedTest
	@CsvSource({ "3000, 1463, 1, '1463,1464,73'", "3000, 1460, 4, '1460,1464,76'", "3000, 1460, 8, '1460,1464,76'",
			"3000, 1463, 2, '1463,1464,73'", "3000, 1464, 1, '1464,1464,72'", "3000, 0, 1, '1464,1464,72'",
			"3000, 1, 1463, '1,1464,1464,71'", "1465, 1463, 1, '1463,2'", "2928, 1463, 1, '1463,1464,1'",
			"1464, 1462, 1, '1464'" })
	void fullPacketIsCutBeforeZerosWhichStartTheNext(int length, int from, int count, String lengths) {
		byte[] content = zeros(length, from, count);
		List<Integer> expected = Arrays.stream(lengths.split(",")).map(Integer::valueOf).toList();
		assertThat(packetLengths(content, Options.NONE)).isEqualTo(expected);
		assertThat(packetLengths(content, new Options(true, true))).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 1000, 1463, 1464, 1465, 2927, 2928, 2929, 40_000 })
	void aRunOf1463ZerosIsCarriedWhereverItStands(int from) {
		assertThat(packetLengths(zeros(from + 1463 + 1, from, 1463), Options.NONE)).isNotEmpty();
		assertThat(packetLengths(zeros(from + 1463 + 2000, from, 1463), Options.NONE)).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "1, 1464, 1", "1000, 1464, 1", "1464, 1464, 1", "40000, 1464, 28", "1, 1465, 1", "1463, 1465, 1",
			"1464, 1465, 1" })
	void aRunOf1464ZerosOrMoreEndsInSilenceWhereverItStands(int from, int count, int packets) {
		assertBreaksOff(zeros(from + count + 1, from, count), Options.NONE, packets);
		assertBreaksOff(zeros(from + count + 2000, from, count), Options.NONE, packets);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1464, 1465, 5000 })
	void aRunOf1464ZerosAtTheStartIsRefused(int count) {
		assertRefused(zeros(count + 1, 0, count));
		assertRefused(zeros(count + 2000, 0, count));
	}

	@Test
	void nothingIsReadBeforeItIsNeeded() {
		VirtualServer server = new VirtualServer();
		server.store().put("f", 5_000_000_000L, (position) -> 'x');
		server.receive(ClientPackets.get("f"));
		assertThat(server.sent()).hasSize(1);
		assertThat(server.store().get("f").reads()).isEqualTo(1);
		assertThat(server.store().get("f").longestRead()).isEqualTo(1464);
		assertThat(server.store().get("f").looks()).isZero();
	}

	@Test
	void anyMixtureArrivesWholeInTheFewestPackets() {
		Random random = new Random(1464);
		for (int round = 0; round < 60; round++) {
			byte[] content = new byte[1 + random.nextInt(60_000)];
			boolean zero = false;
			for (int at = 0; at < content.length;) {
				int until = Math.min(content.length, at + 1 + random.nextInt(zero ? 1463 : 3000));
				for (; at < until; at++) {
					content[at] = (byte) (zero ? 0 : 1 + random.nextInt(248));
				}
				zero = !zero;
			}
			content[content.length - 1] = 1;
			Options options = new Options(random.nextBoolean(), random.nextBoolean());
			assertThat(packetLengths(content, options)).as("round %d", round).hasSize(fewest(content));
		}
	}

	/** By the shortest path over all legal cuts. */
	private static int fewest(byte[] content) {
		int[] packets = new int[content.length + 1];
		for (int end = 1; end <= content.length; end++) {
			packets[end] = Integer.MAX_VALUE;
			if (content[end - 1] != 0) {
				for (int from = Math.max(0, end - 1464); from < end; from++) {
					if (packets[from] < packets[end] - 1) {
						packets[end] = packets[from] + 1;
					}
				}
			}
		}
		return packets[content.length];
	}

	@Test
	@DisplayName("S5, W6")
	void bytesOver248AreRefusedUnderEncryptionOnly() {
		for (int value = 249; value <= 255; value++) {
			byte[] content = zeros(3000, 1500, 1);
			content[2999] = (byte) value;
			assertThat(packetLengths(content, Options.NONE)).hasSize(3);
			assertThat(packetLengths(content, new Options(true, false))).hasSize(3);
			assertBreaksOff(content, new Options(false, true), 2);
			content[1463] = (byte) value;
			VirtualServer server = new VirtualServer().with("f", content);
			server.receive(ClientPackets.get("f", new Options(false, true)));
			assertThat(server.sent()).singleElement().hasToString("1 0 0000101");
			assertThat(server.store().get("f").reads()).isEqualTo(1);
		}
	}

	@Test
	@DisplayName("S5, W6")
	void whatIsRememberedOfAnEncryptedTransferDoesNotHinderAPlainOne() {
		byte[] content = zeros(3000, 1500, 1);
		content[2999] = (byte) 255;
		VirtualServer server = new VirtualServer().with("f", content);
		assertThat(packetsBeforeSilence(server, new Options(false, true))).isEqualTo(2);
		assertThat(Download.of(server, "f", Options.NONE)).isEqualTo(content);
	}

	@Test
	@DisplayName("S5, W6")
	void bytesUpTo248AreCarriedUnderEncryption() {
		byte[] content = new byte[249];
		for (int value = 0; value <= 248; value++) {
			content[value] = (byte) value;
		}
		assertThat(packetLengths(content, new Options(false, true))).containsExactly(249);
	}

	@Test
	void encryptionThatIsNotGrantedRefusesNothing() {
		VirtualServer server = new VirtualServer(io.rushb.testing.TestSettings.offering(Options.NONE)).with("f",
				new byte[] { (byte) 255 });
		server.receive(ClientPackets.get("f", new Options(false, true)));
		assertThat(server.sent()).singleElement().hasToString("1 0 0001000");
	}

}
