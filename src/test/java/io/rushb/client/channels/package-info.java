/**
 * Many sessions at once, in virtual time.
 */
@NullMarked
package io.rushb.client.channels;

import org.jspecify.annotations.NullMarked;
