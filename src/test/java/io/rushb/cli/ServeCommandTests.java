package io.rushb.cli;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code serve} writes its options as the properties that they stand for.
 */
class ServeCommandTests {

	@Test
	void optionsBecomeProperties() {
		assertThat(RushbCommand
			.runOrServe("serve", "/srv", "--port", "0", "--address=::1", "--http-port", "-1",
					"--rushb.files.listing=true")
			.service()).containsExactlyInAnyOrder("--rushb.files.root=/srv", "--rushb.server.port=0",
					"--rushb.server.address=::1", "--server.port=-1", "--rushb.files.listing=true");
	}

	@Test
	void withoutOptionsTheServicesOwnSettingsHold() {
		assertThat(RushbCommand.runOrServe("serve").service()).isEmpty();
	}

	@Test
	void wrongUsageServesNothing() {
		RushbCommand.Invocation invocation = RushbCommand.runOrServe("serve", "--port", "many");
		assertThat(invocation.service()).isNull();
		assertThat(invocation.exitCode()).isEqualTo(ExitCode.USAGE.value());
	}

}
