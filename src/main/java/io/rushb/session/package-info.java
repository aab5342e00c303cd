/**
 * One client's conversation: acceptance rules, retransmission timer, segments. Pure: time
 * is an argument.
 */
@NullMarked
package io.rushb.session;

import org.jspecify.annotations.NullMarked;
