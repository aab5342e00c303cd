/**
 * Fetches resources: a Java API without Spring, on top of the pure core in
 * {@link io.rushb.client.exchange}.
 */
@NullMarked
package io.rushb.client;

import org.jspecify.annotations.NullMarked;
