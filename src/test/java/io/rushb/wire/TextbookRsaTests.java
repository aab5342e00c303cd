package io.rushb.wire;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("W6")
class TextbookRsaTests {

	private static byte[] encipher(byte[] clear) {
		byte[] bytes = clear.clone();
		TextbookRsa.encipher(bytes, 0, bytes.length);
		return bytes;
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	@Test
	void vectorsOfTheProtocol() {
		assertThat(encipher(ascii("ab"))).containsExactly(0xb5, 0x2f);
		byte[] name = encipher(ascii("files/file.txt"));
		assertThat(HexFormat.of().formatHex(name)).isEqualTo("69ba788c858069ba788ce856b756");
		assertThat(InternetChecksum.of(name)).isEqualTo(17430);
		assertThat(InternetChecksum.of(encipher(ascii("a".repeat(1464))))).isEqualTo(27756);
		assertThat(InternetChecksum.of(encipher(ascii("aa" + "b".repeat(1000))))).isEqualTo(8738);
	}

	@Test
	void zeroStaysZeroAndNothingElseBecomesZero() {
		for (int value = 0; value <= 248; value++) {
			assertThat(encipher(new byte[] { (byte) value })[0] == 0).as("%d", value).isEqualTo(value == 0);
		}
	}

	@Test
	void everyByteUpTo248IsTextbookRsaAndComesBack() {
		for (int value = 0; value <= TextbookRsa.HIGHEST; value++) {
			byte[] bytes = encipher(new byte[] { (byte) value });
			int expected = BigInteger.valueOf(value)
				.modPow(BigInteger.valueOf(11), BigInteger.valueOf(249))
				.intValueExact();
			assertThat(bytes[0] & 0xff).isEqualTo(expected);
			TextbookRsa.decipher(bytes);
			assertThat(bytes[0] & 0xff).isEqualTo(value);
		}
	}

	@Test
	void bytesFrom249DoNotSurvive() {
		for (int value = 249; value <= 255; value++) {
			byte[] bytes = encipher(new byte[] { (byte) value });
			TextbookRsa.decipher(bytes);
			assertThat(bytes[0] & 0xff).isNotEqualTo(value);
		}
	}

	@Test
	void onlyThePartAskedForIsEnciphered() {
		byte[] bytes = ascii("aaaa");
		TextbookRsa.encipher(bytes, 1, 2);
		assertThat(bytes).containsExactly('a', 0xb5, 0xb5, 'a');
	}

	@Test
	void dataIsDecipheredIntoACopy() {
		byte[] datagram = PacketCodec.encode(Kind.GET, new Options(false, true), 1, 0, ascii("ab"), 0, 2);
		Packet packet = (Packet) PacketCodec.decode(datagram, datagram.length, Sender.CLIENT);
		assertThat(packet.data()).isEqualTo(ascii("ab"));
		assertThat(Arrays.equals(packet.payload(), packet.data())).isFalse();
		assertThat(packet.data()).isEqualTo(ascii("ab"));
	}

}
