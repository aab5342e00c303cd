/**
 * A file server that speaks RUSHB, the Reliable UDP Substitute for HTTP Beta. Read first:
 * {@link io.rushb.RushbApplication} starts it; docs/architecture.md says what is in which
 * package.
 */
@NullMarked
package io.rushb;

import org.jspecify.annotations.NullMarked;
