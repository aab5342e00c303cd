/**
 * Health indicators, and the endpoints of the actuator that show sessions, transfers,
 * figures and packets. Read first: {@link io.rushb.health.SessionsEndpoint} shows what
 * goes on; {@link io.rushb.health.RecentTransfers} keeps what is over.
 */
@NullMarked
package io.rushb.health;

import org.jspecify.annotations.NullMarked;
