package io.rushb.client.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import io.rushb.session.Outcome;
import io.rushb.session.ProtocolSettings;
import io.rushb.testing.LinkFaults;
import io.rushb.testing.TestSettings;
import io.rushb.wire.Options;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client's core against the server's real core in virtual time. A failure names the
 * seed.
 */
class ClientExchangeSimulationTests {

	private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

	private static final Options CHECKED = new Options(true, false);

	/** As patient as the server's idle timeout. */
	private static final ExchangeSettings PATIENT = new ExchangeSettings(CHECKED, true, false, Duration.ofSeconds(1),
			Duration.ofSeconds(120), Duration.ofMillis(100));

	private static final ExchangeSettings STRICT = new ExchangeSettings(CHECKED, false, true, Duration.ofSeconds(1),
			Duration.ofSeconds(120), Duration.ofMillis(100));

	@Test
	void fetchesEveryByteWithoutARepetitionOnAGoodNetwork() {
		for (int size : new int[] { 0, 1, 1463, 1464, 1465, 2466, 100_000 }) {
			byte[] content = content(size, size);
			EndpointPeer server = new EndpointPeer(content, ProtocolSettings.DEFAULTS);
			ClientExchange client = client(PATIENT);
			assertThat(new ClientSimulation(1, LinkFaults.NONE, client, server).run()).isEqualTo(content);
			assertThat(client.outcome()).isEqualTo(ExchangeOutcome.COMPLETE);
			assertThat(client.view().closed()).isTrue();
			assertThat(client.view().counts().repeats()).isZero();
			assertThat(client.view().counts().retransmissions()).isZero();
			assertThat(server.outcomes()).containsExactly(Outcome.COMPLETED);
		}
	}

	@Test
	void fetchesEveryByteThroughLoss() {
		Map<ExchangeOutcome, Integer> outcomes = runSeeds(2000, LinkFaults.NONE.losing(0.2), PATIENT);
		assertThat(outcomes).containsOnlyKeys(ExchangeOutcome.COMPLETE);
	}

	@Test
	void fetchesEveryByteThroughEveryFaultAtOnce() {
		LinkFaults faults = new LinkFaults(0.15, 0.1, 0.1, false, 0.1, 5 * MILLISECOND, 20 * MILLISECOND);
		Map<ExchangeOutcome, Integer> outcomes = runSeeds(3000, faults, PATIENT);
		assertThat(outcomes).containsOnlyKeys(ExchangeOutcome.COMPLETE);
	}

	@Test
	void fetchesEveryByteOverARoundTripLongerThanEveryTimer() {
		LinkFaults faults = new LinkFaults(0.1, 0.1, 0, false, 0.1, 1500 * MILLISECOND, 500 * MILLISECOND);
		Map<ExchangeOutcome, Integer> outcomes = runSeeds(500, faults, PATIENT);
		assertThat(outcomes.get(ExchangeOutcome.COMPLETE)).isGreaterThanOrEqualTo(495);
	}

	/**
	 * Half of all packets are lost either way. A server sends no packet more than eight
	 * times before its client has answered 16 times (rule T5), so that the start of a few
	 * transfers in a hundred does not get through.
	 */
	@Test
	void fetchesEveryByteThroughALineThatLosesHalf() {
		LinkFaults faults = new LinkFaults(0.5, 0.1, 0.1, false, 0.1, 5 * MILLISECOND, 20 * MILLISECOND);
		Map<ExchangeOutcome, Integer> outcomes = runSeeds(500, faults, PATIENT);
		assertThat(outcomes.get(ExchangeOutcome.COMPLETE)).isGreaterThan(470);
	}

	/**
	 * The header has no checksum. A tenth of all headers damaged may leave both sides at
	 * numbers that never fit again, which must show; but nearly all such confusion is
	 * repaired, and in no case is a wrong byte delivered.
	 */
	@Test
	void getsOverDamagedHeaders() {
		LinkFaults faults = new LinkFaults(0.1, 0.05, 0.2, true, 0.05, 5 * MILLISECOND, 20 * MILLISECOND);
		Map<ExchangeOutcome, Integer> outcomes = runSeeds(3000, faults, PATIENT);
		assertThat(outcomes.get(ExchangeOutcome.COMPLETE)).isGreaterThan(2960);
	}

	@Test
	void fetchesEncryptedBytesThroughEveryFault() {
		LinkFaults faults = new LinkFaults(0.15, 0.1, 0.1, false, 0.1, 5 * MILLISECOND, 20 * MILLISECOND);
		ExchangeSettings encrypted = new ExchangeSettings(new Options(true, true), true, false, Duration.ofSeconds(1),
				Duration.ofSeconds(120), Duration.ofMillis(100));
		assertThat(runSeeds(300, faults, encrypted)).containsOnlyKeys(ExchangeOutcome.COMPLETE);
	}

	@Test
	void fetchesEveryByteFromAServerWithAFixedTimer() {
		ProtocolSettings fixed = TestSettings.fixedTimeout(Duration.ofSeconds(4));
		LinkFaults faults = new LinkFaults(0.1, 0.05, 0.05, false, 0.1, 5 * MILLISECOND, 20 * MILLISECOND);
		assertThat(runSeeds(300, faults, PATIENT, fixed)).containsOnlyKeys(ExchangeOutcome.COMPLETE);
	}

	@Test
	void strictProfileFetchesEveryByteFromAServerThatTakesOnlyTheNextNumber() {
		LinkFaults faults = new LinkFaults(0.15, 0, 0.1, false, 0, 5 * MILLISECOND, 20 * MILLISECOND);
		for (long seed = 0; seed < 1000; seed++) {
			byte[] content = content(seed, 1 + (int) (seed * 97 % 30_000));
			StrictPeer server = new StrictPeer(content);
			ClientExchange client = client(STRICT);
			ClientSimulation simulation = new ClientSimulation(seed, faults, client, server);
			assertThat(Arrays.equals(simulation.run(), content)).as("seed %d", seed).isTrue();
			assertThat(simulation.lateGets).as("GETs refused in seed %d", seed).isZero();
			assertThat(client.outcome()).as("seed %d", seed).isEqualTo(ExchangeOutcome.COMPLETE);
			assertThat(server.refused).as("numbers refused in seed %d", seed).isZero();
			assertThat(client.view().counts().naks()).isZero();
		}
	}

	@Test
	void strictProfileFetchesEveryByteThroughEveryFault() {
		LinkFaults faults = new LinkFaults(0.15, 0.1, 0.1, false, 0.1, 5 * MILLISECOND, 20 * MILLISECOND);
		for (long seed = 0; seed < 500; seed++) {
			byte[] content = content(seed, 1 + (int) (seed * 97 % 30_000));
			ClientExchange client = client(STRICT);
			StrictPeer server = new StrictPeer(content);
			ClientSimulation simulation = new ClientSimulation(seed, faults, client, server);
			assertThat(Arrays.equals(simulation.run(), content)).as("seed %d", seed).isTrue();
			assertThat(simulation.lateGets).as("GETs refused in seed %d", seed).isZero();
			// A copy that the network makes of a packet looks like a repeated one.
			assertThat(server.refused).as("numbers refused in seed %d", seed).isLessThanOrEqualTo(simulation.copies());
		}
	}

	/**
	 * Our own server forgets a client after three packets without an answer (rule T3),
	 * and a strict client sends no second GET: it is left for another attempt, before a
	 * byte of it was delivered. Seldom it gives up eight copies later (rule T5).
	 */
	@Test
	void strictProfileFetchesFromOurServerOrLeavesItAtTheStart() {
		LinkFaults faults = new LinkFaults(0.15, 0.1, 0.1, false, 0.1, 5 * MILLISECOND, 20 * MILLISECOND);
		int complete = 0;
		int brokenOff = 0;
		for (long seed = 0; seed < 500; seed++) {
			byte[] content = content(seed, 1 + (int) (seed * 97 % 30_000));
			ClientExchange client = client(STRICT);
			EndpointPeer server = new EndpointPeer(content, ProtocolSettings.DEFAULTS);
			byte[] received = new ClientSimulation(seed, faults, client, server).run();
			boolean whole = client.outcome() == ExchangeOutcome.COMPLETE;
			assertThat(received).as("seed %d", seed).isEqualTo(Arrays.copyOf(content, received.length));
			assertThat(!whole || received.length == content.length).as("seed %d", seed).isTrue();
			brokenOff += (!whole && received.length > 0) ? 1 : 0;
			complete += whole ? 1 : 0;
		}
		assertThat(complete).isGreaterThan(480);
		assertThat(brokenOff).isLessThan(5);
	}

	private static Map<ExchangeOutcome, Integer> runSeeds(int seeds, LinkFaults faults, ExchangeSettings settings) {
		return runSeeds(seeds, faults, settings, ProtocolSettings.DEFAULTS);
	}

	private static Map<ExchangeOutcome, Integer> runSeeds(int seeds, LinkFaults faults, ExchangeSettings settings,
			ProtocolSettings serverSettings) {
		Map<ExchangeOutcome, Integer> outcomes = new EnumMap<>(ExchangeOutcome.class);
		for (long seed = 0; seed < seeds; seed++) {
			byte[] content = content(seed, 1 + (int) (seed * 97 % 30_000));
			EndpointPeer server = new EndpointPeer(content, serverSettings);
			ClientExchange client = client(settings);
			byte[] received = new ClientSimulation(seed, faults, client, server).run();
			ExchangeOutcome outcome = client.outcome();
			int length = (outcome == ExchangeOutcome.COMPLETE) ? content.length : received.length;
			boolean right = Arrays.equals(received, 0, received.length, content, 0, length);
			assertThat(right).as("every byte in seed %d", seed).isTrue();
			outcomes.merge(Objects.requireNonNull(outcome), 1, Integer::sum);
		}
		return outcomes;
	}

	private static ClientExchange client(ExchangeSettings settings) {
		return new ClientExchange("file".getBytes(StandardCharsets.US_ASCII), settings, (nanos) -> {
		});
	}

	private static byte[] content(long seed, int size) {
		byte[] content = new byte[size];
		SplittableRandom random = new SplittableRandom(seed);
		for (int i = 0; i < size; i++) {
			// Zeros now and then, but not in the end (rule S5); nothing over 248 (W6).
			content[i] = (byte) ((i < size - 1 && random.nextInt(4) == 0) ? 0 : 1 + random.nextInt(248));
		}
		return content;
	}

}
