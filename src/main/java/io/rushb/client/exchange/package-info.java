/**
 * The client's side of one transfer. Pure: no socket, thread or clock; time is an
 * argument.
 */
@NullMarked
package io.rushb.client.exchange;

import org.jspecify.annotations.NullMarked;
