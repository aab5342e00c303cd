/**
 * A client that is scripted packet by packet: {@link io.rushb.check.script.Script} has
 * its steps, {@link io.rushb.check.script.Player} plays it.
 * {@link io.rushb.check.script.Diagnosis} has the sentences for errors. Pure: no Spring,
 * socket, thread or clock; of the rest of RUSHB it uses {@code wire} only.
 */
@NullMarked
package io.rushb.check.script;

import org.jspecify.annotations.NullMarked;
