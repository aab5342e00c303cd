package io.rushb.storage;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import io.rushb.endpoint.ResourceName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SHA-256 of file versions that clients fetch in parts (rule P9). It is computed
 * piece by piece, one file at a time; a long file gives others a turn. Results are
 * remembered by version. {@link DigestThread} calls {@link #step()}; all other methods
 * may be called by any thread and never block on a file.
 */
public final class FileDigests {

	private static final Logger logger = LoggerFactory.getLogger(FileDigests.class);

	/** As many versions as {@link FlawedFiles} remembers; about 200 bytes each. */
	static final int REMEMBERED = 4096;

	/** Files that wait, each with a half-made digest. Others are asked for again. */
	static final int WAITING = 64;

	/** Short enough for an even rate, long enough that calls cost little. */
	static final int PIECE = 256 * 1024;

	/** A second or two at the usual rates: no small file waits for long. */
	private static final long TURN = 256L * 1024 * 1024;

	private final Map<FileVersion, String> known = new LinkedHashMap<>(16, 0.75f, true);

	private final Map<FileVersion, Hashing> waiting = new LinkedHashMap<>();

	private final Deque<Hashing> order = new ArrayDeque<>();

	/** Used by the one thread that calls {@link #step()}. */
	private final byte[] piece = new byte[PIECE];

	private final long turn;

	private long leftOut;

	/**
	 * Makes one that knows nothing.
	 */
	public FileDigests() {
		this(TURN);
	}

	/**
	 * Makes one without digests.
	 * @param turn after how many bytes of a file others have their turn
	 */
	FileDigests(long turn) {
		this.turn = turn;
	}

	/**
	 * Returns a known digest.
	 * @param version a version of a file
	 * @return 64 hex digits, {@code null} if they have not been computed
	 */
	synchronized @Nullable String of(FileVersion version) {
		return this.known.get(version);
	}

	/**
	 * Has a digest computed, unless it is known, is waiting, or too many are.
	 * @param store opens the file
	 * @param name the name of the file
	 * @param version its version; another one is not hashed
	 */
	synchronized void want(DirectoryContentStore store, ResourceName name, FileVersion version) {
		if (this.known.containsKey(version) || this.waiting.containsKey(version)) {
			return;
		}
		if (this.waiting.size() >= WAITING) {
			this.leftOut++;
			return;
		}
		Hashing work = new Hashing(store, name, version, newDigest());
		this.waiting.put(version, work);
		this.order.add(work);
		notifyAll();
	}

	/**
	 * Waits until there is something to do.
	 * @throws InterruptedException if the thread is interrupted
	 */
	synchronized void awaitWork() throws InterruptedException {
		while (this.order.isEmpty()) {
			wait();
		}
	}

	/**
	 * Hashes the next piece of the file whose turn it is.
	 * @return how many bytes were read; 0 if there was nothing to do, or the file's end
	 * was reached, or it is another version now
	 */
	int step() {
		Hashing work = first();
		if (work == null) {
			return 0;
		}
		int count = 0;
		boolean over;
		try {
			count = work.read(this.piece, this.turn);
			over = count < PIECE;
			if (over && work.isWhole()) {
				remember(work);
			}
		}
		catch (IOException ex) {
			over = true; // it cannot be read: there is no digest of it
		}
		if (over || work.isTurnOver()) {
			work.close();
			endTurn(work, over);
		}
		return count;
	}

	/**
	 * Returns how many files wait for their digest.
	 * @return the number, the one that is being read included
	 */
	public synchronized int waiting() {
		return this.order.size();
	}

	/**
	 * Returns how often a digest was wanted while too many waited.
	 * @return the number since the start
	 */
	public synchronized long leftOut() {
		return this.leftOut;
	}

	private synchronized @Nullable Hashing first() {
		return this.order.peek();
	}

	private synchronized void remember(Hashing work) {
		this.known.put(work.version, HexFormat.of().formatHex(work.digest.digest()));
		if (this.known.size() > REMEMBERED) {
			this.known.remove(this.known.keySet().iterator().next());
		}
	}

	private synchronized void endTurn(Hashing work, boolean over) {
		this.order.remove(work);
		if (over) {
			this.waiting.remove(work.version);
		}
		else {
			this.order.add(work);
		}
	}

	private static MessageDigest newDigest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	/** A digest that is half made. Its file is open while it has its turn. */
	private static final class Hashing {

		private final DirectoryContentStore store;

		private final ResourceName name;

		private final FileVersion version;

		private final MessageDigest digest;

		private @Nullable FileSource source;

		private long position;

		private long turnEnds;

		Hashing(DirectoryContentStore store, ResourceName name, FileVersion version, MessageDigest digest) {
			this.store = store;
			this.name = name;
			this.version = version;
			this.digest = digest;
		}

		/** Reads and hashes; fewer bytes than a piece at the end of the file. */
		int read(byte[] buffer, long turn) throws IOException {
			FileSource open = this.source;
			if (open == null) {
				open = openSame();
				this.source = open;
				this.turnEnds = this.position + turn;
			}
			int count = open.read(this.position, buffer, 0, buffer.length);
			this.digest.update(buffer, 0, count);
			this.position += count;
			return count;
		}

		private FileSource openSame() throws IOException {
			FileSource found = this.store.open(this.name);
			if (found == null) {
				throw new IOException("the file is gone");
			}
			if (!this.version.equals(found.version())) {
				found.close();
				throw new IOException("the file is another version now");
			}
			return found;
		}

		/** Whether all bytes that were read belong to this version. */
		boolean isWhole() throws IOException {
			if (this.position != this.version.size()) {
				return false;
			}
			close();
			openSame().close();
			return true;
		}

		boolean isTurnOver() {
			return this.position >= this.turnEnds;
		}

		void close() {
			FileSource open = this.source;
			this.source = null;
			if (open != null) {
				try {
					open.close();
				}
				catch (IOException ex) { // nothing was written, so nothing is lost
					logger.debug("{} could not be closed", this.name, ex);
				}
			}
		}

	}

}
