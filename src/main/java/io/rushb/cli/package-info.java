/**
 * The command line. It starts no application context, so that it starts quickly. Read
 * first: {@link io.rushb.cli.RushbCommand} takes a command line apart,
 * {@link io.rushb.cli.GetCommand} fetches.
 */
@NullMarked
package io.rushb.cli;

import org.jspecify.annotations.NullMarked;
