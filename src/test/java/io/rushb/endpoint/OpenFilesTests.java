package io.rushb.endpoint;

import java.net.InetSocketAddress;
import java.time.Duration;

import io.rushb.session.Outcome;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Download;
import io.rushb.testing.PartDownload;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Options;
import io.rushb.wire.StatText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * T5 at the limit of open files: who has vanished gives way.
 */
class OpenFilesTests {

	private static final String CONTENT = "a".repeat(10_000);

	private static final InetSocketAddress NEW = VirtualServer.client(9);

	private final VirtualServer server = new VirtualServer().with("a", CONTENT).with("b", CONTENT).with("c", CONTENT);

	@BeforeEach
	void twoFilesAtATime() {
		this.server.store().limitOpen(2);
	}

	@Test
	void aNewGetTakesThePlaceOfTheSessionSilentTheLongest() {
		begin(1, "a");
		this.server.advance(Duration.ofSeconds(1));
		begin(2, "b");
		this.server.advance(Duration.ofSeconds(3));
		assertThat(new Download(this.server, NEW, Options.NONE).fetch("c")).asString().isEqualTo(CONTENT);
		assertThat(isLive(1)).isFalse();
		assertThat(isLive(2)).isTrue();
		assertThat(this.server.events().of(Outcome.GAVE_WAY)).isEqualTo(1);
		assertThat(this.server.events().reached(Limit.STORE)).isEqualTo(1);
		this.server.advance(Duration.ofMinutes(2));
		this.server.assertClean();
	}

	@Test
	void whoeverHasNotAnsweredYetGivesWayAtAnyTime() {
		this.server.receive(VirtualServer.client(1), ClientPackets.get("a"));
		begin(2, "b");
		this.server.receive(NEW, ClientPackets.get("c"));
		assertThat(this.server.sent(NEW)).hasSize(1);
		assertThat(isLive(1)).isFalse();
		assertThat(isLive(2)).isTrue();
	}

	@Test
	void aSessionThatGoesOnNeverGivesWay() {
		begin(1, "a");
		begin(2, "b");
		this.server.advance(Duration.ofSeconds(2).minusNanos(1));
		this.server.receive(NEW, ClientPackets.get("c"));
		assertThat(this.server.sent(NEW)).isEmpty();
		assertThat(isLive(9)).isFalse();
		assertThat(this.server.events().of(Outcome.GAVE_WAY)).isZero();
		this.server.receive(VirtualServer.client(2), ClientPackets.ack(3, 2));
		this.server.advance(Duration.ofNanos(1));
		this.server.receive(NEW, ClientPackets.get("c"));
		assertThat(this.server.sent(NEW)).hasSize(1);
		assertThat(isLive(1)).isFalse();
		assertThat(isLive(2)).isTrue();
	}

	@Test
	void aFileIsKeptWhileOneOfThoseWhoShareItGoesOn() {
		begin(1, "a");
		begin(2, "a");
		this.server.advance(Duration.ofSeconds(1));
		begin(3, "b");
		this.server.advance(Duration.ofSeconds(3));
		this.server.receive(VirtualServer.client(2), ClientPackets.ack(3, 2));
		this.server.receive(NEW, ClientPackets.get("c"));
		assertThat(this.server.sent(NEW)).hasSize(1);
		assertThat(isLive(1)).as("nothing is gained by it").isTrue();
		assertThat(isLive(2)).isTrue();
		assertThat(isLive(3)).isFalse();
	}

	@Test
	void thoseWhoShareAFileGiveWayTogether() {
		begin(1, "a");
		begin(2, "a");
		begin(3, "b");
		this.server.advance(Duration.ofSeconds(1));
		this.server.receive(VirtualServer.client(3), ClientPackets.ack(3, 2));
		this.server.advance(Duration.ofSeconds(1));
		this.server.receive(NEW, ClientPackets.get("c"));
		assertThat(this.server.sent(NEW)).hasSize(1);
		assertThat(this.server.events().of(Outcome.GAVE_WAY)).isEqualTo(2);
		assertThat(isLive(3)).isTrue();
	}

	@Test
	void manyWhoAskForTheSameFileTakeFewPlaces() {
		begin(1, "a");
		begin(2, "b");
		this.server.advance(Duration.ofSeconds(3));
		this.server.holdTasks();
		for (int i = 10; i < 20; i++) {
			this.server.receive(VirtualServer.client(i), ClientPackets.get("c"));
		}
		while (this.server.heldTasks() > 0) {
			this.server.runHeldTasks();
		}
		for (int i = 10; i < 20; i++) {
			assertThat(this.server.sent(VirtualServer.client(i))).hasSize(1);
		}
		// One for those who asked first, one for those who came while that was tried.
		assertThat(this.server.events().of(Outcome.GAVE_WAY)).isBetween(1, 2);
	}

	@Test
	void whoeverIsOverBeforeAFileWasClosedHasNothingOpened() {
		begin(1, "a");
		begin(2, "b");
		this.server.advance(Duration.ofSeconds(3));
		this.server.holdTasks();
		this.server.receive(NEW, ClientPackets.get("c"));
		this.server.runHeldTasks(); // fails; what closes another file is held
		assertThat(this.server.heldTasks()).isEqualTo(1);
		this.server.endpoint().abortAll("stopped", this.server.now());
		int lookups = this.server.store().lookups().size();
		while (this.server.heldTasks() > 0) {
			this.server.runHeldTasks();
		}
		assertThat(this.server.store().lookups()).hasSize(lookups);
		this.server.assertClean();
	}

	@Test
	void aPartGivesWayToAPartOnly() {
		StatText stat = new PartDownload(this.server, VirtualServer.client(1)).stat("a");
		StatText other = new PartDownload(this.server, NEW).stat("c");
		this.server.receive(VirtualServer.client(1),
				ClientPackets.get(PartDownload.name(stat.cookie(), stat.tag(), 0, 6, "a")));
		this.server.advance(Duration.ofSeconds(5));
		begin(2, "b");
		this.server.receive(VirtualServer.client(8), ClientPackets.get("c"));
		assertThat(this.server.sent(VirtualServer.client(8))).isEmpty();
		assertThat(isLive(1)).isTrue();
		this.server.take(NEW);
		this.server.receive(NEW, ClientPackets.get(PartDownload.name(other.cookie(), other.tag(), 0, 6, "c")));
		assertThat(this.server.take(NEW)).hasSize(1);
		assertThat(isLive(1)).isFalse();
	}

	@Test
	void aTransferThatCannotBeLookedAtBeforeItsEndWaitsForRoom() { // S7
		this.server.store().letLooksNeedRoom();
		for (int client = 1; client <= 2; client++) {
			begin(client, (client == 1) ? "a" : "b");
		}
		for (int packet = 2; packet <= 6; packet++) { // before the seventh, the last, it
														// looks
			this.server.receive(VirtualServer.client(1), ClientPackets.ack(packet + 1, packet));
			this.server.receive(VirtualServer.client(2), ClientPackets.ack(packet + 1, packet));
		}
		assertThat(this.server.sent(VirtualServer.client(1))).hasSize(6);
		assertThat(this.server.sent(VirtualServer.client(2))).hasSize(6);
		assertThat(isLive(1)).isTrue();
		assertThat(isLive(2)).isTrue();
		assertThat(this.server.events().reached(Limit.STORE)).isEqualTo(2);
		// Somebody else is refused: what was opened for that is free again.
		this.server.store().limitOpen(3);
		this.server.receive(VirtualServer.client(3), ClientPackets.get("none"));
		assertThat(this.server.sent(VirtualServer.client(1))).hasSize(7);
		assertThat(this.server.sent(VirtualServer.client(2))).hasSize(7);
		assertThat(this.server.events().of(Outcome.GAVE_WAY)).isZero();
	}

	@Test
	void whoWaitsToBeLookedAtHoldsNoFileOnceItIsOver() { // S7
		this.server.store().letLooksNeedRoom();
		begin(1, "a");
		begin(2, "b");
		for (int packet = 2; packet <= 6; packet++) {
			this.server.receive(VirtualServer.client(1), ClientPackets.ack(packet + 1, packet));
			this.server.receive(VirtualServer.client(2), ClientPackets.ack(packet + 1, packet));
		}
		this.server.advance(Duration.ofMinutes(2));
		assertThat(this.server.events().of(Outcome.ABORTED)).isZero();
		this.server.assertClean();
	}

	@Test
	void aLookBeforeTheEndMakesAVanishedClientGiveWay() { // S7
		this.server.store().letLooksNeedRoom();
		begin(1, "a");
		this.server.advance(Duration.ofSeconds(3));
		assertThat(new Download(this.server, NEW, Options.NONE).fetch("c")).asString().isEqualTo(CONTENT);
		assertThat(isLive(1)).isFalse();
		assertThat(this.server.events().of(Outcome.COMPLETED)).isEqualTo(1);
		assertThat(this.server.events().of(Outcome.GAVE_WAY)).isEqualTo(1);
		this.server.assertClean();
	}

	@Test
	void aShortFileThatCannotBeLookedAtIsOpenedAgainAndNotRefused() { // S4, S7
		this.server.store().letLooksNeedRoom();
		this.server.with("short", "x");
		begin(1, "a");
		this.server.advance(Duration.ofSeconds(3));
		assertThat(new Download(this.server, NEW, Options.NONE).fetch("short")).asString().isEqualTo("x");
		assertThat(isLive(1)).isFalse();
		this.server.assertClean();
	}

	@Test
	void aShortFileThatCannotBeLookedAtIsMetBySilenceIfNobodyGivesWay() { // S4
		this.server.store().letLooksNeedRoom();
		this.server.with("short", "x");
		begin(1, "a");
		this.server.receive(NEW, ClientPackets.get("short"));
		assertThat(this.server.sent(NEW)).isEmpty();
		assertThat(isLive(9)).isFalse();
		assertThat(this.server.events().of(Outcome.NOT_FOUND)).isZero();
		this.server.advance(Duration.ofMinutes(2));
		this.server.assertClean();
	}

	@Test
	void manyVanishedClientsMakeRoomForAsManyOthers() {
		this.server.store().limitOpen(100);
		for (int i = 0; i < 400; i++) {
			this.server.with("f" + i, CONTENT);
		}
		for (int i = 0; i < 100; i++) {
			begin(i, "f" + i);
		}
		this.server.advance(Duration.ofSeconds(2));
		for (int i = 100; i < 200; i++) {
			assertThat(new Download(this.server, VirtualServer.client(i), Options.NONE).fetch("f" + i)).hasSize(10_000);
			begin(i + 200, "f" + (i + 200));
		}
		this.server.advance(Duration.ofMinutes(2));
		this.server.assertClean();
	}

	private void begin(int client, String name) {
		this.server.receive(VirtualServer.client(client), ClientPackets.get(name));
		this.server.receive(VirtualServer.client(client), ClientPackets.ack(2, 1));
	}

	private boolean isLive(int client) {
		return this.server.endpoint().isLive(VirtualServer.client(client));
	}

}
