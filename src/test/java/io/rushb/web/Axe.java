package io.rushb.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/**
 * The accessibility rules of axe-core, run within the page. {@code .ci/tools} fetches it.
 */
final class Axe {

	/**
	 * Where the CI script puts it; the system property {@code axe} names another file.
	 */
	private static final Path USUAL = Path.of(System.getProperty("user.home"), ".cache", "rushb", "axe.min.js");

	private final String script;

	private Axe(String script) {
		this.script = script;
	}

	/** Reads it, or skips the test where it is not there. */
	static Axe load() throws IOException {
		Path file = Path.of(System.getProperty("axe", USUAL.toString()));
		Assumptions.assumeTrue(Files.isReadable(file),
				"axe-core is not there (.ci/tools fetches it): nobody looks whether the page can be used by all");
		return new Axe(Files.readString(file));
	}

	/** The rules that the page breaks now, with the elements; empty if it is fine. */
	String violations(Browser browser) {
		browser.run(this.script);
		return browser.evaluateLater(
				"""
						const done = arguments[arguments.length - 1];
						axe.run(document).then(
							(result) => done(result.violations.map((rule) =>
								`${rule.id} (${rule.help}): ${rule.nodes.map((node) => node.html + " " + node.any.map((check) => check.message).join()).join(" | ")}`).join("\\n")),
							(failure) => done("axe failed: " + failure));
						""");
	}

}
