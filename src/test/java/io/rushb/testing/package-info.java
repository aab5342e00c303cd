/**
 * The test kit: a whole server in memory, its clients, and scripts of exchanges packet by
 * packet. No framework, no socket, no sleep: time is virtual.
 */
@NullMarked
package io.rushb.testing;

import org.jspecify.annotations.NullMarked;
