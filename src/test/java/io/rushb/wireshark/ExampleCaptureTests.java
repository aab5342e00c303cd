package io.rushb.wireshark;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.rushb.testing.ClientPackets.get;
import static io.rushb.testing.ClientPackets.with;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The capture that people can open to try the dissector, and what the documentation says
 * they will see.
 */
class ExampleCaptureTests {

	private static final Path EXAMPLE = Path.of("tools", "wireshark", "example.pcap");

	private static final Path DOCUMENTATION = Path.of("docs", "wireshark.md");

	private static final Options CHK = new Options(true, false);

	private static final Options BOTH = new Options(true, true);

	private static final int SECOND = 40_002;

	private static final int THIRD = 40_003;

	private static byte[] packet(Kind kind, Options options, int sequence, int acknowledgement) {
		return PacketCodec.encode(kind, options, sequence, acknowledgement);
	}

	private static byte[] dat(int sequence, String data, Options options) {
		byte[] bytes = data.getBytes(StandardCharsets.US_ASCII);
		return PacketCodec.encode(Kind.DAT, options, sequence, 0, bytes, 0, bytes.length);
	}

	/** One bit damaged, one FIN+ACK lost, one request enciphered, one refused. */
	private static CaptureFile example() {
		byte[] second = dat(2, "aa" + "b".repeat(1000), CHK);
		return new CaptureFile().client(get("files/file.txt", CHK))
			.server(dat(1, "a".repeat(1464), CHK))
			.client(packet(Kind.DAT_ACK, CHK, 2, 1))
			.server(with(second, 500, 'c'))
			.client(packet(Kind.DAT_NAK, CHK, 3, 2))
			.server(second)
			.client(packet(Kind.DAT_ACK, CHK, 4, 2))
			.server(packet(Kind.FIN, CHK, 3, 0))
			.server(packet(Kind.FIN, CHK, 3, 0))
			.client(packet(Kind.FIN_ACK, CHK, 5, 3))
			.server(packet(Kind.FIN_ACK, CHK, 4, 5))
			.client(packet(Kind.DAT_ACK, CHK, 6, 2))
			.client(SECOND, get("secret.txt", BOTH))
			.server(SECOND, dat(1, "This is not secret at all.", BOTH))
			.client(SECOND, packet(Kind.DAT_ACK, BOTH, 2, 1))
			.client(THIRD, get("nothing.txt"))
			.server(THIRD, packet(Kind.FIN, Options.NONE, 1, 0))
			.client(THIRD, with(packet(Kind.FIN_ACK, Options.NONE, 2, 1), 7, 1));
	}

	@Test
	void theExampleIsMadeOfOurOwnPackets() throws Exception {
		assertThat(Files.readAllBytes(EXAMPLE)).isEqualTo(example().bytes());
	}

	@Test
	void theDocumentationShowsWhatWiresharkShows(@TempDir Path directory) throws Exception {
		String documentation = Files.readString(DOCUMENTATION);
		Optional<Tshark> tshark = Tshark.installed(directory);
		if (tshark.isPresent()) {
			List<String> shown = tshark.get().info(example());
			assertThat(documentation).contains(String.join("\n", shown));
		}
	}

}
