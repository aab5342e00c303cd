/**
 * Many sessions at once, for speed (rules P1 to P10 and C1 to C5): plain Java without
 * sockets, threads or a clock. Read {@link io.rushb.client.channels.Channels} first,
 * which decides what is sent and when, then {@link io.rushb.client.channels.FileParts},
 * which decides what to ask for.
 */
@NullMarked
package io.rushb.client.channels;

import org.jspecify.annotations.NullMarked;
