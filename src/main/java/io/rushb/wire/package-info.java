/**
 * Bytes to values and back: packets, checksum, cipher and 16-bit serial numbers. Pure: no
 * Spring, socket, thread or clock.
 */
@NullMarked
package io.rushb.wire;

import org.jspecify.annotations.NullMarked;
