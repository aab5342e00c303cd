package io.rushb.fuzz;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

import io.rushb.endpoint.AbuseSettings;
import io.rushb.endpoint.EndpointSettings;
import io.rushb.session.SessionView;
import io.rushb.testing.Exchange;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Decoded;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mutated exchanges do no harm: no exception, no change to another client's session, no
 * table over its bound. A failure says which seed to repeat.
 */
class FuzzTests {

	private static final @Nullable Long ONLY_SEED = Long.getLong("fuzz.seed");

	private static final long SECONDS = Long.getLong("soak.seconds", 60);

	private static final int SEEDS = 200;

	private static final int EXCHANGES = 50;

	private static final int LIMIT = 4;

	private static final EndpointSettings SETTINGS = new EndpointSettings(LIMIT, 2, LIMIT, Duration.ofSeconds(10),
			LIMIT, AbuseSettings.OFF);

	private final List<List<byte[]>> corpus = Corpus.exchanges();

	@Test
	void codecTakesAnyBytesAndGivesBackWhatItTook() {
		each(0, SEEDS, this::fuzzCodec);
	}

	@Test
	void endpointTakesAnyExchangeAndOtherClientsDoNotNotice() {
		each(0, SEEDS, this::fuzzEndpoint);
	}

	@Test
	@Tag("soak")
	void codecAndEndpointTakeWhateverComes() {
		long began = System.nanoTime();
		long first = System.currentTimeMillis() << 20;
		long seed = first;
		while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(SECONDS)) {
			each(seed, seed + SEEDS, this::fuzzEndpoint);
			each(seed, seed + SEEDS, this::fuzzCodec);
			seed += SEEDS;
		}
		System.out.printf("soak of FuzzTests: %,d seeds from %d, %d exchanges each%n", seed - first, first, EXCHANGES);
	}

	private static void each(long from, long to, LongConsumer fuzz) {
		LongStream seeds = (ONLY_SEED != null) ? LongStream.of(ONLY_SEED) : LongStream.range(from, to);
		seeds.forEach((seed) -> {
			try {
				fuzz.accept(seed);
			}
			catch (RuntimeException | AssertionError failure) {
				throw new AssertionError("seed " + seed + ": " + failure
						+ "\nTo repeat it: ./mvnw test -Dtest=FuzzTests -Dfuzz.seed=" + seed, failure);
			}
		});
	}

	private void fuzzCodec(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		Mutator mutator = new Mutator(random, this.corpus);
		for (int i = 0; i < EXCHANGES; i++) {
			for (byte[] datagram : mutator.exchange()) {
				byte[] buffer = Arrays.copyOf(datagram, Math.max(datagram.length, PacketCodec.PACKET_LENGTH + 1));
				for (Sender sender : Sender.values()) {
					verify(PacketCodec.decode(buffer, datagram.length, sender), datagram);
				}
			}
		}
	}

	private static void verify(Decoded decoded, byte[] datagram) {
		if (!(decoded instanceof Packet packet) || !packet.isChecksumRight()) {
			return;
		}
		byte[] data = packet.data();
		byte[] again = PacketCodec.encode(packet.kind(), packet.options(), packet.sequence(), packet.acknowledgement(),
				data, 0, data.length);
		boolean survivesCipher = !packet.options().encryption() || Arrays.equals(payload(again), packet.payload());
		if (survivesCipher) {
			assertThat(again).isEqualTo(datagram);
		}
	}

	private static byte[] payload(byte[] datagram) {
		int end = datagram.length;
		while (end > PacketCodec.HEADER_LENGTH && datagram[end - 1] == 0) {
			end--;
		}
		return Arrays.copyOfRange(datagram, PacketCodec.HEADER_LENGTH, end);
	}

	private void fuzzEndpoint(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		Mutator mutator = new Mutator(random, this.corpus);
		byte[] content = new byte[40 * PacketCodec.MAX_PAYLOAD];
		Arrays.fill(content, (byte) (1 + random.nextInt(200)));
		VirtualServer server = new VirtualServer(SETTINGS).with("files/file.txt", Exchange.sample())
			.with("honest", content);
		HonestClient honest = new HonestClient(server, content);
		for (int i = 0; i < EXCHANGES; i++) {
			InetSocketAddress stranger = VirtualServer.client(2 + random.nextInt(6), 40_000 + random.nextInt(3));
			SessionView before = honest.view();
			for (byte[] datagram : mutator.exchange()) {
				server.receive(stranger, Arrays.copyOf(datagram, Math.max(datagram.length, 1)), datagram.length);
				assertThat(server.endpoint().activeSessions()).as("table").isLessThanOrEqualTo(LIMIT);
				assertThat(server.endpoint().lingeringSessions()).as("lingering").isLessThanOrEqualTo(LIMIT);
			}
			assertThat(honest.view()).as("another client's session").isEqualTo(before);
			honest.step();
			server.take(stranger);
			server.advance(Duration.ofMillis(random.nextInt(2000)));
		}
		honest.finish();
		server.advance(Duration.ofMinutes(3));
		server.assertClean();
	}

}
