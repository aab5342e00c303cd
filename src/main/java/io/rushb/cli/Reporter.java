package io.rushb.cli;

import java.io.PrintWriter;
import java.nio.file.Path;

import io.rushb.client.FetchException;
import io.rushb.client.FetchResult;
import io.rushb.client.TreeResult;
import org.jspecify.annotations.Nullable;

/**
 * Reports the result of each resource, as text or as one line of JSON.
 */
final class Reporter {

	private final PrintWriter json;

	private final PrintWriter err;

	private final Style style;

	/**
	 * Makes a reporter.
	 * @param json where lines of JSON go
	 * @param err where words go
	 * @param style what is said
	 */
	Reporter(PrintWriter json, PrintWriter err, Style style) {
		this.json = json;
		this.err = err;
		this.style = style;
	}

	/** What is said. */
	enum Style {

		/** Words, successes too. */
		WORDS,
		/** Words of failures. */
		QUIET,
		/** A line of JSON for each resource. */
		JSON;

		static Style of(boolean json, boolean quiet) {
			if (json) {
				return JSON;
			}
			return quiet ? QUIET : WORDS;
		}

	}

	/** Whether progress is shown. */
	boolean showsProgress() {
		return this.style == Style.WORDS;
	}

	void fetched(Target target, FetchResult result) {
		switch (this.style) {
			case JSON -> json(FetchReport.json(target.uri(), target.file(), result));
			case WORDS -> this.err.println(Printable.of(FetchReport.line(target.uri(), target.file(), result)));
			case QUIET -> {
			}
		}
	}

	/** A tree has been fetched, or the part of it that could be fetched. */
	void fetched(TreePlace tree, TreeResult result) {
		switch (this.style) {
			case JSON -> json(TreeReport.json(tree, result));
			case WORDS -> this.err.println(Printable.of(TreeReport.line(tree, result)));
			case QUIET -> {
			}
		}
	}

	/** Whether there is one line of JSON for each URI. */
	boolean isJson() {
		return this.style == Style.JSON;
	}

	/** A part was found and deleted that an earlier run of the same fetch had left. */
	void reclaimed(Path part, long bytes) {
		tell("removed " + part + " (" + FetchReport.size(bytes) + "), which an earlier run had left");
	}

	/** A part was found that an earlier run of another fetch had left. */
	void left(Path part) {
		tell(part + " was left by an earlier run: fetch that file again, with -c to go on, or delete it");
	}

	private void tell(String news) {
		if (this.style == Style.WORDS) {
			this.err.println("rushb: " + Printable.of(news));
		}
	}

	void failed(String uri, FetchException failure) {
		failed(uri, ErrorKind.of(failure), failure.getMessage());
	}

	/** An interruption came before this one was begun: only programs want to know. */
	void skipped(String uri) {
		if (this.style == Style.JSON) {
			failed(uri, ErrorKind.CANCELLED, "cancelled before it began");
		}
	}

	void failed(String uri, ErrorKind kind, @Nullable String message) {
		if (this.style == Style.JSON) {
			json(FetchReport.json(uri, kind, message));
		}
		else {
			this.err.println("rushb: " + Printable.of(message));
		}
	}

	private void json(String line) {
		this.json.println(line);
		this.json.flush();
	}

}
