/**
 * Deterministic simulation: the real endpoint, simulated clients, a hostile network and a
 * model that predicts every step, all of it a function of one seed.
 */
@NullMarked
package io.rushb.simulation;

import org.jspecify.annotations.NullMarked;
