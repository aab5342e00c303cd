package io.rushb.client.channels;

import java.util.Objects;
import java.util.function.Supplier;

import io.rushb.wire.ReservedName;
import io.rushb.wire.StatText;
import org.jspecify.annotations.Nullable;

/**
 * One file, fetched in parts (rules C1, C2, C4, C5): it asks for the file's stat first,
 * then for its parts, at the end for its SHA-256.
 * <ul>
 * <li>A part whose MAC is right counts; another one is asked for again.</li>
 * <li>A part that is refused: its cookie is old, or the file has changed. The stat is
 * asked again. A new cookie is used from then on. With a new tag the file starts over, at
 * most three times.</li>
 * <li>When a part stays silent for three repairs, or nothing comes for two seconds, the
 * stat is asked again: the file may have changed, or the server was restarted and has
 * another cookie.</li>
 * </ul>
 */
public final class FileParts implements Work {

	private final String path;

	private final Supplier<String> nonces;

	private final SegmentSink sink;

	private final GatherArrays gatherArrays = new GatherArrays();

	private final Digesting digesting;

	private final FileProgress progress;

	private @Nullable PartsOutcome outcome;

	private @Nullable StatText stat;

	private @Nullable Version known;

	private int version;

	private boolean asking;

	private final StatTimes statTimes = new StatTimes();

	private boolean refused;

	private final Setbacks setbacks = new Setbacks();

	private long heardAt;

	/**
	 * A file to fetch.
	 * @param path its name (rule S8)
	 * @param nonces gives 1 to 32 hex digits, others each time
	 * @param sink where the bytes go
	 * @param maxPart the most segments of a part, 1 to 256
	 * @param digestWait how long to wait at the end for the server's SHA-256, in
	 * nanoseconds
	 */
	public FileParts(String path, Supplier<String> nonces, SegmentSink sink, int maxPart, long digestWait) {
		this.path = path;
		this.nonces = nonces;
		this.sink = sink;
		this.progress = new FileProgress(maxPart);
		this.digesting = new Digesting(digestWait);
	}

	@Override
	public @Nullable Ask urgent(long now) {
		if (this.digesting.isOver(now)) { // C5
			settle();
		}
		if (now < deadline()) {
			return null;
		}
		this.asking = true;
		return new StatAsk(this.nonces.get(), this.path, this::told);
	}

	@Override
	public long deadline() {
		if (this.asking || this.outcome != null) {
			return Long.MAX_VALUE;
		}
		boolean waits = this.known != null && this.progress.running() > 0;
		return this.statTimes.at(waits ? this.heardAt : Long.MAX_VALUE);
	}

	private void told(@Nullable StatText text, boolean silent, long now) {
		this.asking = false;
		if (silent || this.outcome != null) {
			return;
		}
		this.heardAt = now;
		String tag = (text != null) ? text.tag() : null;
		if (this.digesting.isWaiting() && !isKnown(tag)) {
			end(PartsOutcome.COMPLETE); // the version that was fetched is whole
		}
		else if (text == null || !text.isFile()) {
			end((this.known != null) ? PartsOutcome.GONE : PartsOutcome.NO_PARTS);
		}
		else if (this.known == null) {
			first(text, tag, now);
		}
		else if (isKnown(tag)) {
			again(text, now);
		}
		else {
			restart(text, tag, now);
		}
	}

	private boolean isKnown(@Nullable String tag) {
		Version version = this.known;
		return version != null && version.tag().equals(tag);
	}

	private void first(StatText text, @Nullable String tag, long now) {
		this.stat = text;
		if (tag == null) {
			this.statTimes.untagged(now);
			if (this.setbacks.untagged()) {
				end((this.setbacks.restarts() > 0) ? PartsOutcome.CHANGED : PartsOutcome.NO_PARTS);
			}
			return;
		}
		Version found = new Version(text.size(), tag, text.modified(), text.sha256());
		this.known = found;
		this.statTimes.forDigest(found.sha256() != null, now);
		long[][] rows = this.sink.begin(found);
		this.progress.begin(this.sink.wanted(found), rows, found.size());
		finishIfWhole(now);
	}

	/** The same version as before. */
	private void again(StatText text, long now) {
		this.stat = text;
		this.refused = false;
		String sha256 = text.sha256();
		Version before = this.known;
		if (sha256 != null && before != null && before.sha256() == null) {
			this.known = new Version(before.size(), before.tag(), before.modified(), sha256);
			this.sink.digestKnown(sha256);
		}
		if (this.digesting.isWaiting()) {
			if (sha256 != null || this.digesting.isOver(now)) {
				end(PartsOutcome.COMPLETE);
			}
			this.statTimes.set(this.digesting.next(now));
		}
		else {
			this.statTimes.forDigest(sha256 != null, now);
		}
	}

	/**
	 * Another version (rule C4). One of the same time but another size is a file that is
	 * being truncated: its tag is not to be trusted yet.
	 */
	private void restart(StatText text, @Nullable String tag, long now) {
		Version before = this.known;
		boolean torn = before != null && before.size() != text.size()
				&& Objects.equals(before.modified(), text.modified());
		if (this.setbacks.restarted() || !this.sink.canRestart()) {
			end(PartsOutcome.CHANGED);
			return;
		}
		this.version++;
		this.progress.abandon();
		this.known = null;
		this.refused = false;
		first(text, torn ? null : tag, now);
	}

	@Override
	public @Nullable Ask next(int channels, int free, long roundTrip, long now) {
		Version version = this.known;
		StatText stat = this.stat;
		if (this.outcome != null || version == null || stat == null || this.refused) {
			return null;
		}
		PartPlan.Row row = this.progress.next(Math.min(channels, stat.channels()), free, roundTrip, this.sink.room());
		if (row == null) {
			return null;
		}
		this.heardAt = (this.progress.running() == 1) ? now : this.heardAt;
		return new PartAsk(this, this.sink, this.gatherArrays, stat,
				new ReservedName.Part(stat.cookie(), version.tag(), row.first(), row.last(), this.path), version.size(),
				this.version);
	}

	void arrived(int length, long now) {
		this.heardAt = now;
		this.progress.arrived(length);
	}

	long behind(int left) {
		return this.progress.behind(left);
	}

	void verified(PartAsk part, long now) {
		this.progress.verified();
		this.setbacks.over();
		this.sink.verified(part.row().first(), part.row().last());
		finishIfWhole(now);
	}

	void spoilt(PartAsk part) {
		this.progress.giveBack(part);
		if (this.setbacks.spoilt()) {
			end(PartsOutcome.SPOILT);
		}
	}

	void failed(PartAsk part, Ask.End how, long now) {
		this.progress.giveBack(part);
		// Many parts are refused at a time: all that were requested since the stat count
		// once.
		if (how == Ask.End.REFUSED && part.stat() == this.stat && !this.refused) {
			this.refused = true;
			this.statTimes.set(now);
			if (this.setbacks.refused()) {
				end(PartsOutcome.NO_PARTS);
			}
		}
		if (how == Ask.End.SILENT && part.arrived() > 0 && this.setbacks.silent(part.due())) {
			end(PartsOutcome.STUCK);
		}
	}

	/** It may be another version now (rule P6), or another server (rule P3): asks. */
	void doubted(long now) {
		this.statTimes.doubted(now);
	}

	private void finishIfWhole(long now) {
		if (!this.progress.isFinished()) {
			return;
		}
		Version version = this.known;
		boolean mayBeTold = this.progress.isFetched() && version != null && version.sha256() == null;
		if (mayBeTold) {
			this.digesting.begin(now);
			this.statTimes.set(this.digesting.next(now));
		}
		else {
			end(PartsOutcome.COMPLETE);
		}
	}

	private void end(PartsOutcome how) {
		this.outcome = how;
		// Parts under way are given up. The last ones of a whole file are closed (S6).
		this.version += (how != PartsOutcome.COMPLETE) ? 1 : 0;
	}

	/**
	 * Ends it if all its bytes are there, and only the server's SHA-256 is waited for.
	 * @return how it ended; {@code null} if it has not
	 */
	public @Nullable PartsOutcome settle() {
		if (this.outcome == null && this.digesting.isWaiting()) {
			end(PartsOutcome.COMPLETE);
		}
		return this.outcome;
	}

	/** Ends it: the file is no longer needed. */
	public void stop() {
		end(PartsOutcome.STOPPED);
	}

	@Override
	public int running() {
		return this.progress.running();
	}

	@Override
	public int most() {
		StatText told = this.stat;
		return (told != null) ? told.channels() : Integer.MAX_VALUE;
	}

	@Override
	public boolean hasMore() {
		return this.outcome == null && (this.known == null || this.progress.hasMore());
	}

	/** The number of the version that is fetched now. */
	int version() {
		return this.version;
	}

	/**
	 * Returns how it ended.
	 * @return {@code null} while it goes on
	 */
	public @Nullable PartsOutcome outcome() {
		return this.outcome;
	}

	/**
	 * Returns the version that is fetched, or was.
	 * @return {@code null} until it is known
	 */
	public @Nullable Version fetchedVersion() {
		return this.known;
	}

	/**
	 * Returns whether the server has told that it has parts.
	 * @return whether a stat of this file was answered
	 */
	public boolean hasParts() {
		return this.stat != null;
	}

	/**
	 * Returns how many bytes are there.
	 * @return those of earlier runs, and those that may still prove wrong, included
	 */
	public long bytes() {
		return this.progress.bytes();
	}

	/**
	 * Returns how often it started over because the file had changed.
	 * @return 0 to 3
	 */
	public int restarts() {
		return this.setbacks.restarts();
	}

}
