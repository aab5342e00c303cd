package io.rushb.check;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

import io.rushb.check.PureServer.Reply;
import io.rushb.check.script.Outgoing;
import io.rushb.check.script.Player;
import io.rushb.check.script.Script;
import io.rushb.check.script.Times;

/**
 * A script and a server in virtual time, with a path of some delay between them.
 */
final class VirtualPlay {

	static final long SERVER_TIMEOUT = TimeUnit.SECONDS.toNanos(4);

	/** Longer than every scenario takes. */
	private static final long END = TimeUnit.DAYS.toNanos(10);

	private final Player player;

	private final PureServer server;

	private final long delay;

	private final PriorityQueue<InFlight> flights = new PriorityQueue<>();

	private long now;

	private long flown;

	private VirtualPlay(Script script, PureServer server, long delay) {
		this.player = new Player(script, new Times(SERVER_TIMEOUT, 2 * delay));
		this.server = server;
		this.delay = delay;
	}

	static Player run(Script script, PureServer server) {
		return run(script, server, 0);
	}

	static Player run(Script script, PureServer server, long delay) {
		VirtualPlay play = new VirtualPlay(script, server, delay);
		play.run();
		return play.player;
	}

	private void run() {
		this.player.start(this.now);
		transmit();
		while (!this.player.isOver()) {
			InFlight flight = this.flights.peek();
			long due = Math.min(this.player.nextTimeout(), this.server.nextTimeout());
			if (flight != null && flight.arrival <= due) {
				this.flights.remove();
				this.now = flight.arrival;
				deliver(flight);
			}
			else {
				this.now = Math.max(this.now, due);
				this.server.handleTimeouts(this.now);
				this.player.handleTimeout(this.now);
			}
			transmit();
			if (this.now > END) {
				throw new AssertionError("a scenario without end");
			}
		}
	}

	private void deliver(InFlight flight) {
		if (flight.toServer) {
			this.server.receive(flight.client, flight.datagram, this.now);
		}
		else {
			this.player.handleDatagram(flight.client, flight.datagram, flight.datagram.length, flight.fromServer,
					this.now);
		}
	}

	private void transmit() {
		List<InFlight> departures = new ArrayList<>();
		for (Outgoing outgoing = this.player.pollTransmit(); outgoing != null; outgoing = this.player.pollTransmit()) {
			departures.add(flight(outgoing.client(), outgoing.datagram(), true, true));
		}
		for (Reply reply = this.server.poll(); reply != null; reply = this.server.poll()) {
			departures.add(flight(reply.client(), reply.datagram(), false, reply.fromServer()));
		}
		this.flights.addAll(departures);
	}

	private InFlight flight(int client, byte[] datagram, boolean toServer, boolean fromServer) {
		return new InFlight(this.now + this.delay, this.flown++, client, datagram, toServer, fromServer);
	}

	private record InFlight(long arrival, long order, int client, byte[] datagram, boolean toServer,
			boolean fromServer) implements Comparable<InFlight> {

		@Override
		public int compareTo(InFlight other) {
			int compared = Long.compare(this.arrival, other.arrival);
			return (compared != 0) ? compared : Long.compare(this.order, other.order);
		}

	}

}
