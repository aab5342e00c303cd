/**
 * The command line.
 */
@NullMarked
package io.rushb.cli;

import org.jspecify.annotations.NullMarked;
