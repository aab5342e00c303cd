/**
 * Bytes to values and back: packets, checksum, cipher, 16-bit serial numbers, and the
 * names and texts of parts. Pure: no Spring, socket, thread or clock. Read first:
 * {@link io.rushb.wire.Packet} is the value; {@link io.rushb.wire.PacketCodec} reads and
 * writes it.
 */
@NullMarked
package io.rushb.wire;

import org.jspecify.annotations.NullMarked;
