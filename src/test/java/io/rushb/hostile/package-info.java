/**
 * What nobody should do to a server, done to it: floods, changing files, exhaustion.
 */
@NullMarked
package io.rushb.hostile;

import org.jspecify.annotations.NullMarked;
