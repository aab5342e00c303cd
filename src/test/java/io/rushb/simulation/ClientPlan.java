package io.rushb.simulation;

import java.net.InetSocketAddress;

import io.rushb.wire.Options;

/**
 * What a simulated client is to do. Times are in nanoseconds.
 *
 * @param kind how it behaves
 * @param address where it is
 * @param resource what it asks for
 * @param other what a restarting client asks for then; the same where packets of old
 * could not be told from new ones
 * @param asked the options it asks for
 * @param startsAt when it begins
 * @param retryAfter how long after a GET it sends another if nothing comes
 * @param patience after how much silence it starts over
 * @param givesUpAt when it begins nothing new any more
 * @param pranks how often it does what the server must ignore or repair, from 0 to 1
 * @param turn at which of the server's packets it restarts, vanishes or sends its NAKs
 */
record ClientPlan(ClientKind kind, InetSocketAddress address, Resource resource, Resource other, Options asked,
		long startsAt, long retryAfter, long patience, long givesUpAt, double pranks, int turn) {

}
