/**
 * What the service is measured with: a load generator and a minimal loop to compare with.
 * Programs, not tests; {@code bench/} has the scripts that run them.
 */
@NullMarked
package io.rushb.bench;

import org.jspecify.annotations.NullMarked;
