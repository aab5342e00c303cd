/**
 * Recorded exchanges, mutated by chance and thrown at the codec and at a whole endpoint.
 */
@NullMarked
package io.rushb.fuzz;

import org.jspecify.annotations.NullMarked;
