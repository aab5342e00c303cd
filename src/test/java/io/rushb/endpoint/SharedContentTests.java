package io.rushb.endpoint;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.rushb.session.Outcome;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Download;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Options;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions whose resource is the same are sent from the same bytes, and notice nothing of
 * it.
 */
class SharedContentTests {

	private static final int CHUNK = 10_000;

	private static final byte[] CONTENT = "0123456789abcdef".repeat(6_000).getBytes(StandardCharsets.US_ASCII);

	private static final byte[] OTHER = "ghijklmnopqrstuv".repeat(6_000).getBytes(StandardCharsets.US_ASCII);

	private static VirtualServer server(int chunks) {
		return new VirtualServer(ProtocolSettings.DEFAULTS, EndpointSettings.DEFAULTS,
				new ReadAheadBudget(chunks * CHUNK, CHUNK))
			.with("f", CONTENT);
	}

	/** Asks for the resource and acknowledges the first packet, so that it is read on. */
	private static void begin(VirtualServer server, int client) {
		server.receive(VirtualServer.client(client), ClientPackets.get("f"));
		server.receive(VirtualServer.client(client), ClientPackets.ack(2, 1));
	}

	@Test
	void whoComesLaterFindsWhatHasBeenReadAlready() {
		VirtualServer server = server(20);
		begin(server, 7);
		assertThat(Download.of(server, "f", Options.NONE)).isEqualTo(CONTENT);
		int reads = server.store().get("f").reads();
		assertThat(Download.of(server, "f", Options.NONE)).isEqualTo(CONTENT);
		assertThat(server.store().get("f").reads()).as("only the first segment is read again").isEqualTo(reads + 1);
		assertThat(server.store().openSources()).isEqualTo(1);
		server.advance(Duration.ofMinutes(2));
		server.assertClean();
	}

	@Test
	void oneReadServesAllWhoWaitForIt() {
		VirtualServer server = server(20);
		for (int client = 7; client <= 9; client++) {
			server.receive(VirtualServer.client(client), ClientPackets.get("f"));
			server.take(VirtualServer.client(client));
		}
		int reads = server.store().get("f").reads();
		server.holdTasks();
		for (int client = 7; client <= 9; client++) {
			server.receive(VirtualServer.client(client), ClientPackets.ack(2, 1));
		}
		assertThat(server.heldTasks()).isEqualTo(1);
		server.stopHolding();
		server.runHeldTasks();
		for (int client = 7; client <= 9; client++) {
			assertThat(server.sent(VirtualServer.client(client))).hasSize(1);
		}
		assertThat(server.store().get("f").reads()).isEqualTo(reads + 1);
		server.advance(Duration.ofMinutes(2));
		server.assertClean();
	}

	@Test
	void oneThatGivesUpWhileItIsReadDoesNotTakeItFromTheOthers() {
		VirtualServer server = server(1);
		server.receive(VirtualServer.client(7), ClientPackets.get("f"));
		server.holdTasks();
		server.receive(VirtualServer.client(7), ClientPackets.ack(2, 1));
		server.advance(Duration.ofMinutes(2)); // while it is read to the only place
		assertThat(server.events().of(Outcome.IDLE)).isEqualTo(1);
		server.stopHolding();
		assertThat(Download.of(server.with("g", OTHER), "g", Options.NONE)).isEqualTo(OTHER);
		server.runHeldTasks();
		assertThat(Download.of(server, "f", Options.NONE)).isEqualTo(CONTENT);
		server.assertClean();
	}

	@Test
	@DisplayName("S7")
	void changedResourceIsSentToWhoComesLaterAndToNobodyElse() {
		VirtualServer server = server(20);
		begin(server, 7);
		server.store().get("f").change(OTHER);
		assertThat(Download.of(server, "f", Options.NONE)).isEqualTo(OTHER);
		assertThat(server.store().openSources()).as("the old one").isEqualTo(1);
		server.advance(Duration.ofMinutes(2));
		server.assertClean();
	}

	@Test
	void resourceThatMayHaveChangedUnnoticedIsNotShared() {
		VirtualServer server = server(20);
		server.store().get("f").unsettle();
		begin(server, 7);
		begin(server, 8);
		assertThat(server.store().openSources()).isEqualTo(2);
		server.advance(Duration.ofMinutes(2));
		server.assertClean();
	}

	@Test
	@DisplayName("S7")
	void whatIsBrokenForOneIsOpenedAnewForWhoComesLater() {
		VirtualServer server = server(1);
		begin(server, 7);
		begin(server, 8);
		server.store().get("f").fail();
		int number = 2;
		while (server.events().of(Outcome.ABORTED) == 0) {
			server.receive(VirtualServer.client(7), ClientPackets.ack(number + 1, number));
			number++;
		}
		server.store().get("f").recover();
		assertThat(server.store().openSources()).as("the other one goes on").isEqualTo(1);
		assertThat(Download.of(server, "f", Options.NONE)).isEqualTo(CONTENT);
		assertThat(server.store().get("f").opened()).isEqualTo(3);
		server.advance(Duration.ofMinutes(2));
		server.assertClean();
	}

	@Test
	void lastSessionLeavesNothingInMemory() {
		VirtualServer server = server(20);
		begin(server, 7);
		assertThat(Download.of(server, "f", Options.NONE)).isEqualTo(CONTENT);
		assertThat(server.budget().taken()).isGreaterThan(CONTENT.length / 2);
		assertThat(server.budget().inUse()).isLessThanOrEqualTo(2 * CHUNK);
		server.endpoint().abortAll("server stops", server.now());
		server.handleTimeouts();
		assertThat(server.budget().taken()).isZero();
		server.assertClean();
	}

}
