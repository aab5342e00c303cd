package io.rushb.endpoint;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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

	/** Acknowledges what comes after the second packet; returns how many came in all. */
	private static int goOn(VirtualServer server, int client) {
		int number = 2;
		server.take(VirtualServer.client(client));
		do {
			server.receive(VirtualServer.client(client), ClientPackets.ack(number + 1, number));
			number++;
		}
		while (!server.take(VirtualServer.client(client)).isEmpty());
		return number - 1;
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
		assertThat(server.store().get("g").longestRead()).as("without a place").isEqualTo(1464);
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
		assertThat(goOn(server, 7)).as("the last packet is missing").isLessThan(CONTENT.length / 1464 + 1);
		assertThat(server.events().of(Outcome.ABORTED)).isEqualTo(1);
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
	@DisplayName("S7: the file is looked at under the name that was asked for")
	void anotherNameOfTheSameResourceIsOpenedAnew() {
		VirtualServer server = server(20);
		server.store().link("g", "f");
		begin(server, 7);
		assertThat(Download.of(server, "g", Options.NONE)).isEqualTo(CONTENT);
		assertThat(server.store().get("f").opened()).isEqualTo(2);
		begin(server, 8);
		assertThat(server.store().openSources()).as("the same name is shared").isEqualTo(1);
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
		goOn(server, 7);
		assertThat(server.events().of(Outcome.ABORTED)).isEqualTo(1);
		server.store().get("f").recover();
		assertThat(server.store().openSources()).as("for the other one").isEqualTo(1);
		int opened = server.store().get("f").opened();
		assertThat(Download.of(server, "f", Options.NONE)).isEqualTo(CONTENT);
		assertThat(server.store().get("f").opened()).isEqualTo(opened + 1);
		assertThat(server.store().openSources()).as("nobody but the other one uses the broken one").isEqualTo(1);
		server.advance(Duration.ofMinutes(2));
		server.assertClean();
	}

	@Test
	@DisplayName("T4")
	void manyWhoWaitForOneReadGoOnInTurns() {
		VirtualServer server = server(20);
		for (int client = 1; client <= 200; client++) {
			server.receive(VirtualServer.client(client), ClientPackets.get("f"));
			server.take(VirtualServer.client(client));
		}
		int reads = server.store().get("f").reads();
		server.holdTasks();
		for (int client = 1; client <= 200; client++) {
			server.receive(VirtualServer.client(client), ClientPackets.ack(2, 1));
		}
		List<Integer> served = new ArrayList<>();
		while (server.heldTasks() > 0) {
			assertThat(server.heldTasks()).isEqualTo(1);
			server.runHeldTasks();
			served.add((int) IntStream.rangeClosed(1, 200)
				.filter((client) -> server.sent(VirtualServer.client(client)).size() == 1)
				.count());
		}
		assertThat(served).containsExactly(64, 128, 192, 200);
		assertThat(server.store().get("f").reads()).isEqualTo(reads + 1);
		server.stopHolding();
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
