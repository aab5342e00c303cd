/**
 * Reports the core's events: meters and the transfer log. Read first:
 * {@link io.rushb.metrics.RushbMeter} lists the meters;
 * {@link io.rushb.metrics.RushbMetrics} counts.
 */
@NullMarked
package io.rushb.metrics;

import org.jspecify.annotations.NullMarked;
