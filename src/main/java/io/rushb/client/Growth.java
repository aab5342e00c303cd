package io.rushb.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.rushb.client.channels.Question;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.StatText;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a plain transfer has stopped: a server falls silent before the last
 * packet of a file that was changed meanwhile (rule S7), and nothing on the wire tells it
 * from a network that is down. A stat does (rule P2).
 * <ul>
 * <li>The file has no tag: it was changed a moment ago. Waiting does not help, but
 * another attempt may find it unchanged.</li>
 * <li>It has grown, and the caller keeps the bytes of a growing file: then the fetch is
 * over. It has all bytes that the file had when it was asked for, except at most two
 * packets.</li>
 * <li>Otherwise the reason is unknown, and the transfer waits as usual.</li>
 * </ul>
 */
final class Growth {

	/**
	 * How long nothing new may come before the server is asked. A file that was changed
	 * longer ago than that has a tag again (rule P2).
	 */
	private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(1500);

	/** How long to wait for the answer: briefly, because the transfer waits meanwhile. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/**
	 * What the server may hold back, in bytes: its last packet, and one more where it
	 * looks at the file while it makes that.
	 */
	static final int HELD_BACK = 2 * PacketCodec.MAX_PAYLOAD;

	private final RushbUri uri;

	private final Asking asking;

	private final boolean asked;

	private final boolean wanted;

	private long before = -1;

	private boolean looked;

	private @Nullable StatText found;

	/**
	 * Makes one.
	 * @param uri the file
	 * @param builder how to ask
	 * @param cancellation ends it
	 * @param asked whether the server may be asked: it has answered a stat
	 * @param wanted whether the caller takes what came of a growing file
	 */
	Growth(RushbUri uri, RushbClientBuilder builder, Cancellation cancellation, boolean asked, boolean wanted) {
		this.uri = uri;
		this.asking = new Asking(builder, cancellation, PATIENCE);
		this.asked = asked || wanted;
		this.wanted = wanted;
	}

	/** An attempt begins: asks for the size of the file now. */
	void begin() throws FetchException {
		this.looked = false;
		this.found = null;
		StatText now = this.wanted ? stat() : null;
		this.before = (now != null) ? now.size() : -1;
	}

	/** Whether it is time to ask: once per attempt, when nothing new comes. */
	boolean isDue(long now, long quietSince) {
		return this.asked && !this.looked && now - quietSince >= QUIET;
	}

	/** Asks. */
	void look() throws FetchException {
		this.looked = true;
		StatText now = stat();
		this.found = (now != null && now.isFile()) ? now : null;
	}

	/** Whether the bytes so far are kept, because the file has grown. */
	boolean isTaken(long bytes) {
		StatText now = this.found;
		return this.wanted && now != null && bytes > 0 && this.before >= 0 && bytes >= this.before - HELD_BACK
				&& now.size() > this.before && now.size() >= bytes;
	}

	/** Whether the file was changed a moment ago. */
	boolean isChanging() {
		StatText now = this.found;
		return now != null && now.tag() == null;
	}

	/** Why there is no whole file. */
	FetchException failure(long bytes, int attempts) {
		StatText now = this.found;
		boolean grows = !this.wanted && bytes > 0 && now != null && now.size() >= bytes;
		return new FetchException.Damaged("'" + this.uri.name() + "' is being changed while it is fetched: " + bytes
				+ " bytes had come when the server noticed" + ((attempts > 1) ? ", in " + attempts + " attempts" : "")
				+ ((now != null) ? ", and it has " + now.size() + " now" : "")
				+ (grows ? ": fetch again when it stays as it is, or with --growing to keep what comes of a file that"
						+ " grows, such as a log" : ": fetch again when it stays as it is"));
	}

	private @Nullable StatText stat() throws FetchException {
		try {
			return this.asking
				.ask(this.uri.host(), this.uri.port(), () -> Question.stat(PartsFetch::nonce, this.uri.path()))
				.stat();
		}
		catch (FetchException.Cancelled ex) {
			throw ex;
		}
		catch (FetchException ex) {
			return null; // no answer: nothing is known
		}
	}

}
