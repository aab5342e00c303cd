/**
 * A file server that speaks RUSHB, the Reliable UDP Substitute for HTTP Beta.
 */
@NullMarked
package io.rushb;

import org.jspecify.annotations.NullMarked;
