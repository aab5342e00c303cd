package io.rushb.simulation;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.rushb.endpoint.EndpointSettings;
import io.rushb.session.ProtocolSettings;
import io.rushb.simulation.Resource.Fault;
import io.rushb.wire.Options;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All patterns of dropping, delivering and copying the first packets of a transfer of
 * three data packets, for each kind of client that leaves nothing to chance.
 */
class ExhaustiveTests {

	private static final long SECOND = SimulatedClient.SECOND;

	/** The first packets that are fixed for one task, so that tasks share the work. */
	private static final int FIXED = 3;

	private static final @Nullable String ONLY = System.getProperty("simulation.pattern");

	private static final List<ClientKind> KINDS = Arrays.stream(ClientKind.values())
		.filter((kind) -> kind != ClientKind.RANDOM)
		.toList();

	private static final Resource RESOURCE = new Resource("file", content(), Fault.NONE);

	private static final InetSocketAddress ADDRESS = new InetSocketAddress("10.0.0.1", 40_000);

	@Test
	void everyPatternOfTheFirstPacketsEndsWell() {
		tryAll(9);
	}

	@Test
	@Tag("soak")
	void everyPatternOfTheFirstTwelvePacketsEndsWell() {
		tryAll(12);
	}

	private static void tryAll(int depth) {
		if (ONLY != null) {
			replay(ONLY);
			return;
		}
		AtomicLong runs = new AtomicLong();
		AtomicLong patterns = new AtomicLong();
		int tasks = 27;
		Stream<int[]> work = KINDS.stream()
			.flatMap((kind) -> IntStream.range(0, tasks).mapToObj((task) -> new int[] { kind.ordinal(), task }));
		Runs.each(work, (share) -> {
			ClientKind kind = ClientKind.values()[share[0]];
			int[] first = new int[depth];
			for (int i = 0, rest = share[1]; i < FIXED; i++, rest /= 3) {
				first[i] = rest % 3;
			}
			for (Pattern next = new Pattern(first); next != null; next = next.following(FIXED)) {
				tryOne(kind, next);
				runs.incrementAndGet();
				patterns.addAndGet(next.alike());
			}
		});
		System.out.printf("%,d patterns of the first %d packets in %,d runs%n", patterns.get(), depth, runs.get());
		long all = KINDS.size() * Math.round(Math.pow(3, depth));
		assertThat(patterns).as("patterns tried").hasValue(all);
	}

	private static void tryOne(ClientKind kind, Pattern pattern) {
		Runs.explained(ExhaustiveTests.class, "pattern", kind + ":" + pattern,
				(name) -> run(kind, pattern, Trace.off()), (trace) -> (name) -> run(kind, pattern.again(), trace));
	}

	private static void replay(String named) {
		Trace trace = Trace.on();
		String[] parts = named.split(":");
		Consumer<Trace> run = (into) -> run(ClientKind.valueOf(parts[0]), Pattern.parse(parts[1]), into);
		try {
			run.accept(trace);
		}
		finally {
			System.out.println(named + "\n" + trace);
		}
	}

	private static void run(ClientKind kind, Pattern pattern, Trace trace) {
		Resource resource = RESOURCE.again();
		ClientPlan plan = new ClientPlan(kind, ADDRESS, resource, resource, Options.NONE, 0, 1500 * SECOND / 1000,
				90 * SECOND, 3600 * SECOND, 0, 2);
		Simulation simulation = new Simulation(
				new RunPlan(1, ProtocolSettings.DEFAULTS, EndpointSettings.DEFAULTS, 1024 * 1024, 64 * 1024, 0, 0,
						false, false, List.of(plan), RunPlan.having(List.of(resource))),
				(arrivals, random) -> new PatternNetwork(arrivals, pattern), trace);
		simulation.run();
		Violation.unless(!kind.isWilling() || simulation.clients().get(0).isFinished(), "the client did not finish");
	}

	private static byte[] content() {
		byte[] content = new byte[2 * 1464 + 1];
		for (int i = 0; i < content.length; i++) {
			content[i] = (byte) (1 + i % 251);
		}
		return content;
	}

}
