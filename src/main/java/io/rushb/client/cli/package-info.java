/**
 * The command line. It starts no application context, so that it starts quickly.
 */
@NullMarked
package io.rushb.client.cli;

import org.jspecify.annotations.NullMarked;
