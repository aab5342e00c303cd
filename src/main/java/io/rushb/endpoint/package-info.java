/**
 * All conversations of one server: session table, admission, limits, lingering sessions.
 * Pure: time is an argument. Read first: {@link io.rushb.endpoint.Endpoint} takes
 * datagrams and time; {@link io.rushb.endpoint.Admission} decides who may open a session
 * and who gives way.
 */
@NullMarked
package io.rushb.endpoint;

import org.jspecify.annotations.NullMarked;
