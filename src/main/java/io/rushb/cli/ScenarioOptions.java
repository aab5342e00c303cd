package io.rushb.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

import io.rushb.check.scenario.Catalogue;
import io.rushb.check.scenario.Level;
import io.rushb.check.scenario.Scenario;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The options that choose scenarios.
 */
final class ScenarioOptions {

	/** The levels; each includes those before it. */
	enum Wanted {

		BASIC, ROBUST, ALL

	}

	@Option(names = "--level", paramLabel = "LEVEL", defaultValue = "basic",
			description = "basic: what the contract asks of every server. robust: what a good server does besides."
					+ " all: parts too, if the server has them. Default: ${DEFAULT-VALUE}.")
	private Wanted level = Wanted.BASIC;

	@Option(names = "--only", paramLabel = "NAME", split = ",",
			description = "Play these scenarios only, of any level: names with commas between them, or the option"
					+ " several times.")
	private List<String> only = new ArrayList<>();

	@Option(names = "--list", description = "Tell what each scenario does, and play none.")
	private boolean list;

	boolean isListing() {
		return this.list;
	}

	List<Scenario> chosen(CommandSpec spec) {
		List<String> names = Catalogue.all().stream().map(Scenario::name).toList();
		for (String name : this.only) {
			if (!names.contains(name)) {
				throw new ParameterException(spec.commandLine(), "there is no scenario '" + name + "': see --list");
			}
		}
		return Catalogue.all()
			.stream()
			.filter((scenario) -> this.only.isEmpty() ? isWanted(scenario.level())
					: this.only.contains(scenario.name()))
			.toList();
	}

	private boolean isWanted(Level of) {
		return switch (of) {
			case BASIC -> true;
			case ROBUST -> this.level != Wanted.BASIC;
			case PARTS -> this.level == Wanted.ALL;
		};
	}

	void list(List<Scenario> scenarios, PrintWriter out) {
		for (Scenario scenario : scenarios) {
			out.println(scenario.name() + " (" + scenario.level().label() + "; " + String.join(", ", scenario.rules())
					+ ")");
			out.println("    " + scenario.sentence());
		}
		out.flush();
	}

}
