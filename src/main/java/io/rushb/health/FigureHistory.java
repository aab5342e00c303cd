package io.rushb.health;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import io.rushb.endpoint.EndpointListener;
import io.rushb.session.RetransmitCause;
import io.rushb.transport.RushbServer;
import io.rushb.wire.Kind;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The figures of the last ten minutes, one for each second, so that the page's charts
 * have data when it is loaded. It counts for itself, because a meter registry may reset
 * its counters when it exports them. Thread-safe.
 */
@Component
class FigureHistory implements EndpointListener {

	/** Ten minutes; about 50 bytes each. */
	static final int MOST = 600;

	private final ObjectProvider<RushbServer> server;

	private final LongSupplier nanoTime;

	private final LongAdder bytes = new LongAdder();

	private final LongAdder packets = new LongAdder();

	private final LongAdder retransmissions = new LongAdder();

	/** Oldest first. */
	private final Deque<Sample> samples = new ArrayDeque<>(MOST + 1);

	private long number;

	@Autowired
	FigureHistory(ObjectProvider<RushbServer> server) {
		this(server, System::nanoTime);
	}

	FigureHistory(ObjectProvider<RushbServer> server, LongSupplier nanoTime) {
		this.server = server;
		this.nanoTime = nanoTime;
	}

	@Override
	public void acknowledged(int count) {
		this.bytes.add(count);
	}

	@Override
	public void sent(Kind kind) {
		this.packets.increment();
	}

	@Override
	public void retransmitted(RetransmitCause cause) {
		this.retransmissions.increment();
	}

	/** Takes the figures of the second that is over. */
	@Scheduled(fixedRate = 1, timeUnit = TimeUnit.SECONDS)
	void sample() {
		add(this.server.getObject().activeSessions());
	}

	private synchronized void add(int active) {
		if (this.samples.size() > MOST) {
			this.samples.removeFirst();
		}
		this.samples.addLast(new Sample(++this.number, this.nanoTime.getAsLong(), this.bytes.sum(), this.packets.sum(),
				this.retransmissions.sum(), active));
	}

	/** The newest figures, the oldest of them first. */
	synchronized List<Figure> latest(int limit) {
		long now = this.nanoTime.getAsLong();
		List<Figure> figures = new ArrayList<>();
		Sample before = null;
		int skip = this.samples.size() - 1 - limit;
		for (Sample sample : this.samples) {
			if (before != null && skip-- <= 0) {
				figures.add(sample.since(before, now));
			}
			before = sample;
		}
		return figures;
	}

	/** The counts since the start. */
	Totals totals() {
		return new Totals(this.bytes.sum(), this.packets.sum(), this.retransmissions.sum());
	}

	/** The counters at one moment. */
	private record Sample(long number, long at, long bytes, long packets, long retransmissions, int active) {

		/**
		 * The timer may be late, so counts are divided by the time that really passed.
		 */
		Figure since(Sample before, long now) {
			double seconds = Math.max(this.at - before.at, 1) / 1e9;
			return new Figure(this.number, TimeUnit.NANOSECONDS.toMillis(now - this.at),
					Math.round((this.bytes - before.bytes) / seconds),
					Math.round((this.packets - before.packets) / seconds),
					Math.round((this.retransmissions - before.retransmissions) / seconds), this.active);
		}

	}

	/**
	 * What happened in about a second.
	 *
	 * @param number counts from 1 on
	 * @param agoMs how long ago the second was over, in milliseconds
	 * @param bytes file bytes acknowledged, a second
	 * @param packets packets sent, repeats included, a second
	 * @param retransmissions packets sent again, a second
	 * @param active sessions that lived at its end
	 */
	record Figure(long number, long agoMs, long bytes, long packets, long retransmissions, int active) {

	}

	/**
	 * Counts since the start.
	 *
	 * @param bytes file bytes acknowledged
	 * @param packets packets sent, repeats included
	 * @param retransmissions packets sent again
	 */
	record Totals(long bytes, long packets, long retransmissions) {

	}

}
