package io.rushb.session;

/**
 * The round-trip estimate of a session, from which the next session of the same address
 * starts (rule T1, RFC 9040).
 *
 * @param smoothedRoundTrip the smoothed round-trip time, in nanoseconds
 * @param variation how much it varies, in nanoseconds
 * @param samples how many samples it comes from, at least 1; counting stops when there
 * are enough
 */
public record PathEstimate(long smoothedRoundTrip, long variation, int samples) {

}
