/**
 * The relay, in scripts and on sockets.
 */
@NullMarked
package io.rushb.client.relay;

import org.jspecify.annotations.NullMarked;
