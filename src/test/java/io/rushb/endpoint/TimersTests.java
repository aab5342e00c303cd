package io.rushb.endpoint;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import io.rushb.session.Outcome;
import io.rushb.session.RetransmitCause;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Exchange;
import io.rushb.testing.Sent;
import io.rushb.testing.TestSettings;
import io.rushb.testing.VirtualServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimersTests {

	private static VirtualServer server() {
		return new VirtualServer().with("f", "x".repeat(100 * 1464));
	}

	@Nested
	@DisplayName("T1")
	class Retransmission {

		@Test
		void backsOffUpToTheCeilingUntilThePacketIsDelivered() {
			Exchange.run(server(), """
					> 1 0 0010000 f
					< 1 0 0001000 at 0
					wait 100
					> 2 1 1001000
					< 2 0 0001000 at 100
					timer
					< 2 0 0001000 at 400
					timer
					< 2 0 0001000 at 1000
					timer
					< 2 0 0001000 at 2200
					timer
					< 2 0 0001000 at 4600
					timer
					< 2 0 0001000 at 8600
					timer
					< 2 0 0001000 at 12600
					> 3 2 1001000
					< 3 0 0001000 at 12600
					timer
					< 3 0 0001000 at 12900
					> 4 3 1001000
					< 4 0 0001000 at 12900
					wait 100
					> 5 4 1001000
					< 5 0 0001000 at 13000
					timer
					< 5 0 0001000 at 13250
					""");
		}

		@Test
		void noSampleIsTakenFromAPacketSentMoreThanOnce() {
			VirtualServer server = Exchange.run(server(), """
					> 1 0 0010000 f
					< 1 0 0001000
					timer
					< 1 0 0001000
					> 2 1 1001000
					< 2 0 0001000
					> 3 2 0101000
					< 2 0 0001000
					> 4 2 1001000
					< 3 0 0001000
					""");
			assertThat(server.events().roundTrips()).isEmpty();
			server.advance(Duration.ofMillis(30));
			server.receive(ClientPackets.ack(5, 3));
			assertThat(server.events().roundTrips()).containsExactly(Duration.ofMillis(30).toNanos());
			assertThat(server.endpoint().sessions(server.now()).get(0).smoothedRoundTrip())
				.isEqualTo(Duration.ofMillis(30));
		}

		@Test
		void floorIs200MillisUntilThereAre16SamplesThen20() {
			VirtualServer server = server();
			server.receive(ClientPackets.get("f"));
			for (int number = 1; number <= 17; number++) {
				server.advance(Duration.ofMillis(1));
				server.receive(ClientPackets.ack(number + 1, number));
				if (number == 15 || number == 16) {
					long sentAt = server.take().get(number == 15 ? 15 : 0).millis();
					VirtualServer copy = replay(number);
					copy.advanceToTimer();
					assertThat(copy.now() / 1_000_000 - sentAt).as("after %d samples", number)
						.isEqualTo((number == 15) ? 200 : 20);
				}
			}
		}

		private VirtualServer replay(int numbers) {
			VirtualServer server = server();
			server.receive(ClientPackets.get("f"));
			for (int number = 1; number <= numbers; number++) {
				server.advance(Duration.ofMillis(1));
				server.receive(ClientPackets.ack(number + 1, number));
			}
			return server;
		}

		@Test
		void fixedTimerNeitherAdaptsNorBacksOff() {
			VirtualServer server = new VirtualServer(TestSettings.fixedTimeout(Duration.ofSeconds(4))).with("f", "x");
			Exchange.run(server, """
					> 1 0 0010000 f
					< 1 0 0001000 at 0
					wait 10
					> 2 1 1001000
					< 2 0 0000100 at 10
					timer
					< 2 0 0000100 at 4010
					timer
					< 2 0 0000100 at 8010
					timer
					< 2 0 0000100 at 12010
					> 3 2 1000100
					< 3 3 1000100
					""").assertClean();
		}

	}

	@Nested
	@DisplayName("T2")
	class Idle {

		@Test
		void clientThatFallsSilentIsDroppedAfterTheIdleTimeout() {
			VirtualServer server = server();
			server.receive(ClientPackets.get("f"));
			server.advance(Duration.ofMillis(500));
			server.receive(ClientPackets.ack(2, 1));
			server.advance(Duration.ofSeconds(60).minusNanos(1));
			assertThat(server.endpoint().activeSessions()).isEqualTo(1);
			server.take();
			server.advance(Duration.ofNanos(1));
			assertThat(server.endpoint().activeSessions()).isZero();
			assertThat(server.sent()).as("no farewell").isEmpty();
			assertThat(server.events().of(Outcome.IDLE)).isEqualTo(1);
			server.assertClean();
		}

		@Test
		void onlyAcceptableAnswersKeepASessionAlive() {
			VirtualServer server = new VirtualServer(TestSettings.idleTimeout(Duration.ofSeconds(10))).with("f",
					"x".repeat(100 * 1464));
			server.receive(ClientPackets.get("f"));
			server.receive(ClientPackets.ack(2, 1));
			for (int second = 1; second <= 9; second++) {
				server.advance(Duration.ofSeconds(1));
				server.receive(ClientPackets.ack(2, 1));
				server.receive(ClientPackets.ack(3, 7));
			}
			assertThat(server.endpoint().activeSessions()).isEqualTo(1);
			server.receive(ClientPackets.nak(3, 2));
			server.advance(Duration.ofSeconds(9));
			assertThat(server.endpoint().activeSessions()).isEqualTo(1);
			server.advance(Duration.ofSeconds(1));
			assertThat(server.events().of(Outcome.IDLE)).isEqualTo(1);
			server.assertClean();
		}

		@Test
		void resourceThatIsNeverReadDoesNotKeepASessionForEver() {
			VirtualServer server = server();
			server.holdTasks();
			server.receive(ClientPackets.get("f"));
			server.advance(Duration.ofSeconds(60));
			assertThat(server.endpoint().activeSessions()).isZero();
			server.stopHolding();
			server.runHeldTasks();
			assertThat(server.sent()).isEmpty();
			server.assertClean();
		}

	}

	@Nested
	@DisplayName("Habit 2: late, early and repeated calls")
	class Calls {

		@Test
		void earlyCallsDoNothing() {
			VirtualServer server = server();
			server.handleTimeouts();
			server.receive(ClientPackets.get("f"));
			long timer = server.endpoint().nextTimeout();
			for (int i = 0; i < 999; i++) {
				server.handleTimeouts();
				server.advance(Duration.ofMillis(1));
				server.handleTimeouts();
			}
			assertThat(server.endpoint().nextTimeout()).isEqualTo(timer);
			assertThat(server.sent()).hasSize(1);
		}

		@Test
		void repeatedCallsDoNothing() {
			VirtualServer server = server();
			server.receive(ClientPackets.get("f"));
			server.oversleep(Duration.ofSeconds(1));
			server.handleTimeouts();
			server.handleTimeouts();
			server.handleTimeouts();
			assertThat(server.sent()).hasSize(2);
			assertThat(server.events().of(RetransmitCause.TIMEOUT)).isEqualTo(1);
			server.advanceToTimer();
			assertThat(server.now()).as("backed off once").isEqualTo(Duration.ofSeconds(3).toNanos());
		}

		@Test
		void lateCallSendsOneCopyAndTheNextTimeoutCountsFromThen() {
			VirtualServer server = server();
			server.receive(ClientPackets.get("f"));
			server.oversleep(Duration.ofSeconds(20));
			server.handleTimeouts();
			assertThat(server.sent()).hasSize(2);
			server.advanceToTimer();
			assertThat(server.now()).isEqualTo(Duration.ofSeconds(22).toNanos());
		}

		@Test
		void callAfterTheIdleTimeoutSendsNothing() {
			VirtualServer server = server();
			server.receive(ClientPackets.get("f"));
			server.receive(ClientPackets.ack(2, 1));
			server.take();
			server.oversleep(Duration.ofSeconds(100));
			server.handleTimeouts();
			assertThat(server.sent()).isEmpty();
			assertThat(server.events().of(Outcome.IDLE)).isEqualTo(1);
			server.assertClean();
		}

	}

	@Test
	@DisplayName("Habit 3: every session's timer fires at its own time")
	void timersOfManySessionsFireEachAtItsTime() {
		Random random = new Random(3);
		VirtualServer server = new VirtualServer(TestSettings.fixedTimeout(Duration.ofSeconds(4))).with("f",
				"x".repeat(100 * 1464));
		Map<Integer, Integer> numbers = new HashMap<>();
		Map<Integer, Long> due = new HashMap<>();
		for (int step = 0; step < 5_000; step++) {
			long until = server.now() + random.nextInt(20_000_000);
			server.advanceTo(until);
			due.replaceAll((client, time) -> fired(server, client, time));
			int client = random.nextInt(200);
			int number = numbers.merge(client, 1, Integer::sum);
			boolean first = number == 1;
			if (number < 99) {
				server.receive(VirtualServer.client(client),
						first ? ClientPackets.get("f") : ClientPackets.ack(number, number - 1));
				assertThat(server.take(VirtualServer.client(client))).as("step %d", step).hasSize(1);
				due.put(client, server.now() + 4_000_000_000L);
			}
		}
		assertThat(server.events().of(RetransmitCause.TIMEOUT)).isPositive();
	}

	/**
	 * Asserts that what was due has been sent, exactly then; says when it is due next.
	 */
	private static long fired(VirtualServer server, int client, long due) {
		long next = due;
		for (Sent copy : server.take(VirtualServer.client(client))) {
			assertThat(copy.time()).isEqualTo(next);
			next += 4_000_000_000L;
		}
		assertThat(next).as("client %d", client).isGreaterThan(server.now());
		return next;
	}

}
