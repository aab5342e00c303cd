/**
 * Tests of the script player's parts: {@link io.rushb.check.script.Player} and
 * {@link io.rushb.check.script.Mailbox}.
 */
@NullMarked
package io.rushb.check.script;

import org.jspecify.annotations.NullMarked;
