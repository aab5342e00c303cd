package io.rushb.simulation;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Runs simulations, and explains those that fail: by their seed, the command that repeats
 * them and a trace.
 */
final class Runs {

	/** The seed to repeat, if any. */
	static final @Nullable Long ONLY_SEED = Long.getLong("simulation.seed");

	private Runs() {
	}

	/** Runs the first seeds, or the one that is to be repeated; returns how many. */
	static int seeds(Class<?> test, int count, Function<Trace, Consumer<Long>> run) {
		if (ONLY_SEED != null) {
			replay(test, ONLY_SEED, run);
			return 1;
		}
		each(LongStream.range(0, count).boxed(), (seed) -> one(test, seed, run));
		return count;
	}

	/** Does something for each in parallel, until one fails. */
	static <T> void each(Stream<T> all, Consumer<T> action) {
		Optional<AssertionError> failure = all.parallel()
			.map((one) -> failureOf(one, action))
			.flatMap(Optional::stream)
			.findAny();
		if (failure.isPresent()) {
			throw failure.get();
		}
	}

	private static <T> Optional<AssertionError> failureOf(T one, Consumer<T> action) {
		try {
			action.accept(one);
			return Optional.empty();
		}
		catch (AssertionError failure) {
			return Optional.of(failure);
		}
	}

	static void one(Class<?> test, long seed, Function<Trace, Consumer<Long>> run) {
		explained(test, "seed", seed, run.apply(Trace.off()), run);
	}

	private static void replay(Class<?> test, long seed, Function<Trace, Consumer<Long>> run) {
		Trace trace = Trace.on();
		try {
			run.apply(trace).accept(seed);
		}
		finally {
			System.out.println("seed " + seed + " of " + test.getSimpleName() + "\n" + trace);
		}
	}

	/** Runs once; if that fails, once more with a trace. */
	static <T> void explained(Class<?> test, String name, T seed, Consumer<T> quick,
			Function<Trace, Consumer<T>> traced) {
		try {
			quick.accept(seed);
		}
		catch (RuntimeException | AssertionError failure) {
			throw new AssertionError(report(test, name, seed, failure, traced), failure);
		}
	}

	private static <T> String report(Class<?> test, String name, T seed, Throwable failure,
			Function<Trace, Consumer<T>> traced) {
		Trace trace = Trace.on();
		String again = "it did not fail again";
		try {
			traced.apply(trace).accept(seed);
		}
		catch (RuntimeException | AssertionError second) {
			again = String.valueOf(second);
		}
		return String.format(Locale.ROOT, "%s %s: %s%nTo repeat it: ./mvnw test -Dtest=%s -Dsimulation.%s=%s%n%s%n%s",
				name, seed, failure, test.getSimpleName(), name, seed, trace, again);
	}

}
