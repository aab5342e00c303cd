package io.rushb.client;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import io.rushb.client.channels.FileParts;
import io.rushb.client.channels.PartsOutcome;
import io.rushb.client.channels.SegmentSink;
import io.rushb.client.channels.Version;
import org.jspecify.annotations.Nullable;

/**
 * One file of a tree while it is fetched. If its bytes cannot be written, it stops, and
 * the others continue. When all bytes are there, another thread verifies them, writes
 * them to the disk, and gives the file its name, so that the sessions of other files do
 * not wait for that.
 */
final class TreeFile implements SegmentSink {

	private final WantedFile wanted;

	private final PartFile file;

	private final PlacedSink placed;

	private final FileParts parts;

	private @Nullable IOException failure;

	private @Nullable Future<String> finishing;

	private TreeFile(WantedFile wanted, PartFile file, long digestWait) {
		this.wanted = wanted;
		this.file = file;
		this.placed = file.placed();
		String name = wanted.uri().name();
		this.parts = new FileParts(name, PartsFetch::nonce, this, this.placed.maxPart(), digestWait);
	}

	/**
	 * Opens the file here.
	 * @param digestWait how long to wait for the server's SHA-256, in nanoseconds
	 */
	static TreeFile open(WantedFile wanted, boolean goOn, FetchListener listener, long digestWait) throws IOException {
		return new TreeFile(wanted, PartFile.open(wanted.place(), false, goOn, listener), digestWait);
	}

	WantedFile wanted() {
		return this.wanted;
	}

	FileParts parts() {
		return this.parts;
	}

	/** Whether all its bytes are there, or it has failed. */
	boolean isFetched() {
		return this.parts.outcome() != null;
	}

	/** Why it could not be written; {@code null} if it could. */
	@Nullable IOException failure() {
		return this.failure;
	}

	/**
	 * All bytes are there: the rest is done by another thread.
	 * @param ending compares them
	 * @param done runs when all is done, or has failed
	 */
	void finish(ExecutorService worker, PartsEnding ending, Runnable done) {
		this.finishing = worker.submit(() -> {
			try {
				Version version = Objects.requireNonNull(this.parts.fetchedVersion());
				String digest = ending.digest(this.placed, version, () -> Thread.currentThread().isInterrupted());
				this.file.finish();
				this.wanted.stamp(WantedFile.time(version.modified()));
				return digest;
			}
			finally {
				done.run();
			}
		});
	}

	/** Whether {@link #finish} was called. */
	boolean isFinishing() {
		return this.finishing != null;
	}

	/**
	 * Returns how the bytes were verified (rule C5), when all is done.
	 * @return {@code null} while it is not
	 * @throws IOException if it has failed
	 */
	@Nullable String finished() throws IOException {
		Future<String> running = this.finishing;
		if (running == null || !running.isDone()) {
			return null;
		}
		try {
			return running.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof IOException cause) {
				throw cause;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException | CancellationException ex) {
			Thread.currentThread().interrupt();
			throw new FetchException.Cancelled();
		}
	}

	/** Keeps what a later run can resume from. */
	void close() throws IOException {
		this.file.close();
	}

	@Override
	public long[][] begin(Version version) {
		try {
			return this.placed.begin(version);
		}
		catch (IOException ex) {
			fail(ex);
			return new long[0][];
		}
	}

	@Override
	public void write(long position, byte[] bytes, int length) {
		try {
			this.placed.write(position, bytes, length);
		}
		catch (IOException ex) {
			fail(ex);
		}
	}

	@Override
	public void verified(long first, long last) {
		try {
			this.placed.verified(first, last);
		}
		catch (IOException ex) {
			fail(ex);
		}
	}

	@Override
	public void digestKnown(String sha256) {
		try {
			this.placed.digestKnown(sha256);
		}
		catch (IOException ex) {
			fail(ex);
		}
	}

	@Override
	public boolean canRestart() {
		return true;
	}

	private void fail(IOException ex) {
		if (this.failure == null) {
			this.failure = ex;
		}
		if (this.parts.outcome() != PartsOutcome.STOPPED) {
			this.parts.stop();
		}
	}

}
