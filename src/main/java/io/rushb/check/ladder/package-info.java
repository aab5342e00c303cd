/**
 * Pictures of exchanges: {@link io.rushb.check.ladder.TracedPacket} is a datagram as it
 * is shown, {@link io.rushb.check.ladder.Ladder} draws the datagrams of both sides in
 * their order. {@link io.rushb.check.ladder.CaptureFormat} writes them for Wireshark.
 * Pure: no Spring, socket, thread or clock.
 */
@NullMarked
package io.rushb.check.ladder;

import org.jspecify.annotations.NullMarked;
