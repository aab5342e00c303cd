/**
 * What the outside learns of the core's events: meters and the transfer log.
 */
@NullMarked
package io.rushb.metrics;

import org.jspecify.annotations.NullMarked;
