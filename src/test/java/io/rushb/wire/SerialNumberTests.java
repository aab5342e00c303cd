package io.rushb.wire;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("N2")
class SerialNumberTests {

	@Test
	void afterTheLastNumberComesZero() {
		assertThat(SerialNumber.next(1)).isEqualTo(2);
		assertThat(SerialNumber.next(65_534)).isEqualTo(65_535);
		assertThat(SerialNumber.next(65_535)).isZero();
		assertThat(SerialNumber.next(0)).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1, 0", "1, 2, 1", "2, 1, -1", "65535, 0, 1", "0, 65535, -1", "65500, 100, 136", "100, 65500, -136",
			"0, 32767, 32767", "0, 32769, -32767", "40000, 7232, 32768" })
	void distanceGoesTheShorterWayRound(int from, int to, int distance) {
		// Half way round, RFC 1982 leaves the order undefined: we call it before.
		assertThat(SerialNumber.distance(from, to)).isEqualTo((distance == 32_768) ? -32_768 : distance);
	}

}
