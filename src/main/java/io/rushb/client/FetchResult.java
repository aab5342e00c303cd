package io.rushb.client;

import java.time.Duration;

/**
 * The result of a fetch. The counts are those of all attempts.
 *
 * @param bytes the size of the resource, or of the range that was wanted of it
 * @param duration from the first GET to the end of the FIN exchange
 * @param attempts how often it was begun, 1 or more: see
 * {@link RushbClientBuilder#retries(int)}
 * @param packets how many packets the server sent, as far as they arrived
 * @param retransmissions how many of them came again
 * @param repeats how many of the client's packets were sent again
 * @param damaged how many packets arrived damaged
 * @param checksum whether the server granted checksums
 * @param encryption whether the server granted encryption, which hides nothing from
 * anybody (rule W6)
 * @param way how it was fetched: {@link #PARTS} or {@link #PLAIN}
 * @param digest how the bytes were verified: {@link #SHA_256}, {@link #MAC} or
 * {@link #NONE}
 * @param whole whether it is the whole resource, or the whole range; {@code false} if a
 * file grew and the bytes that came were kept, see {@link FetchOptions#growing(boolean)}
 */
public record FetchResult(long bytes, Duration duration, int attempts, long packets, long retransmissions, long repeats,
		long damaged, boolean checksum, boolean encryption, String way, String digest, boolean whole) {

	/** In parts, over many sessions at once. */
	public static final String PARTS = "parts";

	/** The whole in one session. */
	public static final String PLAIN = "plain";

	/** The SHA-256 of the whole file. */
	public static final String SHA_256 = "sha-256";

	/** The MAC of each part (rule P5). */
	public static final String MAC = "mac";

	/** The packets' checksums only. */
	public static final String NONE = "none";

	FetchResult digest(String compared) {
		return new FetchResult(this.bytes, this.duration, this.attempts, this.packets, this.retransmissions,
				this.repeats, this.damaged, this.checksum, this.encryption, this.way, compared, this.whole);
	}

}
