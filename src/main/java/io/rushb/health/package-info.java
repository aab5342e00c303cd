/**
 * Health indicators and the sessions endpoint.
 */
@NullMarked
package io.rushb.health;

import org.jspecify.annotations.NullMarked;
