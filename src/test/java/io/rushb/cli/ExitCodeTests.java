package io.rushb.cli;

import java.util.Set;
import java.util.TreeSet;

import io.rushb.testing.DocumentTable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The exit codes: what the documents and the help say of them.
 */
class ExitCodeTests {

	@Test
	void everyExitCodeStandsInTheTableAndInTheHelp() {
		Set<String> codes = new TreeSet<>();
		for (ExitCode code : ExitCode.values()) {
			codes.add(Integer.toString(code.value()));
		}
		codes.add("143"); // the system makes it of SIGTERM
		Set<String> documented = new TreeSet<>();
		DocumentTable.of("docs/client.md", "Exit codes")
			.rows()
			.forEach((row) -> documented.addAll(DocumentTable.code(row.get(0))));
		assertThat(documented).isEqualTo(codes);
		assertThat(RushbCommand.commandLine().getCommandSpec().usageMessage().exitCodeList().keySet())
			.containsExactlyInAnyOrderElementsOf(codes);
	}

}
