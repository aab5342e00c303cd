package io.rushb.cli;

import java.io.PrintWriter;

import io.rushb.check.CheckListener;

/**
 * The progress of a check: a line on a terminal, which is erased before anything else is
 * written.
 */
final class CheckProgress implements CheckListener {

	private final PrintWriter err;

	private final boolean shown;

	private String line = "";

	CheckProgress(PrintWriter err, boolean shown) {
		this.err = err;
		this.shown = shown;
	}

	@Override
	public void progress(int done, int all) {
		show(done + " of " + all + " scenarios");
	}

	/** Prints a notice, also if there is no terminal. */
	void notice(String words) {
		String before = this.line;
		clear();
		this.err.println("rushb: " + Printable.of(words));
		show(before);
	}

	void clear() {
		if (!this.line.isEmpty()) {
			this.err.print("\r" + " ".repeat(this.line.length()) + "\r");
			this.err.flush();
			this.line = "";
		}
	}

	private void show(String text) {
		if (this.shown) {
			clear();
			this.err.print(text);
			this.err.flush();
			this.line = text;
		}
	}

}
