package io.rushb.session;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("S5")
class ContentExaminationTests {

	private static ContentFacts examine(byte[] content, int piece) {
		ContentExamination examination = new ContentExamination();
		for (int from = 0; from < content.length; from += piece) {
			byte[] bytes = Arrays.copyOfRange(content, from, Math.min(from + piece, content.length));
			examination.take(Arrays.copyOf(bytes, bytes.length + 3), bytes.length);
		}
		return examination.facts();
	}

	private static ContentFacts byDefinition(byte[] content) {
		CRC32C checksum = new CRC32C();
		checksum.update(content);
		int zeros = 0;
		boolean carriable = true;
		boolean encipherable = true;
		for (byte value : content) {
			zeros = (value == 0) ? zeros + 1 : 0;
			carriable &= zeros < 1464;
			encipherable &= (value & 0xff) <= 248;
		}
		return new ContentFacts(content.length, (int) checksum.getValue(), carriable && zeros == 0, encipherable);
	}

	@Test
	void emptyResourceIsCarriable() {
		assertThat(new ContentExamination().facts()).isEqualTo(new ContentFacts(0, 0, true, true));
	}

	@Test
	void findsTheFactsHoweverTheContentIsCutIntoPieces() {
		Random random = new Random(5);
		for (int i = 0; i < 300; i++) {
			byte[] content = new byte[random.nextInt(5000)];
			int highest = (i % 2 == 0) ? 248 : 255;
			for (int at = 0; at < content.length; at++) {
				content[at] = (byte) (1 + random.nextInt(highest));
			}
			int run = 1455 + random.nextInt(15);
			if (content.length > run + 1 && i % 3 > 0) {
				int from = random.nextInt(content.length - run);
				Arrays.fill(content, from, from + run, (byte) 0);
			}
			ContentFacts expected = byDefinition(content);
			for (int piece : new int[] { 1, 7, 8, 64, 1464, 65_536 }) {
				assertThat(examine(content, piece)).as("round %d, pieces of %d", i, piece).isEqualTo(expected);
			}
		}
	}

	@Test
	void everyByteValueIsJudgedAtEveryPlaceInAWord() {
		for (int value = 0; value < 256; value++) {
			for (int place = 0; place < 17; place++) {
				byte[] content = new byte[18];
				Arrays.fill(content, (byte) 'x');
				content[place] = (byte) value;
				assertThat(examine(content, 18)).as("%d at %d", value, place).isEqualTo(byDefinition(content));
			}
		}
	}

	@Test
	@DisplayName("W6")
	void bytesOver248AreHarmfulUnderEncryptionOnly() {
		ContentFacts facts = examine(new byte[] { (byte) 249 }, 1);
		assertThat(facts.isCarriable(false)).isTrue();
		assertThat(facts.isCarriable(true)).isFalse();
	}

}
