package io.rushb.client.channels;

import io.rushb.client.exchange.Counts;
import io.rushb.wire.Decoded;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import org.jspecify.annotations.Nullable;

/**
 * Many sessions with one server, each from a port of its own, under one window (rules C2
 * and C3). Datagrams, time and {@link Work} come in; datagrams go out.
 * <p>
 * While fewer than the {@link Window} are under way, the {@link Pacer} lets go: repairs
 * of what the {@link LossDetector} found, new sessions while there are few, then answers
 * that were held back, in the order of {@link Waiting}. What is urgent goes at once: a
 * question about a file, which is one packet.
 */
public final class Channels {

	/** After this many tries the closing of a session is given up. */
	private static final int CLOSING_TRIES = 4;

	/**
	 * New sessions go before held answers until there are this many sessions for each
	 * that the window allows. If all parts begin early, they end together.
	 */
	private static final double SESSIONS_PER_WINDOW = 1.25;

	private final ChannelSettings settings;

	private final Batch work;

	private final ChannelPool pool;

	private final Waiting waiting = new Waiting();

	private final Burst burst;

	private final Window window;

	private final LossDetector losses;

	private final Pacer pacer = new Pacer();

	private final ChannelCounts counts = new ChannelCounts();

	private long heardAt;

	private long lookedAt;

	/** Whether the work had nothing to ask for when it was called last. */
	private boolean starved;

	/**
	 * Begins with all channels free.
	 * @param settings how many, and which options
	 * @param work what is asked for
	 * @param now the time
	 */
	public Channels(ChannelSettings settings, Batch work, long now) {
		this.settings = settings;
		this.work = work;
		this.burst = new Burst(settings.options());
		this.window = new Window(settings.channels(), settings.fixedWindow());
		this.losses = new LossDetector(this.window.roundTrips());
		this.pool = new ChannelPool(settings.channels());
		this.heardAt = now;
		this.lookedAt = now;
	}

	/**
	 * Tells that the driver has passed in all datagrams that had arrived at a time.
	 * Datagrams that it passes in from now on arrived later: so the driver's own delay
	 * does not count as delay of the path.
	 */
	public void looked(long at) {
		this.lookedAt = at;
	}

	/**
	 * Handles a datagram of the server.
	 * @param index the channel whose port it came to
	 * @param bytes it, from the first byte on
	 * @param length its length
	 * @param now the time
	 */
	public void handleDatagram(int index, byte[] bytes, int length, long now) {
		this.counts.received++;
		Decoded decoded = PacketCodec.decodeInPlace(bytes, length, Sender.SERVER);
		if (!(decoded instanceof Packet packet) || !packet.isChecksumRight()) {
			this.counts.damaged++;
			return;
		}
		this.starved = false;
		Channel channel = this.pool.at(index);
		if (channel.isIdle() || !channel.wasSent()) {
			this.counts.ignored++;
			return;
		}
		boolean wrongly = this.losses.isFalse(channel, now);
		boolean overtaken = channel.overtaken;
		boolean sample = channel.tries == 0 && (channel.flight != null || channel.lost);
		long sentAt = channel.sentAt;
		long firstSentAt = channel.firstSentAt;
		int underWay = channel.underWay;
		Channel.Event event = channel.take(packet, this.settings.options(), this.counts, now);
		if (event == Channel.Event.NOTHING) {
			return;
		}
		this.heardAt = now;
		settle(channel);
		if (wrongly) {
			this.window.notLost();
			this.losses.falsely(overtaken);
		}
		if (sample) {
			this.window.sample(now - sentAt, this.lookedAt - sentAt, underWay, now);
			this.losses.overtakenBy(sentAt, now).forEach((lost) -> lost(lost, true, now));
		}
		else {
			this.losses.answeredAfterRepair(now - firstSentAt, wrongly, now);
		}
		this.window.answered(now);
		this.losses.advance(now);
		goOn(channel, event, now);
	}

	private void goOn(Channel channel, Channel.Event event, long now) {
		if (event == Channel.Event.CLOSED) {
			free(channel, channel.ask().isSpoilt());
		}
		else if (channel.ask().isStale()) {
			leave(channel, false, Ask.End.DROPPED, now);
		}
		else {
			this.waiting.answer(channel, now, this.window.roundTrips().smoothed());
		}
	}

	/** Removes a channel from the queue that it waits in. */
	private void settle(Channel channel) {
		this.losses.remove(channel);
		if (channel.lost) {
			channel.lost = false;
			this.waiting.remove(channel);
		}
		channel.overtaken = false;
	}

	private void lost(Channel channel, boolean overtaken, long now) {
		this.losses.remove(channel);
		// Later ones, and those of a new session, say more of the server than of the
		// path.
		if (channel.tries == 0 && channel.taken() > 0 && !channel.isUrgent()) {
			this.window.lost(now);
		}
		if (channel.isClosing() && channel.tries >= CLOSING_TRIES) {
			free(channel, true);
		}
		else if (LossDetector.isHopeless(channel, this.heardAt, now)
				|| (this.heardAt > channel.firstSentAt && this.pool.isTooMany(channel))) {
			this.counts.abandoned++;
			leave(channel, true, Ask.End.SILENT, now);
		}
		else if (channel.ask().isStale()) {
			leave(channel, false, Ask.End.DROPPED, now);
		}
		else {
			if (channel.isDoubted()) {
				channel.ask().doubted(now);
			}
			channel.lost = true;
			channel.overtaken = overtaken;
			this.waiting.repair(channel, now);
		}
	}

	/**
	 * Gives a session up. If its answer is no longer needed, the next session uses its
	 * port: the server accepts a new GET there in its place (rule A6).
	 */
	private void leave(Channel channel, boolean anotherPort, Ask.End how, long now) {
		Ask ask = channel.ask();
		boolean closing = channel.isClosing();
		free(channel, anotherPort);
		if (!closing) {
			ask.ended(how, now);
		}
	}

	private void free(Channel channel, boolean anotherPort) {
		this.losses.remove(channel);
		channel.lost = false;
		this.pool.release(channel, anotherPort);
	}

	/**
	 * Handles timeouts that are due. Early, late or repeated calls do no harm.
	 * @param now the time
	 */
	public void handleTimeout(long now) {
		this.starved = false;
		if (this.lookedAt >= this.losses.deadline()) {
			this.losses.tooOld(this.lookedAt).forEach((channel) -> lost(channel, false, now));
		}
	}

	/**
	 * Returns when {@link #handleTimeout} or {@link #poll} is to be called.
	 * @param now the time
	 * @return nanoseconds; {@link Long#MAX_VALUE} if nothing is due
	 */
	public long deadline(long now) {
		long asks = this.pool.isUsedUp() ? Long.MAX_VALUE : this.work.deadline();
		long deadline = Math.min(this.losses.deadline(), asks);
		boolean waits = this.waiting.hasSound() || (!this.starved && this.pool.busy() < this.pool.seats());
		if (waits || this.waiting.hasDoubtful()) {
			boolean room = this.losses.underWay(now) < this.window.limit(now) && (waits || isRoomForDoubtful(now));
			deadline = Math.min(deadline, room ? Math.max(this.pacer.nextAt(), now + 1) : this.losses.roomAt(now));
		}
		return deadline;
	}

	/**
	 * Takes a datagram that is to be sent now.
	 * @param now the time
	 * @return {@code null} if there is nothing now
	 */
	public @Nullable ChannelTransmit poll(long now) {
		ChannelTransmit next = this.burst.poll();
		if (next == null) {
			Channel channel = next(now);
			if (channel != null) {
				send(channel, now);
				next = this.burst.poll();
			}
		}
		this.counts.sent += (next != null) ? 1 : 0;
		return next;
	}

	private @Nullable Channel next(long now) {
		Channel channel = this.waiting.urgent();
		if (channel == null) {
			channel = openUrgent(now);
		}
		if (channel == null && this.pacer.isReady(now)) {
			channel = withinWindow(now);
		}
		return channel;
	}

	private @Nullable Channel openUrgent(long now) {
		Ask ask = this.pool.isUsedUp() ? null : this.work.urgent(now);
		return (ask != null) ? this.pool.open(ask, true) : null;
	}

	private @Nullable Channel withinWindow(long now) {
		if (this.losses.underWay(now) >= this.window.limit(now)) {
			return null;
		}
		Channel channel = this.waiting.repair(isRoomForDoubtful(now));
		if (channel == null && this.pool.busy() < SESSIONS_PER_WINDOW * this.window.size()) {
			channel = openNext(now);
		}
		if (channel == null) {
			channel = this.waiting.answer();
		}
		return (channel != null) ? channel : openNext(now);
	}

	private @Nullable Channel openNext(long now) {
		int seats = this.starved ? 0 : this.pool.seats();
		int free = seats - this.pool.busy();
		if (free <= 0) {
			return null;
		}
		Ask ask = this.work.next(seats, free, roundTrip(), now);
		this.starved = ask == null;
		return (ask != null) ? this.pool.open(ask, false) : null;
	}

	/** A quarter of the window: enough to find out what has become of them. */
	private boolean isRoomForDoubtful(long now) {
		return this.losses.doubtful(now) < Math.max(1, this.window.limit(now) / 4);
	}

	private void send(Channel channel, long now) {
		if (channel.lost) {
			channel.lost = false;
			this.counts.repairs++;
			this.burst.repair(channel);
		}
		else {
			channel.firstSentAt = now;
			channel.underWay = this.losses.underWay(now) + 1;
			this.burst.newest(channel);
		}
		this.losses.sent(channel, now);
		if (this.losses.underWay(now) >= this.window.limit(now)) {
			this.window.full();
		}
		RoundTrips roundTrips = this.window.roundTrips();
		if (roundTrips.isKnown()) {
			this.pacer.sent(this.burst.size(), this.window.size(), roundTrips.smoothed(), now);
		}
	}

	/** Returns how many sessions there are, those that are being closed included. */
	public int busy() {
		return this.pool.busy();
	}

	/**
	 * Returns whether the server waits for answers of a session that is not at its end.
	 * @param channel the index of its channel
	 * @return whether there is such a session
	 */
	public boolean isUnderWay(int channel) {
		return this.pool.at(channel).isUnderWay();
	}

	/** Returns when the server said something new for the last time. */
	public long heardAt() {
		return this.heardAt;
	}

	/** Returns the smoothed round trip in nanoseconds; 0 while none is known. */
	public long roundTrip() {
		return this.window.roundTrips().smoothed();
	}

	/** Returns the requested options that the server grants (rule S2). */
	public Options granted() {
		return this.settings.options().and(this.counts.granted);
	}

	/**
	 * Returns the counts so far.
	 * @return the same numbers as of one exchange, of all sessions together
	 */
	public Counts view() {
		return this.counts.view();
	}

}
