package io.rushb.endpoint;

import java.util.Random;
import java.util.function.LongToIntFunction;

import io.rushb.session.Outcome;
import io.rushb.testing.BadNetwork;
import io.rushb.testing.Download;
import io.rushb.testing.LinkFaults;
import io.rushb.testing.PublishedClient;
import io.rushb.testing.VirtualNetwork;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files of all sizes, every byte compared.
 */
class FileSizesTests {

	private static byte[] text(int size) {
		Random random = new Random(size);
		byte[] content = new byte[size];
		for (int at = 0; at < size; at++) {
			content[at] = (byte) (1 + random.nextInt(248));
		}
		return content;
	}

	@ParameterizedTest
	@DisplayName("S3, S4, S6")
	@CsvSource({ "0, 1", "1, 1", "1463, 1", "1464, 1", "1465, 2", "2927, 2", "2928, 2", "2929, 3", "32768, 23",
			"32769, 23", "3145728, 2149" })
	void everyByteArrivesInTheFewestPackets(int size, int packets) {
		for (Options options : new Options[] { Options.NONE, new Options(true, false), new Options(false, true),
				new Options(true, true) }) {
			VirtualServer server = new VirtualServer().with("f", text(size));
			assertThat(Download.of(server, "f", options)).isEqualTo(text(size));
			assertThat(server.events().countSent(Kind.DAT)).isEqualTo(packets);
			assertThat(server.events().countSent(Kind.FIN)).isEqualTo(1);
			assertThat(server.events().countSent(Kind.FIN_ACK)).isEqualTo(1);
			assertThat(server.events().countReceived(Kind.GET)).isEqualTo(1);
			assertThat(server.events().countReceived(Kind.DAT_ACK)).isEqualTo(packets);
			assertThat(server.events().countReceived(Kind.FIN_ACK)).isEqualTo(1);
			assertThat(server.events().acknowledgedBytes()).isEqualTo(size);
			assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
			assertThat(server.events().closedSessions()).singleElement().satisfies((view) -> {
				assertThat(view.bytesDone()).isEqualTo(size);
				assertThat(view.bytesTotal()).isEqualTo(size);
				assertThat(view.packets()).isEqualTo(packets + 2);
			});
			server.assertClean();
		}
	}

	@Test
	@DisplayName("N1, N2")
	void fileOfMoreThan65535PacketsArrivesWholeThoughNumbersWrap() {
		// Computed, because neither the test nor the server should hold 96 MB.
		long size = 1464L * 66_000 + 7;
		LongToIntFunction bytes = (position) -> 1 + (int) ((position * 31 + position / 1464) & 0x7f);
		VirtualServer server = new VirtualServer();
		server.store().put("f", size, bytes);
		Download download = new Download(server, VirtualServer.CLIENT, Options.NONE);
		long[] received = { 0 };
		download.begin("f");
		while (!download.isFinished()) {
			download.step((data) -> {
				for (byte value : data) {
					if (value != (byte) bytes.applyAsInt(received[0]++)) {
						throw new AssertionError("wrong byte at " + (received[0] - 1));
					}
				}
			});
		}
		assertThat(received[0]).isEqualTo(size);
		assertThat(download.packets()).isEqualTo(66_001);
		assertThat(server.events().unacceptable()).isZero();
		server.assertClean();
	}

	@Test
	@DisplayName("N2, A1, A4")
	void lossAroundTheWrapDoesNoHarm() {
		// Zeros make packets of 1 and 1464 bytes in turn, which wrap after 48 MB.
		long size = 1465L * 33_000 + 1;
		LongToIntFunction bytes = (position) -> {
			int inTurn = (int) (position % 1465);
			return (inTurn == 0 || inTurn == 1464) ? 'x' : 0;
		};
		VirtualServer server = new VirtualServer();
		server.store().put("f", size, bytes);
		long[] received = { 0 };
		PublishedClient client = new PublishedClient(Options.NONE, (data) -> {
			for (byte value : data) {
				if (value != (byte) bytes.applyAsInt(received[0]++)) {
					throw new AssertionError("wrong byte at " + (received[0] - 1));
				}
			}
		});
		BadNetwork network = new BadNetwork(LinkFaults.NONE, 65_536);
		VirtualNetwork path = new VirtualNetwork(server, network);
		path.request(VirtualServer.CLIENT, client, "f");
		LinkFaults bad = new LinkFaults(0.3, 0.15, 0, false, 0.15, 5_000_000, 0);
		while (!client.isClosed()) {
			boolean nearTheWrap = client.expected() > 65_530 || (received[0] > size / 2 && client.expected() < 6);
			network.become(nearTheWrap ? bad : LinkFaults.NONE);
			path.step();
		}
		assertThat(received[0]).isEqualTo(size);
		assertThat(server.events().retransmissions()).isPositive();
		server.assertClean();
	}

}
