/**
 * Health indicators, and the endpoints of the actuator that show sessions, transfers,
 * figures and packets. Read first: {@link io.rushb.health.SessionsEndpoint} shows the
 * running transfers; {@link io.rushb.health.RecentTransfers} keeps the finished ones.
 */
@NullMarked
package io.rushb.health;

import org.jspecify.annotations.NullMarked;
