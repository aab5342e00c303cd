package io.rushb.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs the micro-benchmarks and makes a table of them. Whatever else runs on the machine
 * only ever adds to a time, so the table has the median and the least of all iterations
 * in place of JMH's mean.
 */
public final class MicroBenchmarks {

	private MicroBenchmarks() {
	}

	/**
	 * Runs benchmarks.
	 * @param args where to write the table, then JMH's options
	 * @throws CommandLineOptionException if JMH does not understand its options
	 * @throws RunnerException if a benchmark fails
	 * @throws IOException if the table cannot be written
	 */
	public static void main(String[] args) throws CommandLineOptionException, RunnerException, IOException {
		String[] options = Arrays.copyOfRange(args, 1, args.length);
		Runner runner = new Runner(new OptionsBuilder().parent(new CommandLineOptions(options))
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.build());
		List<String> table = new ArrayList<>();
		table.add("| benchmark | ns: median | least | heap: bytes |");
		table.add("|---|---|---|---|");
		runner.run().forEach((result) -> table.add(row(result)));
		Files.write(Path.of(args[0]), table);
	}

	private static String row(RunResult result) {
		Statistics nanos = result.getPrimaryResult().getStatistics();
		Result<?> heap = result.getSecondaryResults().get("gc.alloc.rate.norm");
		return String.format(Locale.ROOT, "| %s | %.0f | %.0f | %.0f |", name(result.getParams()),
				nanos.getPercentile(50), nanos.getMin(), heap.getScore());
	}

	/** The class, the method, and what the parameters are. */
	private static String name(BenchmarkParams params) {
		StringBuilder name = new StringBuilder(params.getBenchmark().replaceFirst("^.*\\.(\\w+)Benchmark\\.", "$1 "));
		for (String key : params.getParamsKeys()) {
			name.append(", ").append(key).append(' ').append(params.getParam(key));
		}
		return name.toString();
	}

}
