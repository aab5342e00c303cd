package io.rushb.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.rushb.client.channels.ChannelSettings;
import io.rushb.client.channels.Channels;
import io.rushb.client.channels.FileParts;
import io.rushb.client.channels.PartsOutcome;
import io.rushb.client.channels.Question;
import io.rushb.client.channels.Version;
import io.rushb.client.exchange.Counts;
import io.rushb.wire.Options;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a tree: lists its directories while it fetches its files, many at a time, over
 * the sessions of one lane.
 */
final class TreeFetch implements Closeable {

	/**
	 * Each has an open file. A small one takes about five round trips, most of which are
	 * waits: 64 of them make 500 files a second over 25 ms.
	 */
	private static final int MOST_FILES = 64;

	private static final long HEARTBEAT = TimeUnit.MILLISECONDS.toNanos(100);

	/** To compare the bytes of a file that is nearly done, when it is cancelled. */
	private static final long PATIENCE_SECONDS = 5;

	private final PartsLoop loop;

	private final PartsLane lane;

	private final TreeWalk walk;

	private final TreeTally tally;

	private final TreeOptions options;

	private final RushbClientBuilder builder;

	private final TreeListener listener;

	private final List<TreeFile> files = new ArrayList<>();

	/**
	 * Files of which the server has no parts now: they are fetched the plain way at the
	 * end.
	 */
	private final Deque<WantedFile> plain = new ArrayDeque<>();

	private final ExecutorService worker = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "rushb-finish");
		thread.setDaemon(true);
		return thread;
	});

	private long digestWait = PartsFetch.DIGEST_WAIT;

	private long told = System.nanoTime();

	private TreeFetch(PartsLoop loop, PartsLane lane, TreeWalk walk, TreeTally tally, TreeOptions options,
			RushbClientBuilder builder, TreeListener listener) {
		this.loop = loop;
		this.lane = lane;
		this.walk = walk;
		this.tally = tally;
		this.options = options;
		this.builder = builder;
		this.listener = listener;
	}

	/** Fetches a tree into a directory, which is made if it is not there. */
	static TreeResult fetch(RushbClientBuilder builder, DirectoryUri directory, Path target, TreeOptions options,
			TreeListener listener, Cancellation cancellation) throws FetchException {
		ChannelSettings settings = new ChannelSettings(builder.channels, new Options(builder.checksum, false),
				builder.fixedWindow);
		try (PartsLoop loop = new PartsLoop(cancellation, builder.farewell)) {
			Asking.Answered answered = new Asking(builder, cancellation).ask(loop, settings, listener, directory.host(),
					directory.port(), () -> Question.list(PartsFetch::nonce, directory.path()));
			Question question = answered.question();
			answered.lane().batch().remove(question);
			if (question.list() == null) {
				throw Asking.notListed(directory, question);
			}
			TreeTally tally = new TreeTally(listener);
			TreeTarget place = open(target);
			TreeWalk walk = new TreeWalk(place, options, tally);
			walk.answered(new TreeWalk.Directory(directory, place.root(), 0), question);
			try (TreeFetch fetch = new TreeFetch(loop, answered.lane(), walk, tally, options, builder, listener)) {
				return fetch.run(directory, cancellation);
			}
		}
		catch (FetchException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new FetchException.Unreachable("cannot fetch " + directory + ": " + ex.getMessage(), ex);
		}
	}

	private static TreeTarget open(Path target) throws FetchException {
		try {
			return TreeTarget.open(target);
		}
		catch (IOException ex) {
			throw new FetchException.LocalFile("cannot write into " + target + ": " + LocalFailure.reason(ex), ex);
		}
	}

	/** Fetches all that can be fetched; fails if it is cancelled. */
	private TreeResult run(DirectoryUri directory, Cancellation cancellation) throws IOException {
		Channels channels = this.lane.channels();
		long begun = System.nanoTime();
		Standstill standstill = new Standstill(this.builder.timeout, begun);
		QuietTime quiet = new QuietTime(this.builder.timeout, begun);
		while (!this.walk.isOver() || !this.files.isEmpty()) {
			this.walk.turn(this.lane.batch());
			open(channels);
			this.loop.step(HEARTBEAT);
			for (TreeFile file : List.copyOf(this.files)) {
				look(file);
			}
			progress(channels, HEARTBEAT);
			boolean works = this.files.stream().anyMatch(TreeFile::isFinishing);
			long now = System.nanoTime();
			boolean over = standstill.isOver(bytes() + this.walk.listBytes() + this.tally.steps(), now);
			boolean silent = quiet.isOver(channels.heardAt(), now);
			if (!works && (silent || over) && !settle()) {
				unfinished(directory, silent ? null : PartsOutcome.STUCK);
				return this.tally.result(channels.view());
			}
		}
		progress(channels, 0);
		this.loop.farewell(this.lane);
		RushbClient plainly = new RushbClient(this.builder.copy().parts(false));
		for (WantedFile file = this.plain.poll(); file != null; file = this.plain.poll()) {
			plainly(file, plainly, channels.view(), cancellation);
		}
		return this.tally.result(channels.view());
	}

	private void open(Channels channels) {
		int room = this.builder.channels - channels.busy();
		while (this.files.size() < MOST_FILES && room-- > 0) {
			WantedFile wanted = this.walk.next();
			if (wanted == null) {
				return;
			}
			if (!wanted.uri().fitsPartNames()) {
				this.plain.add(wanted);
				continue;
			}
			try {
				TreeFile file = TreeFile.open(wanted, this.options.goOn(), this.listener, this.digestWait);
				this.files.add(file);
				this.lane.batch().addPatient(file.parts());
			}
			catch (IOException ex) {
				this.tally.failed(wanted.uri().toString(), ex);
			}
		}
	}

	private void look(TreeFile file) throws IOException {
		WantedFile wanted = file.wanted();
		try {
			if (file.isFinishing()) {
				String digest = file.finished();
				if (digest != null) {
					end(file);
					this.tally.fetched(wanted, file.parts().bytes(), digest);
				}
			}
			else if (file.isFetched()) {
				this.lane.batch().remove(file.parts());
				fetched(file);
			}
		}
		catch (FetchException.Cancelled ex) {
			throw ex;
		}
		catch (IOException ex) {
			end(file);
			this.tally.failed(wanted.uri().toString(), ex);
		}
	}

	private void fetched(TreeFile file) throws IOException {
		FileParts parts = file.parts();
		IOException failure = file.failure();
		if (failure != null) {
			throw failure;
		}
		if (parts.outcome() == PartsOutcome.NO_PARTS) {
			end(file);
			this.plain.add(file.wanted());
			return;
		}
		PartsEnding ending = new PartsEnding(file.wanted().uri(), this.builder.timeout, null);
		if (parts.outcome() != PartsOutcome.COMPLETE) {
			throw ending.failure(parts.outcome(), parts, null);
		}
		Version version = parts.fetchedVersion();
		if (version != null && version.sha256() == null && version.size() > 0) {
			this.digestWait = 0; // this server has none, or not in time
		}
		file.finish(this.worker, ending, this.loop::wake);
	}

	private void end(TreeFile file) throws IOException {
		this.files.remove(file);
		file.close();
	}

	private void plainly(WantedFile wanted, RushbClient client, Counts before, Cancellation cancellation)
			throws IOException {
		FetchListener beyond = new FetchListener() {
			@Override
			public void progress(long bytes, long packets, long retransmissions) {
				TreeFetch.this.listener.progress(TreeFetch.this.tally.bytes() + bytes, before.received() + packets,
						before.retransmissions() + retransmissions);
			}
		};
		try {
			FetchResult result = client.fetch(wanted.uri(), wanted.place(), beyond, cancellation);
			// The time that was listed: if it has changed since, the next run finds that.
			wanted.stamp(wanted.modified());
			this.tally.fetched(wanted, result.bytes(), result.digest());
		}
		catch (FetchException.Cancelled ex) {
			throw ex;
		}
		catch (IOException ex) {
			this.tally.failed(wanted.uri().toString(), ex);
		}
	}

	/**
	 * Ends the files of which only the server's SHA-256 is missing.
	 * @return whether there were any
	 */
	private boolean settle() {
		boolean some = false;
		for (TreeFile file : this.files) {
			some |= file.parts().settle() != null;
		}
		return some;
	}

	/**
	 * The remaining files will not come.
	 * @param why {@code null} if the server is silent
	 */
	private void unfinished(DirectoryUri directory, @Nullable PartsOutcome why) throws IOException {
		for (TreeFile file : List.copyOf(this.files)) {
			end(file);
			PartsEnding ending = new PartsEnding(file.wanted().uri(), this.builder.timeout, null);
			this.tally.failed(file.wanted().uri().toString(),
					ending.failure(why, file.parts(), this.lane.ports().failure()));
		}
		int left = this.walk.filesLeft() + this.plain.size();
		if (left + this.walk.directoriesLeft() > 0) {
			this.tally.failed(directory.toString(), new FetchException.TimedOut(
					((why == null) ? "the server fell silent: " : "nothing more came though the server answers: ")
							+ left + " files and " + this.walk.directoriesLeft() + " directories of " + directory
							+ " were not begun",
					null));
		}
	}

	private long bytes() {
		return this.tally.bytes() + this.files.stream().mapToLong((file) -> file.parts().bytes()).sum();
	}

	private void progress(Channels channels, long pause) {
		long now = System.nanoTime();
		if (now - this.told < pause) {
			return;
		}
		this.told = now;
		Counts counts = channels.view();
		this.listener.channels(channels.busy());
		this.listener.progress(bytes(), counts.received(), counts.retransmissions());
	}

	/** Keeps of each unfinished file what a later run can resume from. */
	@Override
	public void close() throws IOException {
		this.worker.shutdownNow();
		try {
			this.worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		for (TreeFile file : this.files) {
			file.close();
		}
	}

}
