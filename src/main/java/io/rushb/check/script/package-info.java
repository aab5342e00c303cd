/**
 * A client that is scripted packet by packet: {@link io.rushb.check.script.Script} is
 * what it does and what must come, {@link io.rushb.check.script.Player} plays it.
 * {@link io.rushb.check.script.Diagnosis} has the sentences for what may be wrong. Pure:
 * no Spring, socket, thread or clock; of the rest of RUSHB it knows {@code wire} only.
 */
@NullMarked
package io.rushb.check.script;

import org.jspecify.annotations.NullMarked;
