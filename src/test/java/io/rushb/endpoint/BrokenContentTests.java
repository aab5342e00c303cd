package io.rushb.endpoint;

import java.time.Duration;
import java.util.function.Consumer;

import io.rushb.session.Outcome;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.MemoryResource;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("S7")
class BrokenContentTests {

	private static final int SIZE = 200_000;

	private static byte[] content() {
		byte[] content = new byte[SIZE];
		java.util.Arrays.fill(content, (byte) 'x');
		return content;
	}

	/** Begins a transfer, breaks the resource, and goes on as long as packets come. */
	private static VirtualServer breakAfter(int packets, Consumer<MemoryResource> breaking) {
		VirtualServer server = new VirtualServer().with("f", content());
		server.receive(ClientPackets.get("f"));
		int number = 1;
		while (server.take().size() == 1) {
			if (number == packets) {
				breaking.accept(server.store().get("f"));
			}
			server.receive(ClientPackets.ack(number + 1, number));
			number++;
		}
		server.advance(Duration.ofMinutes(2));
		assertThat(server.sent()).as("silence").isEmpty();
		assertThat(server.events().countSent(Kind.FIN, Kind.FIN_ACK)).as("never FIN").isZero();
		assertThat(server.events().of(Outcome.ABORTED)).isEqualTo(1);
		assertThat(server.events().acknowledgedBytes()).isLessThan(SIZE);
		return server;
	}

	private static String problem(VirtualServer server) {
		return String.valueOf(server.events().closedSessions().get(0).problem());
	}

	@Test
	void shortenedResourceEndsInSilence() {
		VirtualServer server = breakAfter(5, (resource) -> resource.shorten(100_000));
		assertThat(problem(server)).contains("shortened");
		server.assertClean();
	}

	@Test
	void resourceCutByOneByteEndsInSilence() {
		VirtualServer server = breakAfter(5, (resource) -> resource.shorten(SIZE - 1));
		assertThat(problem(server)).contains("shortened");
		server.assertClean();
	}

	@Test
	void emptiedResourceEndsInSilence() {
		breakAfter(5, (resource) -> resource.shorten(0)).assertClean();
	}

	@Test
	void resourceChangedInOneByteEndsInSilence() {
		VirtualServer server = breakAfter(5, (resource) -> {
			byte[] changed = content();
			changed[150_000] = 'y';
			resource.change(changed);
		});
		assertThat(problem(server)).contains("changed");
		server.assertClean();
	}

	@Test
	void resourceOverwrittenWithZerosEndsInSilence() {
		VirtualServer server = breakAfter(5, (resource) -> resource.change(new byte[SIZE]));
		assertThat(problem(server)).contains("zero byte");
		server.assertClean();
	}

	@Test
	void unreadableResourceEndsInSilence() {
		VirtualServer server = breakAfter(5, MemoryResource::fail);
		assertThat(problem(server)).contains("cannot be read");
		server.assertClean();
	}

	@Test
	void resourceThatBreaksBetweenItsOpeningAndTheFirstPacketEndsInSilence() {
		for (Consumer<MemoryResource> breaking : java.util.List.<Consumer<MemoryResource>>of(
				(resource) -> resource.shorten(10), MemoryResource::touch,
				(resource) -> resource.change(new byte[20]))) {
			VirtualServer server = new VirtualServer().with("f", "a small resource ...");
			server.store().get("f").onceOpened(breaking);
			server.receive(ClientPackets.get("f"));
			assertThat(server.sent()).isEmpty();
			assertThat(server.events().of(Outcome.ABORTED)).isEqualTo(1);
			server.assertClean();
		}
	}

	@Test
	void theLastPacketOfAChangedResourceIsNeverSent() {
		// The client has not got every byte, so it can tell that something went wrong.
		VirtualServer server = new VirtualServer().with("f", content());
		server.receive(ClientPackets.get("f"));
		byte[] changed = content();
		changed[SIZE - 1] = 'y';
		server.store().get("f").change(changed);
		int number = 1;
		while (server.take().size() == 1) {
			server.receive(ClientPackets.ack(number + 1, number));
			number++;
		}
		assertThat(number - 1).isEqualTo(SIZE / 1464);
		server.assertClean();
	}

	@Test
	void resourceIsLookedAtOnceAndThatBeforeTheLastPacket() {
		VirtualServer server = new VirtualServer().with("f", "x".repeat(3 * 1464));
		server.receive(ClientPackets.get("f"));
		server.receive(ClientPackets.ack(2, 1));
		assertThat(server.store().get("f").looks()).isZero();
		server.take();
		server.holdTasks();
		server.receive(ClientPackets.ack(3, 2));
		assertThat(server.sent()).as("not before it was looked at").isEmpty();
		server.advance(Duration.ofSeconds(30));
		assertThat(server.sent()).as("no timer runs").isEmpty();
		server.stopHolding();
		server.runHeldTasks();
		assertThat(server.take()).singleElement().hasToString("3 0 0001000");
		server.receive(ClientPackets.ack(4, 3));
		server.receive(ClientPackets.finAck(5, 4));
		assertThat(server.store().get("f").looks()).isEqualTo(1);
		assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
		server.assertClean();
	}

	@Test
	void resourceOfOneSegmentIsLookedAtWhenItIsOpened() {
		VirtualServer server = new VirtualServer().with("f", "x");
		server.receive(ClientPackets.get("f"));
		assertThat(server.sent()).hasSize(1);
		assertThat(server.store().get("f").looks()).isEqualTo(1);
	}

	@Test
	void resourceChangedWhenAllOfItHasBeenReadEndsInSilence() {
		VirtualServer server = new VirtualServer().with("f", "x".repeat(2 * 1464));
		server.receive(VirtualServer.client(7), ClientPackets.get("f"));
		server.receive(VirtualServer.client(7), ClientPackets.ack(2, 1)); // all of it
		server.receive(ClientPackets.get("f"));
		server.take();
		server.store().get("f").touch();
		server.receive(ClientPackets.ack(2, 1));
		assertThat(server.sent()).isEmpty();
		assertThat(problem(server)).contains("changed");
		server.advance(Duration.ofMinutes(2));
		server.assertClean();
	}

	@Test
	void resourceThatCannotBeLookedAtEndsInSilence() {
		VirtualServer server = new VirtualServer().with("f", "x".repeat(2 * 1464));
		server.receive(ClientPackets.get("f"));
		server.take();
		server.holdTasks();
		server.receive(ClientPackets.ack(2, 1));
		server.runHeldTasks(); // the read; the look is held
		server.store().get("f").fail();
		server.stopHolding();
		server.runHeldTasks();
		assertThat(server.sent()).isEmpty();
		assertThat(problem(server)).contains("cannot be looked at");
		server.assertClean();
	}

	@Test
	void lookThatComesTooLateHarmsNobody() {
		VirtualServer server = new VirtualServer().with("f", "x".repeat(2 * 1464));
		server.receive(ClientPackets.get("f"));
		server.holdTasks();
		server.receive(ClientPackets.ack(2, 1));
		server.runHeldTasks();
		assertThat(server.heldTasks()).isEqualTo(1);
		server.advance(Duration.ofMinutes(2));
		assertThat(server.events().of(Outcome.IDLE)).isEqualTo(1);
		assertThat(server.store().openSources()).as("being looked at").isEqualTo(1);
		server.stopHolding();
		server.runHeldTasks();
		server.assertClean();
	}

	@Test
	@DisplayName("S4")
	void resourceThatCannotBeReadAtAllIsRefused() {
		VirtualServer server = new VirtualServer().with("f", content());
		server.store().get("f").onceOpened(MemoryResource::fail);
		server.receive(ClientPackets.get("f"));
		assertThat(server.sent()).singleElement().hasToString("1 0 0000100");
		server.receive(ClientPackets.finAck(2, 1));
		assertThat(server.events().of(Outcome.NOT_FOUND)).isEqualTo(1);
		assertThat(problem(server)).contains("made to fail");
		server.assertClean();
	}

	@Test
	void packetsAlreadySentAreStillRepeatedAndTheSourceIsClosedOnce() {
		VirtualServer server = new VirtualServer(ProtocolSettings.DEFAULTS, EndpointSettings.DEFAULTS,
				new ReadAheadBudget(0))
			.with("f", content());
		server.receive(ClientPackets.get("f"));
		server.receive(ClientPackets.ack(2, 1));
		server.store().get("f").fail();
		server.advanceToTimer();
		assertThat(server.take()).hasSize(3);
		server.receive(ClientPackets.ack(3, 2));
		assertThat(server.sent()).isEmpty();
		server.assertClean();
		assertThat(server.store().get("f").closed()).isEqualTo(1);
	}

	@Test
	@DisplayName("S7, A6")
	void getThatMayBeAStrayCopyDoesNotBreakTheSilence() {
		// Another session would send the changed bytes to a client in mid-transfer.
		VirtualServer server = new VirtualServer(ProtocolSettings.DEFAULTS, EndpointSettings.DEFAULTS,
				new ReadAheadBudget(0))
			.with("f", content());
		server.receive(ClientPackets.get("f"));
		server.receive(ClientPackets.ack(2, 1));
		server.take();
		server.holdTasks();
		server.receive(ClientPackets.ack(3, 2));
		server.receive(ClientPackets.ack(4, 3));
		server.take();
		server.receive(ClientPackets.get("f"));
		server.store().get("f").shorten(10);
		server.stopHolding();
		server.runHeldTasks();
		assertThat(server.sent()).isEmpty();
		assertThat(server.events().of(Outcome.ABORTED)).isEqualTo(1);
		server.assertClean();
	}

	@Test
	void failureToCloseIsToldAndHarmsNobody() {
		VirtualServer server = new VirtualServer().with("f", "x");
		server.store().get("f").failToClose();
		server.receive(ClientPackets.get("f"));
		server.receive(ClientPackets.ack(2, 1));
		server.receive(ClientPackets.finAck(3, 2));
		assertThat(server.events().closeFailures()).hasSize(1);
		assertThat(server.events().of(Outcome.COMPLETED)).isEqualTo(1);
		server.assertClean();
	}

	@Test
	void stoppingServerEndsUnfinishedTransfersInSilence() {
		VirtualServer server = new VirtualServer().with("f", content());
		server.receive(ClientPackets.get("f"));
		server.receive(ClientPackets.ack(2, 1));
		server.take();
		server.endpoint().drain();
		server.receive(VirtualServer.client(2), ClientPackets.get("f"));
		assertThat(server.events().of(Limit.DRAINING)).isEqualTo(1);
		server.receive(ClientPackets.ack(3, 2));
		assertThat(server.take()).as("running ones go on").hasSize(1);
		server.endpoint().abortAll("server stops", server.now());
		server.handleTimeouts();
		assertThat(server.sent()).isEmpty();
		assertThat(problem(server)).contains("server stops");
		server.assertClean();
	}

}
