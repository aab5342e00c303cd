package io.rushb.wire;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** P1. */
class ReservedNameTests {

	private static final String COOKIE = "0123456789abcdefABCDEF0123456789";

	private static byte[] bytes(String name) {
		return name.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void readsWhatItWrites() {
		ReservedName[] names = { new ReservedName.Stat("aF0", "files/grüße.txt"), new ReservedName.Stat("0", ""),
				new ReservedName.Part(COOKIE, "a-Z-9", 0, 4095, "x/y z?#"),
				new ReservedName.Part(COOKIE, "t", 1_000_000_000_000_000_000L, 1_000_000_000_000_000_001L, "f"),
				new ReservedName.Listing(COOKIE, ""), new ReservedName.Listing(COOKIE, "a/b") };
		for (ReservedName name : names) {
			assertThat(ReservedName.parse(name.bytes())).isEqualTo(name);
			assertThat(ReservedName.parse(bytes("/" + name))).as("S8: one leading slash").isEqualTo(name);
		}
	}

	@Test
	void writesTheNamesOfTheRule() {
		assertThat(new ReservedName.Stat("ab", "f").toString()).isEqualTo(".rushb/stat/ab/f");
		assertThat(new ReservedName.Part(COOKIE, "t", 3, 10, "d/f").toString())
			.isEqualTo(".rushb/part/" + COOKIE + "/t/3-10/d/f");
		assertThat(new ReservedName.Listing(COOKIE, "d").toString()).isEqualTo(".rushb/list/" + COOKIE + "/d");
	}

	@Test
	void countsSegmentsWithBothEnds() {
		assertThat(new ReservedName.Part(COOKIE, "t", 3, 3, "f").segments()).isOne();
		assertThat(new ReservedName.Part(COOKIE, "t", 0, 4095, "f").segments()).isEqualTo(4096);
	}

	@ParameterizedTest
	@ValueSource(strings = { ".rushb/", ".rushb/stat", ".rushb/stat/", ".rushb/stat/ab", ".rushb/stat//f",
			".rushb/stat/xy/f", ".rushb/stat/0123456789abcdef0123456789abcdef0/f", ".rushb/stat/ab//f",
			".rushb/STAT/a/f", ".rushb/other/a/f", ".rushb/part/" + COOKIE + "/t/0-1/",
			".rushb/part/" + COOKIE + "/t/0-1", ".rushb/part/" + COOKIE + "/t/0-1//f",
			".rushb/part/" + COOKIE + "/t/01-1/f", ".rushb/part/" + COOKIE + "/t/0-01/f",
			".rushb/part/" + COOKIE + "/t/-0-1/f", ".rushb/part/" + COOKIE + "/t/+0-1/f",
			".rushb/part/" + COOKIE + "/t/0-/f", ".rushb/part/" + COOKIE + "/t/1-0/f",
			".rushb/part/" + COOKIE + "/t/0-4096/f", ".rushb/part/" + COOKIE + "/t/0-10000000000000000000/f",
			".rushb/part/" + COOKIE + "/t/0-１/f", ".rushb/part/" + COOKIE + "//0-1/f",
			".rushb/part/" + COOKIE + "/t_/0-1/f",
			".rushb/part/" + COOKIE + "/ttttttttttttttttttttttttttttttttttttttttt/0-1/f",
			".rushb/part/0123456789abcdef/t/0-1/f", ".rushb/part/" + COOKIE + "0/t/0-1/f", ".rushb/list/" + COOKIE + "",
			".rushb/list/" + COOKIE + "//f", ".rushb/list/f/", "rushb/stat/a/f", "", "//.rushb/stat/a/f",
			"./.rushb/stat/a/f" })
	void refusesWhatDoesNotFitTheGrammar(String name) {
		assertThat(ReservedName.parse(bytes(name))).isNull();
	}

	@Test
	void refusesNumbersThatNoFileHasWithoutWrapping() {
		ReservedName.Part part = (ReservedName.Part) ReservedName
			.parse(bytes(".rushb/part/" + COOKIE + "/t/9999999999999999999-9999999999999999999/f"));
		assertThat(part).isNotNull();
		assertThat(part.first()).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void takesNamesOf1024BytesAndNoLonger() {
		String longest = ".rushb/stat/a/";
		longest += "x".repeat(1024 - longest.length());
		assertThat(ReservedName.parse(bytes(longest))).isNotNull();
		assertThat(ReservedName.parse(bytes(longest + "x"))).isNull();
	}

	@Test
	void refusesWhatIsNotUtf8() {
		byte[] name = bytes(".rushb/stat/a/f");
		name[name.length - 1] = (byte) 0xff;
		assertThat(ReservedName.parse(name)).isNull();
		assertThat(ReservedName.isReserved(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { ".rushb", ".rushb/", "/.rushb", "/.rushb/x", ".rushb/stat/a/f" })
	void knowsWhatIsReserved(String name) {
		assertThat(ReservedName.isReserved(bytes(name))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", ".rush", ".rushb2", ".rushb2/x", "a/.rushb/x", "//.rushb", ".RUSHB/x", "rushb" })
	void knowsWhatIsNotReserved(String name) {
		assertThat(ReservedName.isReserved(bytes(name))).isFalse();
	}

}
