/**
 * The scenarios of the kit: {@link io.rushb.check.scenario.Catalogue} has all scenarios,
 * {@link io.rushb.check.scenario.Scenario} is one of them. Pure: no Spring, socket,
 * thread or clock.
 */
@NullMarked
package io.rushb.check.scenario;

import org.jspecify.annotations.NullMarked;
