/**
 * The client on real sockets.
 */
@NullMarked
package io.rushb.client;

import org.jspecify.annotations.NullMarked;
