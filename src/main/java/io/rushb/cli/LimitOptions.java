package io.rushb.cli;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The limits of a fetch. Without them an endless file would fill the disk, or take for
 * ever.
 */
final class LimitOptions {

	@Option(names = "--max-size", paramLabel = "SIZE", converter = SizeConverter.class,
			description = "Give up when a file, or with -r all files together, has more bytes than this: 500, 64KB, 1.5MB,"
					+ " 2G. Default: any size.")
	private @Nullable Long maxSize;

	@Option(names = "--max-time", paramLabel = "TIME", converter = TimeoutConverter.class,
			description = "Give up when a file, or with -r all of them, has taken longer than this, though bytes still come."
					+ " Default: any time.")
	private @Nullable Duration maxTime;

	@Option(names = "--min-free", paramLabel = "SIZE", defaultValue = "100MB", converter = SizeConverter.class,
			description = "Give up when the disk has less free space than this and the file more bytes than this."
					+ " Default: ${DEFAULT-VALUE}.")
	private long minFree;

	/** The limits of one fetch, which begins now. */
	Limits begin(@Nullable Path file) {
		return new Limits(this.maxSize, this.maxTime, this.minFree, file, System.nanoTime());
	}

}
