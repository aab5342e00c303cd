/**
 * One client's conversation: acceptance rules, retransmission timer, segments. Pure: time
 * is an argument. Read first: {@link io.rushb.session.Session} takes a packet and sends
 * the next; {@link io.rushb.session.Acceptance} decides what counts as an answer.
 */
@NullMarked
package io.rushb.session;

import org.jspecify.annotations.NullMarked;
