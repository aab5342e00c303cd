/**
 * Which addresses this machine has, and which of them a client has asked. Read first:
 * {@link io.rushb.addresses.LocalAddresses} and {@link io.rushb.addresses.LoopbackTable}.
 */
@NullMarked
package io.rushb.addresses;

import org.jspecify.annotations.NullMarked;
