package io.rushb.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * The memory for the chunks of all resources. A chunk that no session uses stays for
 * later sessions until its place is needed; the chunk that has been unused the longest is
 * dropped first. A session that gets no place for its chunk reads one segment at a time,
 * which is slower but always possible.
 */
public final class ReadAheadBudget {

	/**
	 * Each read costs two thread switches. At this length they cost less than the
	 * copying.
	 */
	private static final int CHUNK_LENGTH = 64 * 1024;

	/** In a small budget several short chunks are more useful than one long chunk. */
	private static final int LEAST_CHUNKS = 4;

	private final long limit;

	private final int chunkLength;

	private final Map<Chunk, Content> unused = new LinkedHashMap<>();

	/** Unused places of full length, kept for the next chunks. */
	private final Deque<byte[]> free = new ArrayDeque<>();

	private long taken;

	private long takenByUnused;

	/**
	 * Makes a budget.
	 * @param limit the most bytes that may be taken at a time
	 */
	public ReadAheadBudget(long limit) {
		this(limit, (int) Math.max(PacketCodec.MAX_PAYLOAD, Math.min(CHUNK_LENGTH, limit / LEAST_CHUNKS)));
	}

	/**
	 * Makes a budget for chunks of another length than usual.
	 * @param limit the most bytes that may be taken at a time
	 * @param chunkLength the length in bytes, at least that of a segment, 1464
	 */
	public ReadAheadBudget(long limit, int chunkLength) {
		if (chunkLength < PacketCodec.MAX_PAYLOAD) {
			throw new IllegalArgumentException("a chunk holds at least one segment");
		}
		this.limit = limit;
		this.chunkLength = chunkLength;
	}

	/** The length of a chunk in bytes, unless its resource ends before. */
	int chunkLength() {
		return this.chunkLength;
	}

	/**
	 * Takes a place for a chunk, if there is room.
	 * @param length its length in bytes
	 * @return the place, {@code null} if there is none
	 */
	byte @Nullable [] take(int length) {
		if (inUse() + length > this.limit) {
			return null;
		}
		while (length < this.chunkLength || this.free.isEmpty()) {
			if (this.taken + (long) this.free.size() * this.chunkLength + length <= this.limit) {
				this.taken += length;
				return new byte[length];
			}
			if (!this.free.isEmpty()) {
				this.free.remove();
			}
			else {
				evict(this.unused.keySet().iterator().next());
			}
		}
		this.taken += length;
		return this.free.pop();
	}

	/** Nobody uses the chunk now. */
	void unused(Chunk chunk, Content content) {
		this.unused.put(chunk, content);
		this.takenByUnused += chunk.bytes().length;
	}

	/** Somebody uses the chunk again. */
	void used(Chunk chunk) {
		if (this.unused.remove(chunk) != null) {
			this.takenByUnused -= chunk.bytes().length;
		}
	}

	/** Gives the place of an unused chunk to others. */
	void evict(Chunk chunk) {
		Content content = this.unused.remove(chunk);
		if (content == null) {
			throw new IllegalStateException("the chunk is in use");
		}
		content.forget(chunk);
		this.takenByUnused -= chunk.bytes().length;
		this.taken -= chunk.bytes().length;
		if (chunk.bytes().length == this.chunkLength) {
			this.free.push(chunk.bytes());
		}
	}

	/**
	 * Returns what all chunks take up now.
	 * @return bytes
	 */
	public long taken() {
		return this.taken;
	}

	/**
	 * Returns what the chunks in use take up: those that are being read or sent from.
	 * @return bytes
	 */
	public long inUse() {
		return this.taken - this.takenByUnused;
	}

}
