/**
 * What tests share: a server in virtual time, scripts, and a client on a real socket.
 */
@NullMarked
package io.rushb.testing;

import org.jspecify.annotations.NullMarked;
