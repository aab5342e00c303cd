package io.rushb.client;

import java.time.Duration;

/**
 * What a fetch came to. Where it was started over, the counts are those of all attempts.
 *
 * @param bytes the size of the resource
 * @param duration from the first GET to the end of the FIN exchange
 * @param attempts how often it was begun, 1 or more: see
 * {@link RushbClient.Builder#retries(int)}
 * @param packets how many packets the server sent, as far as they arrived
 * @param retransmissions how many of them came again
 * @param repeats how many packets of ours were sent again
 * @param damaged how many packets arrived damaged
 * @param checksum whether the server granted checksums
 * @param encryption whether the server granted encryption, which hides nothing from
 * anybody (rule W6)
 */
public record FetchResult(long bytes, Duration duration, int attempts, long packets, long retransmissions, long repeats,
		long damaged, boolean checksum, boolean encryption) {

}
