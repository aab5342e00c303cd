package io.rushb.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What stat, list and the trailer of a part look like: P2, P4, P5, P10. */
class PartTextTests {

	private static final String COOKIE = "00112233445566778899aabbccddeeff";

	private static final String SHA_256 = "0123456789abcdef".repeat(4);

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void writesStatLineByLine() {
		StatText text = new StatText("Ab", COOKIE, 256, 2466, "t-1", "2026-01-01T10:00:00Z", SHA_256);
		assertThat(new String(text.bytes(), StandardCharsets.US_ASCII)).isEqualTo("""
				rushb-stat 1
				nonce Ab
				cookie 00112233445566778899aabbccddeeff
				channels 256
				size 2466
				tag t-1
				modified 2026-01-01T10:00:00Z
				sha-256 %s
				""".formatted(SHA_256));
		assertThat(StatText.parse(text.bytes())).isEqualTo(text);
	}

	@Test
	void leavesOutWhatIsNotKnown() {
		StatText root = StatText.ofRoot("1", COOKIE, 8);
		assertThat(new String(root.bytes(), StandardCharsets.US_ASCII))
			.isEqualTo("rushb-stat 1\nnonce 1\ncookie " + COOKIE + "\nchannels 8\n");
		assertThat(root.isFile()).isFalse();
		StatText young = new StatText("1", COOKIE, 8, 0, null, "2026-01-01T10:00:00Z", null);
		assertThat(StatText.parse(young.bytes())).isEqualTo(young);
		assertThat(young.isFile()).isTrue();
	}

	@Test
	void ignoresLinesThatItDoesNotKnow() {
		StatText root = StatText.ofRoot("1", COOKIE, 8);
		assertThat(StatText.parse(bytes(new String(root.bytes(), StandardCharsets.US_ASCII) + "weather fine\n\n x\n")))
			.isEqualTo(root);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "rushb-stat 1", "rushb-stat 2\nnonce 1\ncookie C\nchannels 1\n",
			"rushb-stat 1\ncookie C\nchannels 1\n", "rushb-stat 1\nnonce 1\nchannels 1\n",
			"rushb-stat 1\nnonce 1\ncookie C\n", "rushb-stat 1\nnonce 1\ncookie C\nchannels 0\n",
			"rushb-stat 1\nnonce 1\ncookie C\nchannels 1", "rushb-stat 1\nnonce 1\nnonce 2\ncookie C\nchannels 1\n",
			"rushb-stat 1\nnonce 1\ncookie C\nchannels 1\nsize -1\n",
			"rushb-stat 1\nnonce 1\ncookie C\nchannels 1\nsize 9223372036854775808\n",
			"rushb-stat 1\nnonce 1\ncookie C\nchannels 1\ntag a/b\n",
			"rushb-stat 1\nnonce 1\ncookie C\nchannels 1\nsha-256 00\n", "<html>\n" })
	void refusesAStatThatDoesNotFit(String text) {
		assertThat(StatText.parse(bytes(text.replace("C", COOKIE)))).isNull();
	}

	@Test
	void theLongestStatFitsIntoOneDat() {
		StatText text = new StatText("f".repeat(32), COOKIE, 1024, Long.MAX_VALUE, "t".repeat(40),
				"+1000000000-12-31T23:59:59.999999999Z", SHA_256);
		assertThat(text.bytes().length).isLessThanOrEqualTo(PacketCodec.MAX_PAYLOAD);
	}

	@Test
	void writesAndReadsLists() {
		ListText list = new ListText(List.of(new ListText.ListEntry(-1, "2026-01-01T10:00:00Z", "dir"),
				new ListText.ListEntry(0, "2026-01-01T10:00:00.5Z", "an empty file"),
				new ListText.ListEntry(5_000_000_000L, "2026-01-01T10:00:00Z", "файл")));
		assertThat(new String(list.bytes(), StandardCharsets.UTF_8)).isEqualTo("""
				rushb-list 1
				dir - 2026-01-01T10:00:00Z dir
				file 0 2026-01-01T10:00:00.5Z an empty file
				file 5000000000 2026-01-01T10:00:00Z файл
				""");
		assertThat(ListText.parse(list.bytes())).isEqualTo(list);
		assertThat(ListText.parse(bytes("rushb-list 1\n"))).isEqualTo(new ListText(List.of()));
		assertThat(ListText.parse(bytes("rushb-list 1\nsocket - x\n"))).isEqualTo(new ListText(List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "rushb-list 2\n", "rushb-list 1", "rushb-list 1\nfile 1 2026-01-01T10:00:00Z a",
			"rushb-list 1\nfile - 2026-01-01T10:00:00Z a\n", "rushb-list 1\ndir 1 2026-01-01T10:00:00Z a\n",
			"rushb-list 1\nfile 1 2026-01-01T10:00:00Z a/b\n", "rushb-list 1\nfile 1 2026-01-01T10:00:00Z \n",
			"rushb-list 1\nfile 1 2026-01-01T10:00:00Z a\u001b\n", "rushb-list 1\nfile 1 yesterday a\n" })
	void refusesAListThatDoesNotFit(String text) {
		assertThat(ListText.parse(bytes(text))).isNull();
	}

	@Test
	@DisplayName("P5: HMAC-SHA-256, key the cookie, over the name as asked, one LF, and the bytes")
	void macsNameAndBytes() throws Exception {
		ReservedName.Part part = new ReservedName.Part(COOKIE, "t", 0, 1, "d/grüße");
		byte[] content = new byte[2000];
		Arrays.fill(content, 100, 900, (byte) 'x');
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(bytes(COOKIE), "HmacSHA256"));
		mac.update(bytes(".rushb/part/" + COOKIE + "/t/0-1/d/grüße\n"));
		StringBuilder expected = new StringBuilder();
		for (byte value : Arrays.copyOf(mac.doFinal(content), 16)) {
			expected.append(String.format("%02x", value));
		}
		PartTrailer trailer = new PartTrailer(part);
		trailer.take(content, 0, 1464);
		trailer.take(content, 1464, 536);
		assertThat(new String(trailer.finish(), StandardCharsets.US_ASCII)).isEqualTo(expected.toString())
			.hasSize(PartTrailer.LENGTH);
	}

	@Test
	@DisplayName("P4: segment k is the bytes from 1464 k on")
	void cutsFilesIntoSegments() {
		assertThat(Segments.count(0)).isZero();
		assertThat(Segments.count(1)).isOne();
		assertThat(Segments.count(1464)).isOne();
		assertThat(Segments.count(1465)).isEqualTo(2);
		assertThat(Segments.count(Long.MAX_VALUE)).isPositive();
		assertThat(Segments.start(3)).isEqualTo(4392);
		assertThat(Segments.length(0, 1464)).isEqualTo(1464);
		assertThat(Segments.length(1, 1464)).isZero();
		assertThat(Segments.length(1, 1465)).isOne();
		assertThat(Segments.length(0, 0)).isZero();
		assertThat(Segments.length(-1, 10)).isZero();
		assertThat(Segments.length(Long.MAX_VALUE, Long.MAX_VALUE)).isZero();
		assertThat(Segments.bytes(0, 1, 1465)).isEqualTo(1465);
		assertThat(Segments.bytes(1, 1, 1465)).isOne();
		assertThat(Segments.bytes(1, 2, 10_000)).isEqualTo(2928);
	}

}
