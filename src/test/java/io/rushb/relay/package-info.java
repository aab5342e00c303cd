/**
 * The relay, in scripts and on sockets.
 */
@NullMarked
package io.rushb.relay;

import org.jspecify.annotations.NullMarked;
