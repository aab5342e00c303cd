package io.rushb.cli;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ErrorOutput}, by what Linux shows for descriptors.
 */
class ErrorOutputTests {

	@ParameterizedTest
	@CsvSource({ "/dev/pts/3, true", "/dev/tty1, true", "/dev/ttyS0, true", "/dev/console, true", "/dev/null, false",
			"/tmp/err.txt, false", "pipe:[4711], false", "socket:[1], false" })
	void tellsTerminalsFromOthers(String target, boolean terminal) {
		assertThat(ErrorOutput.isTerminal(target)).isEqualTo(terminal);
	}

}
