package io.rushb.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.rushb.client.channels.ChannelSettings;
import io.rushb.client.channels.Channels;
import io.rushb.client.channels.FileParts;
import io.rushb.client.channels.PartsOutcome;
import io.rushb.client.channels.Version;
import io.rushb.client.exchange.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one file in parts. It asks all addresses of the host for a stat, one after the
 * other; the address that answers first is the server.
 */
final class PartsFetch implements Closeable {

	/** RFC 8305, section 8: the recommended delay between two addresses. */
	private static final long NEXT_ADDRESS = TimeUnit.MILLISECONDS.toNanos(250);

	private static final long HEARTBEAT = TimeUnit.MILLISECONDS.toNanos(100);

	/** Rule C5. */
	static final long DIGEST_WAIT = TimeUnit.SECONDS.toNanos(30);

	private static final int NONCE_BYTES = 16;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final PartsLoop loop;

	private final Map<PartsLane, FileParts> asked = new LinkedHashMap<>();

	private final FetchListener listener;

	/** The first and last segments of a range have bytes that are not wanted. */
	private @Nullable ByteRange range;

	private @Nullable PartsLane lane;

	private @Nullable FileParts file;

	/** Whose version the sink has begun last, where several addresses have answered. */
	private @Nullable PartsLane begun;

	PartsFetch(FetchListener listener, Cancellation cancellation, Duration farewell) throws IOException {
		this.listener = listener;
		this.loop = new PartsLoop(cancellation, farewell);
	}

	/** 128 random bits (P2). */
	static String nonce() {
		byte[] bytes = new byte[NONCE_BYTES];
		RANDOM.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	/**
	 * Asks the addresses until one answers.
	 * @param most how long, in nanoseconds
	 * @return whether one has answered, with parts or a refusal
	 */
	boolean ask(List<InetSocketAddress> servers, @Nullable InetSocketAddress local, String path,
			ChannelSettings settings, PlacedSink sink, boolean digest, long most) throws IOException {
		this.range = sink.range();
		long begun = System.nanoTime();
		int next = 0;
		while (System.nanoTime() - begun < most) {
			long now = System.nanoTime();
			boolean over = this.asked.isEmpty() || noWay() != null;
			if (next < servers.size() && (over || now - begun >= next * NEXT_ADDRESS)) {
				PartsLane opened = this.loop.open(servers.get(next++), (local != null) ? local.getAddress() : null,
						settings, this.listener);
				PlacedSegments segments = new PlacedSegments(sink, this.listener, () -> this.begun = opened);
				FileParts asking = new FileParts(path, PartsFetch::nonce, segments, sink.maxPart(),
						digest ? DIGEST_WAIT : 0);
				opened.batch().add(asking);
				this.asked.put(opened, asking);
			}
			else if (over) {
				return false; // the plain way says why
			}
			this.listener.progress(0, 0, 0); // it may end the wait, as --max-time does
			if (poll(HEARTBEAT / 2)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Continues to ask.
	 * @param most the longest wait, in nanoseconds
	 * @return whether an address has answered
	 */
	boolean poll(long most) throws IOException {
		this.loop.step(most);
		PartsLane found = this.begun;
		if (found != null) {
			answered(found, Objects.requireNonNull(this.asked.get(found)));
			return true;
		}
		for (Map.Entry<PartsLane, FileParts> one : this.asked.entrySet()) {
			if (one.getValue().hasParts() || one.getValue().outcome() != null) {
				answered(one.getKey(), one.getValue());
				return true;
			}
		}
		return false;
	}

	private void answered(PartsLane server, FileParts about) throws IOException {
		this.lane = server;
		this.file = about;
		this.loop.keep(server);
	}

	/** Why nothing gets to any address; {@code null} while something may. */
	@Nullable FetchException noWay() {
		return Asking.noWay(this.asked.keySet());
	}

	/** Whether the server that answered has parts. */
	boolean hasParts() {
		FileParts found = this.file;
		return found != null && found.hasParts() && found.outcome() != PartsOutcome.NO_PARTS;
	}

	/**
	 * Fetches to the end.
	 * @param giveUp how long nothing new may come
	 * @return how it ended; {@code null} if nothing came for this long
	 */
	@Nullable PartsOutcome run(FileParts file, Channels channels, Duration giveUp) throws IOException {
		long told = System.nanoTime();
		Standstill standstill = new Standstill(giveUp, told);
		QuietTime quiet = new QuietTime(giveUp, told);
		while (file.outcome() == null) {
			this.loop.step(HEARTBEAT);
			long now = System.nanoTime();
			if (quiet.isOver(channels.heardAt(), now)) {
				return file.settle();
			}
			if (standstill.isOver(file.bytes(), now)) {
				return PartsOutcome.STUCK;
			}
			if (now - told >= HEARTBEAT) {
				told = now;
				progress(file, channels);
			}
		}
		progress(file, channels);
		return file.outcome();
	}

	private void progress(FileParts file, Channels channels) {
		Counts counts = channels.view();
		this.listener.channels(channels.busy());
		Version version = file.fetchedVersion();
		ByteRange range = this.range;
		long most = (range != null && version != null) ? range.bytes(version.size()) : Long.MAX_VALUE;
		this.listener.progress(Math.min(file.bytes(), most), counts.received(), counts.retransmissions());
	}

	/** Closes the sessions that can be closed quickly. */
	void farewell() throws IOException {
		this.loop.farewell(Objects.requireNonNull(this.lane));
	}

	FileParts file() {
		return Objects.requireNonNull(this.file);
	}

	Channels channels() {
		return Objects.requireNonNull(this.lane).channels();
	}

	/**
	 * Why a packet could not be sent, the latest failure; {@code null} if there was none.
	 */
	@Nullable IOException sendFailure() {
		return Objects.requireNonNull(this.lane).ports().failure();
	}

	@Override
	public void close() throws IOException {
		this.loop.close();
	}

}
