/**
 * The command line.
 */
@NullMarked
package io.rushb.client.cli;

import org.jspecify.annotations.NullMarked;
