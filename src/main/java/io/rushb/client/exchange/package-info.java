/**
 * The client's side of one transfer. Pure: no socket, thread or clock; time is an
 * argument. Read first: {@link io.rushb.client.exchange.ClientExchange} takes datagrams
 * and gives the ones to send; {@link io.rushb.client.exchange.Patience} says when to give
 * up.
 */
@NullMarked
package io.rushb.client.exchange;

import org.jspecify.annotations.NullMarked;
