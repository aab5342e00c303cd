package io.rushb.endpoint;

import java.util.Arrays;
import java.util.Random;

import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.testing.PartDownload;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.StatText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** P4: every part of every range of small files, with zeros at every place. */
class EveryPartTests {

	private static final int[] SIZES = { 1, 2, 1463, 1464, 1465, 2927, 2928, 2929, 4391, 4392, 4393, 7320 };

	private void assertEveryRangeIsRight(VirtualServer server, byte[] content) {
		server.with("f", content);
		PartDownload client = new PartDownload(server, VirtualServer.CLIENT);
		StatText stat = client.stat("f");
		assertThat(stat.size()).isEqualTo(content.length);
		int segments = (content.length + 1463) / 1464;
		for (int first = 0; first <= segments; first++) {
			for (int last = first; last <= segments; last++) {
				byte[] part = client.part(stat, first, last, "f");
				if (last < segments) {
					assertThat(part).as("%d-%d of %d", first, last, content.length)
						.isEqualTo(
								Arrays.copyOfRange(content, 1464 * first, Math.min(content.length, 1464 * (last + 1))));
				}
				else {
					assertThat(part).as("%d-%d of %d", first, last, content.length).isNull();
				}
			}
		}
		server.assertClean();
	}

	private static byte[] random(int size, long seed) {
		byte[] content = new byte[size];
		new Random(seed).nextBytes(content);
		return content;
	}

	@Test
	void carriesEveryRangeOfFilesOfEverySize() {
		for (int size : SIZES) {
			assertEveryRangeIsRight(new VirtualServer(), random(size, size));
		}
	}

	@Test
	void carriesFilesOfNothingButZeros() {
		for (int size : SIZES) {
			assertEveryRangeIsRight(new VirtualServer(), new byte[size]);
		}
	}

	@Test
	void carriesZerosAtEveryPlaceNearTheEdgesOfSegments() {
		int size = 2 * 1464 + 3;
		int[] edges = { 0, 1, 2, 1461, 1462, 1463, 1464, 1465, 1466, 2925, 2926, 2927, 2928, 2929, 2930 };
		for (int from : edges) {
			for (int to : edges) {
				if (to >= from) {
					byte[] content = random(size, 7);
					Arrays.fill(content, from, to + 1, (byte) 0);
					assertEveryRangeIsRight(new VirtualServer(), content);
				}
			}
		}
	}

	@Test
	void carriesHolesOfManySegments() {
		byte[] content = random(40 * 1464, 3);
		Arrays.fill(content, 3 * 1464 - 1, 37 * 1464 + 1, (byte) 0);
		VirtualServer server = new VirtualServer().with("f", content);
		PartDownload client = new PartDownload(server, VirtualServer.CLIENT);
		assertThat(client.part(client.stat("f"), 0, 39, "f")).isEqualTo(content);
		server.assertClean();
	}

	/** With chunks of every length that differs in how segments lie in them. */
	@ParameterizedTest
	@ValueSource(ints = { 1464, 1465, 2000, 2928, 4096, 10_000 })
	void carriesEveryRangeWhateverIsReadAtATime(int chunkLength) {
		for (long budget : new long[] { 0, chunkLength, 3L * chunkLength }) {
			assertEveryRangeIsRight(new VirtualServer(ProtocolSettings.DEFAULTS, EndpointSettings.DEFAULTS,
					new ReadAheadBudget(budget, chunkLength)), random(6 * 1464 + 100, chunkLength));
		}
	}

	@Test
	void carriesSegmentsBeyondFourGigabytes() {
		VirtualServer server = new VirtualServer();
		long size = 5_000_000_000L;
		server.store().put("f", size, (position) -> (int) (position * 31 >>> 8));
		PartDownload client = new PartDownload(server, VirtualServer.CLIENT);
		StatText stat = client.stat("f");
		long last = size / 1464;
		byte[] part = client.part(stat, last - 3, last, "f");
		for (int i = 0; i < part.length; i++) {
			assertThat(part[i]).isEqualTo((byte) (((last - 3) * 1464 + i) * 31 >>> 8));
		}
		server.assertClean();
	}

}
