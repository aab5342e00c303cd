/**
 * The client's core in scripts and in virtual time.
 */
@NullMarked
package io.rushb.client.exchange;

import org.jspecify.annotations.NullMarked;
