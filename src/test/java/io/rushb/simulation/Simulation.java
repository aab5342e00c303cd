package io.rushb.simulation;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

import io.rushb.endpoint.ContentTask;
import io.rushb.endpoint.Endpoint;
import io.rushb.endpoint.Listeners;
import io.rushb.endpoint.Transmit;
import io.rushb.session.ReadAheadBudget;
import io.rushb.session.Session;
import io.rushb.session.SessionView;
import io.rushb.simulation.Network.Arrivals;
import io.rushb.simulation.ServerModel.Cause;
import io.rushb.testing.EventCounts;

/**
 * One run: the real endpoint, its clients, a network and the model, in virtual time.
 */
final class Simulation implements World, Arrivals {

	private static final int MOST_EVENTS = 200_000;

	private final RunPlan plan;

	private final Trace trace;

	private final SplittableRandom random;

	private final PriorityQueue<Event> events = new PriorityQueue<>();

	private final EventCounts counts = new EventCounts();

	private final ReadAheadBudget budget;

	private final ServerModel model;

	private final Endpoint endpoint;

	private final Network network;

	private final List<SimulatedClient> clients = new ArrayList<>();

	private final Map<InetSocketAddress, SimulatedClient> byAddress = new HashMap<>();

	private final Queue<ContentTask> readyTasks = new ArrayDeque<>();

	private long now;

	private long scheduled;

	private long toServer;

	private long toClients;

	Simulation(RunPlan plan, BiFunction<Arrivals, SplittableRandom, Network> network, Trace trace) {
		this.plan = plan;
		this.trace = trace;
		this.random = new SplittableRandom(plan.seed());
		this.budget = new ReadAheadBudget(plan.readAhead(), plan.chunkLength());
		this.model = new ServerModel(plan.protocol(), plan.endpoint(), plan.resources());
		this.endpoint = new Endpoint(plan.endpoint(), this.budget, plan::open,
				(request) -> new Session(request, plan.protocol(), this.counts),
				new Listeners(List.of(this.counts, this.model)));
		this.network = network.apply(this, this.random.split());
		for (ClientPlan each : plan.clients()) {
			SimulatedClient client = each.kind().create(this, this.clients.size(), each, this.random.split());
			this.clients.add(client);
			this.byAddress.put(client.address(), client);
			later(each.startsAt(), client::start);
		}
	}

	private record Event(long time, long order, Runnable action) implements Comparable<Event> {

		@Override
		public int compareTo(Event other) {
			return (this.time != other.time) ? Long.compare(this.time, other.time)
					: Long.compare(this.order, other.order);
		}

	}

	/** Runs to the end, until nothing can happen any more. */
	Simulation run() {
		if (this.plan.operated()) {
			later(this.random.nextLong(20 * SimulatedClient.SECOND), this::operate);
		}
		for (int count = 0; step(); count++) {
			Violation.unless(count < MOST_EVENTS, "it does not end");
		}
		checkEnd();
		return this;
	}

	private boolean step() {
		Event next = this.events.peek();
		long timeout = this.endpoint.nextTimeout();
		if (next == null && timeout == Long.MAX_VALUE) {
			return false;
		}
		long wakeUp = (timeout == Long.MAX_VALUE) ? timeout : timeout + this.plan.lateness();
		if (next == null || wakeUp <= next.time) {
			this.now = Math.max(this.now, wakeUp);
			handleTimeouts();
			Violation.unless(this.endpoint.nextTimeout() > timeout, "a timer fires for ever");
		}
		else {
			this.events.remove();
			this.now = Math.max(this.now, next.time);
			next.action.run();
		}
		while (!this.readyTasks.isEmpty()) {
			perform(this.readyTasks.remove());
		}
		return true;
	}

	private void handleTimeouts() {
		this.model.begin(Cause.TIMEOUT, this.now);
		this.endpoint.handleTimeouts(this.now);
		finishStep();
	}

	private void receive(SimulatedClient client, byte[] datagram, int length) {
		if (this.plan.strict() && isTooNewForAStrictServer(client, datagram)) {
			this.trace.packet(this.now, client, Direction.TO_SERVER, datagram, length, "not taken by",
					"a strict server");
			return;
		}
		this.toServer++;
		long timer = this.endpoint.nextTimeout();
		Disposition disposition = this.model.judge(client, datagram, length, this.now);
		List<SessionView> views = disposition.isSilent() ? this.endpoint.sessions(this.now) : List.of();
		this.trace.packet(this.now, client, Direction.TO_SERVER, datagram, length, "arrives:", disposition);
		int counted = (disposition.counter() != null) ? this.counts.of(disposition.counter()) : 0;
		this.endpoint.handleDatagram(client.address(), datagram, length, this.now);
		if (disposition.counter() != null) {
			Violation.unless(this.counts.of(disposition.counter()) == counted + 1, disposition, "is not counted");
		}
		if (disposition.isSilent()) {
			Violation.unless(this.endpoint.nextTimeout() == timer, "a refused packet moved a timer (A5)");
			Violation.unless(this.endpoint.sessions(this.now).equals(views), "a refused packet changed a session (A5)");
			Transmit sent = this.endpoint.pollTransmit();
			Violation.unless(sent == null, "a refused packet was answered (A5)");
			Violation.unless(this.endpoint.pollTask() == null, "a refused packet made work (A5)");
		}
		finishStep();
	}

	/** What a server would ignore that knows no window (rule A1). */
	private boolean isTooNewForAStrictServer(SimulatedClient client, byte[] datagram) {
		ModelSession session = this.model.session(client);
		int number = (datagram[0] & 0xff) << 8 | datagram[1] & 0xff;
		return session != null && number > session.last() + 1;
	}

	private void finishStep() {
		for (Transmit sent = this.endpoint.pollTransmit(); sent != null; sent = this.endpoint.pollTransmit()) {
			SimulatedClient client = this.byAddress.get(sent.client());
			if (client == null) {
				throw new Violation("sent to nobody: " + sent.client());
			}
			this.toClients++;
			this.model.sent(client, sent.datagram());
			this.network.carry(Direction.TO_CLIENT, client, sent.datagram());
		}
		this.model.end();
		Violation.unless(this.endpoint.activeSessions() == this.model.liveSessions(), "not as many sessions as ought");
		Violation.unless(this.endpoint.lingeringSessions() == this.model.lingeringSessions(),
				"not as many lingering sessions as ought (A7)");
		Violation.unless(this.budget.taken() <= this.plan.readAhead(), "more is read ahead than allowed");
		Violation.unless(this.endpoint.nextTimeout() <= this.model.deadline(), "no timer is armed in time");
		for (ContentTask task = this.endpoint.pollTask(); task != null; task = this.endpoint.pollTask()) {
			takeOn(task);
		}
	}

	private void takeOn(ContentTask task) {
		if (this.plan.slowestRead() == 0) {
			this.readyTasks.add(task);
		}
		else {
			later(this.random.nextLong(this.plan.slowestRead()), () -> perform(task));
		}
	}

	private void perform(ContentTask task) {
		task.run();
		if (this.plan.slowestRead() == 0) {
			handOver(task);
		}
		else { // the core may be busy
			later(this.random.nextLong(this.plan.slowestRead()), () -> handOver(task));
		}
	}

	private void handOver(ContentTask task) {
		this.trace.add(this.now, "content:", task.getClass().getSimpleName());
		this.model.begin(Cause.TASK, this.now);
		this.endpoint.handleTask(task, this.now);
		finishStep();
	}

	private void operate() {
		switch (this.random.nextInt(3)) {
			case 0 -> {
				this.trace.add(this.now, "draining");
				this.endpoint.drain();
				this.model.draining = true;
				later(this.random.nextLong(20 * SimulatedClient.SECOND), this::resume);
			}
			case 1 -> {
				this.trace.add(this.now, "all sessions are ended");
				this.model.draining = true;
				this.model.begin(Cause.ABORT, this.now);
				this.endpoint.abortAll("the operator says so", this.now);
				finishStep();
				later(this.random.nextLong(5 * SimulatedClient.SECOND), this::resume);
			}
			default -> {
				this.trace.add(this.now, "a needless call for timeouts");
				handleTimeouts();
				handleTimeouts();
				later(this.random.nextLong(SimulatedClient.SECOND), this::operate);
			}
		}
	}

	private void resume() {
		this.endpoint.resume();
		this.model.draining = false;
	}

	private void checkEnd() {
		Violation.unless(this.endpoint.activeSessions() == 0 && this.endpoint.sessions(this.now).isEmpty(),
				"the session table is not empty");
		Violation.unless(this.endpoint.lingeringSessions() == 0, "something lingers for ever");
		Violation.unless(this.endpoint.pollTransmit() == null && this.endpoint.pollTask() == null, "work is left");
		Violation.unless(this.plan.openSources() == 0, "sources are left open");
		Violation.unless(this.budget.taken() == 0, "read-ahead budget is not given back");
		this.model.expected().compare(this.counts, this.toServer, this.toClients);
	}

	@Override
	public long now() {
		return this.now;
	}

	@Override
	public void send(SimulatedClient client, byte[] datagram) {
		this.network.carry(Direction.TO_SERVER, client, datagram);
	}

	@Override
	public void later(long nanos, Runnable action) {
		this.events.add(new Event(this.now + nanos, this.scheduled++, action));
	}

	@Override
	public void forgetPacketsOf(SimulatedClient client) {
		client.epoch++;
	}

	@Override
	public void note(SimulatedClient client, String what) {
		this.trace.add(this.now, client, what);
	}

	@Override
	public void arrive(Direction direction, SimulatedClient client, byte[] datagram, int length, long delay) {
		int epoch = client.epoch;
		later(delay, () -> {
			if (epoch != client.epoch) {
				return;
			}
			if (direction == Direction.TO_SERVER) {
				receive(client, datagram, length);
			}
			else {
				this.trace.packet(this.now, client, direction, datagram, length, "arrives", "");
				client.receive(datagram, length);
			}
		});
	}

	@Override
	public void note(Direction direction, SimulatedClient client, byte[] datagram, String fate) {
		this.trace.packet(this.now, client, direction, datagram, datagram.length, "sent", fate);
	}

	List<SimulatedClient> clients() {
		return this.clients;
	}

	ExpectedCounts expected() {
		return this.model.expected();
	}

}
