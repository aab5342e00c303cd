package io.rushb.session;

/**
 * What a session has learnt of the path to its client's address, where the next session
 * of that address starts (rule T1, RFC 9040).
 *
 * @param smoothedRoundTrip the smoothed round-trip time, in nanoseconds
 * @param variation how much it varies, in nanoseconds
 * @param samples how many samples it comes from, at least 1; those that are more than
 * enough are not counted
 */
public record PathEstimate(long smoothedRoundTrip, long variation, int samples) {

}
