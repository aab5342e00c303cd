/**
 * All conversations of one server: session table, admission, limits, what lingers. Pure:
 * time is an argument.
 */
@NullMarked
package io.rushb.endpoint;

import org.jspecify.annotations.NullMarked;
