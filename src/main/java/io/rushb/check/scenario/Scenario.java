package io.rushb.check.scenario;

import java.util.List;
import java.util.function.BiConsumer;

import io.rushb.check.script.Script;

/**
 * One test of a server.
 *
 * @param name its name, in lower case with hyphens
 * @param level its level
 * @param rules the names of the rules that it checks
 * @param sentence what the client does and what must come
 * @param quiet whether it is played when no other scenario is
 * @param steps writes the script
 */
public record Scenario(String name, Level level, List<String> rules, String sentence, boolean quiet,
		BiConsumer<Script, TestFiles> steps) {

	static Scenario of(String name, Level level, String rules, String sentence, BiConsumer<Script, TestFiles> steps) {
		return new Scenario(name, level, List.of(rules.split(" ")), sentence, false, steps);
	}

	/** The same, played when no other scenario is. */
	Scenario inQuiet() {
		return new Scenario(this.name, this.level, this.rules, this.sentence, true, this.steps);
	}

	/**
	 * Returns whether the server must list directories (rule P10), which it need not do.
	 * @return whether it is about lists
	 */
	public boolean needsLists() {
		return this.rules.contains("P10");
	}

	/**
	 * Writes its script.
	 * @param files the files that the server has
	 * @return a new script, to be played once
	 */
	public Script script(TestFiles files) {
		Script script = new Script();
		this.steps.accept(script, files);
		return script;
	}

}
