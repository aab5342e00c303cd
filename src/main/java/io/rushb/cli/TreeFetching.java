package io.rushb.cli;

import java.util.List;

import io.rushb.client.Cancellation;
import io.rushb.client.FetchException;
import io.rushb.client.RushbClient;
import io.rushb.client.TreeFailure;
import io.rushb.client.TreeOptions;
import io.rushb.client.TreeResult;

/**
 * Fetches trees one after the other, and reports each.
 */
final class TreeFetching {

	private final RushbClient client;

	private final LimitOptions limits;

	private final TreeOptions options;

	private final Reporter reporter;

	private final int width;

	private final PacketTrace trace;

	/**
	 * Makes a fetching.
	 * @param client what fetches
	 * @param options what each fetch is to be like
	 * @param limits how much each tree may take
	 * @param reporter is told what became of each
	 * @param width the width of the terminal, in columns
	 * @param trace shows and keeps the packets
	 */
	TreeFetching(RushbClient client, TreeOptions options, LimitOptions limits, Reporter reporter, int width,
			PacketTrace trace) {
		this.client = client;
		this.options = options;
		this.limits = limits;
		this.reporter = reporter;
		this.width = width;
		this.trace = trace;
	}

	/** Fetches all; returns the exit code of the first that failed. */
	ExitCode run(List<TreePlace> trees) {
		ExitCode code = ExitCode.FETCHED;
		try (Interruption interruption = new Interruption()) {
			for (TreePlace tree : trees) {
				ExitCode one = fetch(tree, interruption.cancellation());
				code = (code == ExitCode.FETCHED) ? one : code;
			}
		}
		return code;
	}

	private ExitCode fetch(TreePlace tree, Cancellation cancellation) {
		String uri = tree.uri().toString();
		if (cancellation.isCancelled()) {
			this.reporter.skipped(uri);
			return ExitCode.CANCELLED;
		}
		try {
			TreeResult result;
			try (ProgressDisplay progress = ProgressDisplay.of(String.valueOf(tree.directory().getFileName()),
					this.width, !this.reporter.showsProgress() || this.trace.isShown(),
					this.limits.begin(tree.directory().resolve("any")), this.reporter::reclaimed)) {
				result = this.client.fetchTree(tree.uri(), tree.directory(), this.options,
						new TreeProgress(this.trace.of(progress)), cancellation);
			}
			if (!this.reporter.isJson()) {
				for (TreeFailure failure : result.failures()) {
					this.reporter.failed(failure.uri(), failure.reason());
				}
			}
			this.reporter.fetched(tree, result);
			FetchException first = result.firstFailure();
			return (first != null) ? ErrorKind.of(first).exitCode() : ExitCode.FETCHED;
		}
		catch (Limits.LimitReached ex) {
			this.reporter.failed(uri, ex.kind(), ex.getMessage());
			return ex.kind().exitCode();
		}
		catch (FetchException ex) {
			this.reporter.failed(uri, ex);
			return ErrorKind.of(ex).exitCode();
		}
	}

}
