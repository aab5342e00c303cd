package io.rushb.client.channels;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A model server and a path to it in virtual time, for tests of what is outside of this
 * package.
 */
public final class ModelNetwork {

	private final NetworkPath path;

	private @Nullable VirtualClient client;

	/**
	 * A network of 20 ms round trip.
	 * @param loss each way, 0 to 1
	 * @param seed of chance
	 */
	public ModelNetwork(double loss, long seed) {
		this.path = new NetworkPath(20, 50, 128, loss, seed);
	}

	/** From now on the file is this; it has no tag if that is {@code null}. */
	public void put(byte[] bytes, @Nullable String tag, String sha256) {
		this.path.server.put("file", new ModelFile(bytes, tag, sha256));
	}

	/** Whether the server tells the SHA-256. */
	public void tellsDigest(boolean tells) {
		this.path.server.digest = tells;
	}

	/** The server is started anew, with another secret. */
	public void restart(String cookie) {
		this.path.server.restart(cookie);
	}

	/** The server forgets every second session. */
	public void forgetHalf() {
		this.path.server.forget((port) -> port % 2 == 0);
	}

	/** The server says nothing, or something again. */
	public void silent(boolean silent) {
		this.path.server.silent = silent;
	}

	/** Each n-th trailer is wrong; 0 for none. */
	public void spoil(int every) {
		this.path.server.spoil = every;
	}

	/** How many part sessions there may be. */
	public void seats(int seats) {
		this.path.server.seats = seats;
	}

	/** Something happens after some milliseconds. */
	public void after(long millis, Runnable event) {
		this.path.time.at(this.path.time.now() + TimeUnit.MILLISECONDS.toNanos(millis), event);
	}

	/** A new client fetches the file. */
	public FileParts fetch(SegmentSink sink, int maxPart, int channels) {
		VirtualClient begun = this.path.client(channels);
		FileParts parts = begun.fetch("file", sink, maxPart);
		begun.wake();
		this.client = begun;
		return parts;
	}

	/** Time passes. */
	public void runUntil(BooleanSupplier condition, int seconds) {
		this.path.time.runUntil(condition, seconds);
	}

	/** The time in milliseconds. */
	public long millis() {
		return TimeUnit.NANOSECONDS.toMillis(this.path.time.now());
	}

}
