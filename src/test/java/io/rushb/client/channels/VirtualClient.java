package io.rushb.client.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

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

	final List<Long> roundTrips = new ArrayList<>();

	private final VirtualTime time;

	private final int number;

	private final BiConsumer<Integer, byte[]> send;

	private long wakeAt = Long.MAX_VALUE;

	private int nonce;

	/** How long one packet keeps the client, in nanoseconds. */
	long work;

	private long freeAt;

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
		FileParts file = new FileParts(name, this::nonce, sink, 256, TimeUnit.SECONDS.toNanos(30));
		this.batch.add(file);
		return file;
	}

	/** Whose port it is: of which client. */
	static int client(int port) {
		return port / 100_000_000;
	}

	private int port(int channel, int generation) {
		return this.number * 100_000_000 + generation * PORTS + channel;
	}

	void receive(int port, byte[] datagram) {
		this.freeAt = Math.max(this.freeAt, this.time.now()) + this.work;
		if (this.work == 0) {
			take(port, datagram);
		}
		else {
			this.time.at(this.freeAt, () -> take(port, datagram));
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
