/**
 * The command line. It starts no application context, so that it starts quickly.
 */
@NullMarked
package io.rushb.cli;

import org.jspecify.annotations.NullMarked;
