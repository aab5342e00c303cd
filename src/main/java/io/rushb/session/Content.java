package io.rushb.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * One opened resource, and its chunks that are in memory. All sessions of the resource
 * share the chunks, so many clients of one file cost hardly more than one. Memory does
 * not depend on the resource's size.
 * <p>
 * Neighbouring chunks overlap by a segment less one byte. So each segment lies wholly in
 * one chunk, wherever it begins.
 */
public final class Content {

	private static final int OVERLAP = PacketCodec.MAX_PAYLOAD - 1;

	private final ContentSource source;

	private final ReadAheadBudget budget;

	private final int stride;

	/** By number. */
	private final Map<Long, Chunk> chunks = new HashMap<>();

	private int users;

	private boolean broken;

	/**
	 * Makes a content that no session uses yet, with nothing in memory.
	 * @param source the resource
	 * @param budget the memory that all chunks share
	 */
	public Content(ContentSource source, ReadAheadBudget budget) {
		this.source = source;
		this.budget = budget;
		this.stride = budget.chunkLength() - OVERLAP;
	}

	/**
	 * One more session uses the resource.
	 */
	public void use() {
		this.users++;
	}

	/**
	 * Returns how many users the resource has.
	 * @return the number of sessions that send it, and of running tasks on it
	 */
	public int users() {
		return this.users;
	}

	/**
	 * A session no longer uses the resource. After the last one nothing is left in
	 * memory.
	 * @return whether nobody uses it, so that it can be closed
	 */
	public boolean letGo() {
		this.users--;
		if (this.users == 0) {
			List.copyOf(this.chunks.values()).forEach(this.budget::evict);
		}
		return this.users == 0;
	}

	/**
	 * Returns whether the resource was found to have changed since it was opened. Then no
	 * other session may be sent from it.
	 * @return whether later sessions must open it anew
	 */
	public boolean isBroken() {
		return this.broken;
	}

	/**
	 * Keeps a chunk from giving way while it is being read.
	 * @param chunk the chunk
	 */
	public void readBegins(Chunk chunk) {
		use(chunk);
	}

	/**
	 * A chunk has been read, or could not be.
	 * @param chunk the chunk
	 */
	public void readEnds(Chunk chunk) {
		chunk.readEnds();
		if (chunk.problem() != null) {
			breaks();
		}
		release(chunk);
	}

	/**
	 * Finds the chunk of a segment for one more session, or makes one that is still to be
	 * read. If the budget is used up, the new chunk holds this segment only.
	 */
	Chunk chunkAt(long position) {
		Chunk chunk = find(position / this.stride);
		if (chunk == null) {
			chunk = Chunk.single(this.source, position);
			use(chunk);
		}
		return chunk;
	}

	/** The same for the next chunk, if the budget is not used up. */
	@Nullable Chunk chunkAfter(Chunk chunk) {
		return chunk.isLast() ? null : find(chunk.start() / this.stride + 1);
	}

	private @Nullable Chunk find(long number) {
		Chunk chunk = this.chunks.get(number);
		if (chunk == null) {
			long start = number * this.stride;
			byte[] bytes = this.budget.take((int) Math.min(this.budget.chunkLength(), this.source.size() - start));
			if (bytes == null) {
				return null;
			}
			chunk = new Chunk(this.source, start, bytes);
			this.chunks.put(number, chunk);
		}
		use(chunk);
		return chunk;
	}

	private void use(Chunk chunk) {
		if (chunk.use()) {
			this.budget.used(chunk);
		}
	}

	/**
	 * A session no longer uses the chunk. A shared chunk stays in memory until its place
	 * is needed.
	 */
	void release(Chunk chunk) {
		if (chunk.letGo() && isShared(chunk)) {
			this.budget.unused(chunk, this);
		}
	}

	/**
	 * Returns whether a chunk is shared.
	 * @param chunk the chunk
	 * @return whether it has a place in the budget; else it is one segment of one session
	 */
	public boolean isShared(Chunk chunk) {
		return this.chunks.get(chunk.start() / this.stride) == chunk;
	}

	/** Its place is needed. */
	void forget(Chunk chunk) {
		this.chunks.remove(chunk.start() / this.stride);
	}

	/**
	 * The resource has changed since it was opened. Later clients get the new version.
	 */
	void breaks() {
		this.broken = true;
	}

	/**
	 * Returns the resource.
	 * @return what was opened
	 */
	public ContentSource source() {
		return this.source;
	}

}
