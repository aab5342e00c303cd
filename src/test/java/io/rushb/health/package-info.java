/**
 * What the actuator shows: sessions, transfers, figures and packets.
 */
@NullMarked
package io.rushb.health;

import org.jspecify.annotations.NullMarked;
