/**
 * Many sessions at once, for speed (sections 7 and 8 of the protocol): plain Java without
 * sockets, threads or a clock. Read {@link io.rushb.client.channels.Channels} first,
 * which says what is sent and when, then {@link io.rushb.client.channels.FileParts},
 * which says what is asked for.
 */
@NullMarked
package io.rushb.client.channels;

import org.jspecify.annotations.NullMarked;
