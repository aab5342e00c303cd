package io.rushb.cli;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import io.rushb.client.Cancellation;
import io.rushb.client.FetchException;
import io.rushb.client.FetchListener;
import io.rushb.client.FetchOptions;
import io.rushb.client.FetchResult;
import io.rushb.client.PartName;
import io.rushb.client.RushbClient;

/**
 * Fetches resources one after the other, and reports each.
 */
final class Fetching {

	private final RushbClient client;

	private final LimitOptions limits;

	private final FetchOptions options;

	private final Reporter reporter;

	private final Supplier<OutputStream> standardOutput;

	private final int width;

	private final PacketTrace trace;

	/**
	 * Makes a fetching.
	 * @param client what fetches
	 * @param options what each fetch is to be like
	 * @param limits how much each may take
	 * @param reporter is told the result of each
	 * @param standardOutput where bytes go that go into no file
	 * @param width the width of the terminal, in columns
	 * @param trace shows and keeps the packets
	 */
	Fetching(RushbClient client, FetchOptions options, LimitOptions limits, Reporter reporter,
			Supplier<OutputStream> standardOutput, int width, PacketTrace trace) {
		this.client = client;
		this.options = options;
		this.limits = limits;
		this.trace = trace;
		this.reporter = reporter;
		this.standardOutput = standardOutput;
		this.width = width;
	}

	/** Fetches all; returns the exit code of the first that failed. */
	ExitCode run(List<Target> targets) {
		ExitCode code = ExitCode.FETCHED;
		tellOfLeftParts(targets);
		try (Interruption interruption = new Interruption()) {
			for (Target target : targets) {
				ExitCode one = fetch(target, interruption.cancellation());
				code = (code == ExitCode.FETCHED) ? one : code;
			}
		}
		return code;
	}

	/**
	 * Leftovers of the same files are reclaimed; those of others may still be wanted.
	 */
	private void tellOfLeftParts(List<Target> targets) {
		Set<Path> directories = new LinkedHashSet<>();
		Set<Path> reclaimed = new HashSet<>();
		for (Target target : targets) {
			Path file = target.file();
			if (file != null) {
				directories.add(Objects.requireNonNull(file.toAbsolutePath().getParent()));
				reclaimed.add(PartName.of(file.toAbsolutePath()));
			}
		}
		for (Path directory : directories) {
			for (Path part : PartName.left(directory)) {
				if (!reclaimed.contains(part)) {
					this.reporter.left(part);
				}
			}
		}
	}

	private ExitCode fetch(Target target, Cancellation cancellation) {
		if (cancellation.isCancelled()) {
			this.reporter.skipped(target.uri().toString());
			return ExitCode.CANCELLED;
		}
		try {
			FetchResult result;
			try (ProgressDisplay progress = ProgressDisplay.of(target.uri().fileName(), this.width,
					!showsProgress(target), this.limits.begin(target.file()), this.reporter::reclaimed)) {
				Path file = target.file();
				FetchListener listener = this.trace.of(progress);
				result = (file != null) ? this.client.fetch(target.uri(), file, this.options, listener, cancellation)
						: this.client.fetch(target.uri(), this.standardOutput.get(), this.options, listener,
								cancellation);
			}
			this.reporter.fetched(target, result);
			return ExitCode.FETCHED;
		}
		catch (Limits.LimitReached ex) {
			this.reporter.failed(target.uri().toString(), ex.kind(), ex.getMessage());
			return ex.kind().exitCode();
		}
		catch (FetchException ex) {
			this.reporter.failed(target.uri().toString(), ex);
			return ErrorKind.of(ex).exitCode();
		}
	}

	/** If the bytes go to the terminal, a progress line would get between them. */
	private boolean showsProgress(Target target) {
		return this.reporter.showsProgress() && !this.trace.isShown()
				&& (target.file() != null || !ErrorOutput.isOutputTerminal());
	}

}
