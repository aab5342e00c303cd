package io.rushb.metrics;

import java.util.Arrays;

import io.rushb.wire.Corruption;
import io.rushb.wire.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The values of labels.
 */
class LabelTests {

	@Test
	void labelsAreThoseOfTheContract() {
		assertThat(Arrays.stream(Corruption.values()).map(Label::of)).containsExactlyInAnyOrder("checksum", "length",
				"version", "reserved", "flags", "payload");
		assertThat(Label.of(Kind.DAT_ACK)).isEqualTo("dat_ack");
	}

}
