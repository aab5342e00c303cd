package io.rushb.simulation;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.rushb.session.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * At up to 30 % loss each way every willing client gets its resource, and nobody waits
 * for ever for an answer that the other side believes it gave.
 */
class LivenessTests {

	private static final int SEEDS = 1000;

	@Test
	void everyWillingClientGetsItsResourceInSpiteOfLossCopiesAndDisorder() {
		Runs.seeds(LivenessTests.class, SEEDS, LivenessTests::disordered);
	}

	@Test
	void everyProvenSessionCompletesInSpiteOfLoss() {
		Runs.seeds(LivenessTests.class, SEEDS, (trace) -> lossy(trace, null, (run) -> {
			assertEverybodyFinished(run);
			assertThat(run.expected().of(Outcome.IDLE)).as("sessions that ended idle")
				.isEqualTo(run.expected().silencedAndThen(Outcome.IDLE));
		}));
	}

	/** The livelock of rule A1: a lost answer, after which the next number is refused. */
	@Test
	void strictServerLocksUpOnTheSameSeedsOnWhichTheWindowLetsClientsMoveOn() {
		AtomicInteger locked = new AtomicInteger();
		int seeds = Runs.seeds(LivenessTests.class, SEEDS, (trace) -> (seed) -> {
			RunPlan plan = RandomPlans.willing(seed, ClientKind.PUBLISHED);
			Simulation real = run(trace, seed, lossOnly(seed), plan);
			assertNoneLocked(real);
			Simulation strict = run(Trace.off(), seed, lossOnly(seed),
					RandomPlans.willing(seed, ClientKind.PUBLISHED).asStrict());
			if (stuck(strict) > stuck(real)) {
				locked.incrementAndGet();
			}
		});
		System.out.printf("%,d lossy seeds: a strict server locked up on %,d, the real one on none%n", seeds,
				locked.get());
		if (seeds == SEEDS) {
			assertThat(locked).as("seeds on which a strict server locks up").hasValueGreaterThan(SEEDS / 3);
		}
	}

	/** Sessions whose client talked on and was not heard. */
	private static int stuck(Simulation run) {
		return run.expected().of(Outcome.IDLE) + run.expected().of(Outcome.UNPROVEN);
	}

	static Consumer<Long> disordered(Trace trace) {
		return (seed) -> {
			SplittableRandom random = new SplittableRandom(~seed);
			Faults[] ways = { Faults.lossAndDisorder(random), Faults.lossAndDisorder(random) };
			assertEverybodyFinished(run(trace, seed, ways, RandomPlans.willing(seed, null)));
		};
	}

	static Consumer<Long> lossy(Trace trace, @Nullable ClientKind only, Consumer<Simulation> check) {
		return (seed) -> check.accept(run(trace, seed, lossOnly(seed), RandomPlans.willing(seed, only)));
	}

	private static Faults[] lossOnly(long seed) {
		SplittableRandom random = new SplittableRandom(~seed);
		return new Faults[] { Faults.lossOnly(random), Faults.lossOnly(random) };
	}

	private static Simulation run(Trace trace, long seed, Faults[] ways, RunPlan plan) {
		return new Simulation(plan, (arrivals, chance) -> new HostileNetwork(arrivals, ways[0], ways[1], chance), trace)
			.run();
	}

	private static void assertNoneLocked(Simulation run) {
		assertEverybodyFinished(run);
		assertThat(run.expected().of(Outcome.IDLE)).as("sessions that ended idle")
			.isEqualTo(run.expected().silencedAndThen(Outcome.IDLE));
		assertThat(run.expected().of(Outcome.ABORTED)).as("sessions that were given up")
			.isEqualTo(run.expected().flawed() + run.expected().silencedAndThen(Outcome.ABORTED));
	}

	private static void assertEverybodyFinished(Simulation run) {
		assertThat(run.clients()).as("clients").allMatch(SimulatedClient::isFinished);
	}

}
