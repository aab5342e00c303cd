package io.rushb.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PacketCodecTests {

	private static final byte[] NAME = "files/file.txt".getBytes(StandardCharsets.US_ASCII);

	private static byte[] get() {
		return PacketCodec.encode(Kind.GET, Options.NONE, 1, 0, NAME, 0, NAME.length);
	}

	private static byte[] with(byte[] datagram, int offset, int value) {
		datagram[offset] = (byte) value;
		return datagram;
	}

	private static Decoded decode(byte[] datagram) {
		return PacketCodec.decode(datagram, datagram.length, Sender.CLIENT);
	}

	static Stream<Options> allOptions() {
		return Stream.of(Options.NONE, new Options(true, false), new Options(false, true), new Options(true, true));
	}

	@Nested
	@DisplayName("W1")
	class Length {

		@Test
		void everyPacketIs1472BytesPaddedWithZeros() {
			byte[] datagram = get();
			assertThat(datagram).hasSize(1472).startsWith(0, 1, 0, 0, 0, 0, 0x20, 2);
			assertThat(Arrays.copyOfRange(datagram, 8, 22)).isEqualTo(NAME);
			assertThat(Arrays.copyOfRange(datagram, 22, 1472)).containsOnly(0);
		}

		@ParameterizedTest
		@ValueSource(ints = { 0, 1, 7, 8, 9, 1471, 1473, 1474, 65_507 })
		void anyOtherLengthIsMalformed(int length) {
			assertThat(decode(Arrays.copyOf(get(), length))).isEqualTo(Corruption.LENGTH);
		}

		@Test
		void lengthCountsAndNotTheSizeOfTheBuffer() {
			byte[] buffer = Arrays.copyOf(get(), 2048);
			assertThat(PacketCodec.decode(buffer, 1472, Sender.CLIENT)).isInstanceOf(Packet.class);
			assertThat(PacketCodec.decode(buffer, 1473, Sender.CLIENT)).isEqualTo(Corruption.LENGTH);
			assertThat(PacketCodec.decode(buffer, 1471, Sender.CLIENT)).isEqualTo(Corruption.LENGTH);
		}

	}

	@Nested
	@DisplayName("W2")
	class VersionAndReservedBits {

		@ParameterizedTest
		@ValueSource(ints = { 0, 1, 3, 4, 5, 6, 7 })
		void anyOtherVersionIsMalformed(int version) {
			assertThat(decode(with(get(), 7, version))).isEqualTo(Corruption.VERSION);
		}

		@ParameterizedTest
		@ValueSource(ints = { 0x08, 0x10, 0x20, 0x40, 0x80, 0xf8 })
		void anyReservedBitOfTheLastByteIsMalformed(int reserved) {
			assertThat(decode(with(get(), 7, reserved | 2))).isEqualTo(Corruption.RESERVED);
		}

		@Test
		void reservedBitNextToTheFlagsIsMalformed() {
			assertThat(decode(with(get(), 6, 0x21))).isEqualTo(Corruption.RESERVED);
		}

	}

	@Nested
	@DisplayName("W3")
	class Kinds {

		@Test
		void onlyTheLegalKindsOfEachSideAreTaken() {
			// All 128 combinations of the seven flags; CHK and ENC make no difference.
			for (int flags = 0; flags < 0x100; flags += 2) {
				byte[] datagram = with(PacketCodec.encode(Kind.FIN, Options.NONE, 1, 0), 6, flags);
				boolean fromClient = switch (flags & 0xf8) {
					case 0x20, 0x90, 0x50, 0x88, 0x48 -> true;
					default -> false;
				};
				boolean fromServer = switch (flags & 0xf8) {
					case 0x10, 0x08, 0x88 -> true;
					default -> false;
				};
				assertThat(PacketCodec.decode(datagram, 1472, Sender.CLIENT) instanceof Packet)
					.as("client, flags %#x", flags)
					.isEqualTo(fromClient);
				assertThat(PacketCodec.decode(datagram, 1472, Sender.SERVER) instanceof Packet)
					.as("server, flags %#x", flags)
					.isEqualTo(fromServer);
				if (!fromClient) {
					assertThat(decode(datagram)).isEqualTo(Corruption.FLAGS);
				}
			}
		}

	}

	@Nested
	@DisplayName("W4")
	class Payload {

		@Test
		void trailingZerosAreNotData() {
			byte[] data = { 0, 7, 0, 0, 8, 0, 0 };
			Packet packet = (Packet) decode(PacketCodec.encode(Kind.GET, Options.NONE, 1, 0, data, 0, data.length));
			assertThat(packet.payload()).containsExactly(0, 7, 0, 0, 8);
		}

		@Test
		void fullPayloadIsAllData() {
			byte[] data = new byte[1464];
			data[1463] = 1;
			Packet packet = (Packet) decode(PacketCodec.encode(Kind.GET, Options.NONE, 1, 0, data, 0, 1464));
			assertThat(packet.payload()).isEqualTo(data);
		}

		@Test
		void allZerosAreNoData() {
			assertThat(((Packet) decode(PacketCodec.encode(Kind.GET, Options.NONE, 1, 0))).payload()).isEmpty();
		}

		@ParameterizedTest
		@EnumSource(names = { "DAT_ACK", "DAT_NAK", "FIN_ACK", "FIN_NAK" })
		void dataWhereNoneIsCarriedIsMalformed(Kind kind) {
			for (int offset : new int[] { 8, 9, 700, 1471 }) {
				byte[] datagram = with(PacketCodec.encode(kind, Options.NONE, 2, 1), offset, 1);
				assertThat(decode(datagram)).as("offset %d", offset).isEqualTo(Corruption.PAYLOAD);
			}
		}

	}

	@Nested
	@DisplayName("W1 to W6, N3: there and back")
	class ThereAndBack {

		@ParameterizedTest
		@MethodSource("io.rushb.wire.PacketCodecTests#allOptions")
		void everyFieldComesBack(Options options) {
			Random random = new Random(42);
			for (Kind kind : Kind.values()) {
				for (int i = 0; i < 200; i++) {
					byte[] data = new byte[kind.carriesData() ? random.nextInt(1465) : 0];
					for (int at = 0; at < data.length; at++) {
						data[at] = (byte) (1 + random.nextInt(248));
					}
					int sequence = random.nextInt(65_536);
					int acknowledgement = random.nextInt(65_536);
					byte[] datagram = PacketCodec.encode(kind, options, sequence, acknowledgement, data, 0,
							data.length);
					Sender sender = kind.isSentBy(Sender.CLIENT) ? Sender.CLIENT : Sender.SERVER;
					Packet packet = (Packet) PacketCodec.decode(datagram, datagram.length, sender);
					assertThat(packet.kind()).isEqualTo(kind);
					assertThat(packet.options()).isEqualTo(options);
					assertThat(packet.sequence()).isEqualTo(sequence);
					assertThat(packet.acknowledgement()).isEqualTo(acknowledgement);
					assertThat(packet.isChecksumRight()).isTrue();
					assertThat(packet.data()).isEqualTo(data);
				}
			}
		}

		@Test
		void partOfAnArrayIsSentAndTheArrayIsLeftAlone() {
			byte[] source = NAME.clone();
			byte[] datagram = PacketCodec.encode(Kind.GET, new Options(true, true), 1, 0, source, 6, 4);
			assertThat(((Packet) decode(datagram)).data()).isEqualTo("file".getBytes(StandardCharsets.US_ASCII));
			assertThat(source).isEqualTo(NAME);
		}

		@Test
		void wrongChecksumIsSeen() {
			byte[] datagram = PacketCodec.encode(Kind.GET, new Options(true, false), 1, 0, NAME, 0, NAME.length);
			assertThat(((Packet) decode(with(datagram, 5, datagram[5] + 1))).isChecksumRight()).isFalse();
		}

		@Test
		void checksumWhereNoneWasAgreedIsWrong() {
			assertThat(((Packet) decode(with(get(), 5, 1))).isChecksumRight()).isFalse();
		}

	}

}
