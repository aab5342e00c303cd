/**
 * Fetches resources: a Java API without Spring, on top of the pure core in
 * {@link io.rushb.client.exchange}. Read first: {@link io.rushb.client.RushbClient} is
 * what users call; {@link io.rushb.client.Transfer} joins one exchange and one socket.
 */
@NullMarked
package io.rushb.client;

import org.jspecify.annotations.NullMarked;
