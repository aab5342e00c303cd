/**
 * This machine's addresses, and the one that a client has sent to. Read first:
 * {@link io.rushb.addresses.LocalAddresses} and {@link io.rushb.addresses.LoopbackTable}.
 */
@NullMarked
package io.rushb.addresses;

import org.jspecify.annotations.NullMarked;
