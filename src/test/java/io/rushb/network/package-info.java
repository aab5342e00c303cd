/**
 * The service and the client over real sockets, with a bad network between them.
 */
@NullMarked
package io.rushb.network;

import org.jspecify.annotations.NullMarked;
