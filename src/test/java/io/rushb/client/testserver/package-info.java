/**
 * Resources in memory and a server on a socket, for the client's tests.
 */
@NullMarked
package io.rushb.client.testserver;

import org.jspecify.annotations.NullMarked;
