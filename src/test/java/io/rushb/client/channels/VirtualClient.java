package io.rushb.client.channels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntToLongFunction;

import io.rushb.wire.Options;

/**
 * A client of ours in virtual time. Its timers are as coarse as a selector's: a
 * millisecond.
 */
final class VirtualClient {

	private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);

	/** Ports of channel 0 are the client's number, then come those of channel 1. */
	private static final int PORTS = 10_000;

	final Batch batch = new Batch();

	final Channels channels;

	/** The first datagram that came to each port. */
	final Map<Integer, byte[]> first = new HashMap<>();

	private final VirtualTime time;

	private final int number;

	private final BiConsumer<Integer, byte[]> send;

	private long wakeAt = Long.MAX_VALUE;

	private int nonce;

	/** How long a packet keeps the client, in nanoseconds, by how many came before it. */
	IntToLongFunction work = (received) -> 0;

	/** What has come since the client looked last, and when it looked last. */
	private final List<Runnable> inbox = new ArrayList<>();

	private boolean isWorking;

	private int received;

	private final int[] generations;

	VirtualClient(VirtualTime time, int number, int channels, int fixedWindow, BiConsumer<Integer, byte[]> send) {
		this.time = time;
		this.number = number;
		this.send = send;
		this.channels = new Channels(new ChannelSettings(channels, new Options(true, false), fixedWindow), this.batch,
				time.now());
		this.generations = new int[channels + 1];
	}

	String nonce() {
		return "ab" + this.nonce++;
	}

	FileParts fetch(String name, SegmentSink sink) {
		return fetch(name, sink, 256);
	}

	FileParts fetch(String name, SegmentSink sink, int maxPart) {
		FileParts file = new FileParts(name, this::nonce, sink, maxPart, TimeUnit.SECONDS.toNanos(30));
		this.batch.add(file);
		return file;
	}

	/** The number of the client that has this port. */
	static int client(int port) {
		return port / 100_000_000;
	}

	private int port(int channel, int generation) {
		return this.number * 100_000_000 + generation * PORTS + channel;
	}

	void receive(int port, byte[] datagram) {
		this.first.putIfAbsent(port, datagram);
		this.inbox.add(() -> take(port, datagram));
		if (!this.isWorking) {
			look(this.time.now());
		}
	}

	/** As a selector does: takes all that is there, one after the other. */
	private void look(long nothingBefore) {
		List<Runnable> batch = List.copyOf(this.inbox);
		this.inbox.clear();
		this.isWorking = !batch.isEmpty();
		long begun = this.time.now();
		long at = begun;
		for (int i = 0; i < batch.size(); i++) {
			at += this.work.applyAsLong(this.received++);
			Runnable datagram = batch.get(i);
			boolean last = i == batch.size() - 1;
			this.time.at(at, () -> {
				this.channels.looked(nothingBefore);
				datagram.run();
				if (last) {
					look(begun);
				}
			});
		}
	}

	private void take(int port, byte[] datagram) {
		int channel = port % PORTS;
		if (port(channel, this.generations[channel]) == port) {
			this.channels.handleDatagram(channel, datagram, datagram.length, this.time.now());
			wake();
		}
	}

	void wake() {
		long now = this.time.now();
		if (!this.isWorking) {
			this.channels.looked(now);
		}
		this.channels.handleTimeout(now);
		for (ChannelTransmit transmit = this.channels.poll(now); transmit != null; transmit = this.channels.poll(now)) {
			this.generations[transmit.channel()] = transmit.generation();
			this.send.accept(port(transmit.channel(), transmit.generation()), transmit.datagram().clone());
		}
		long deadline = this.channels.deadline(now);
		if (deadline == Long.MAX_VALUE) {
			return;
		}
		long at = Math.max(now + 1, (deadline + TICK - 1) / TICK * TICK);
		if (at < this.wakeAt || this.wakeAt <= now) {
			this.wakeAt = at;
			this.time.at(at, () -> {
				if (this.wakeAt <= this.time.now()) {
					this.wakeAt = Long.MAX_VALUE;
					wake();
				}
			});
		}
	}

}
