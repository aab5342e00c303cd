/**
 * A relay that plays a bad network between UDP clients and a server. It knows no
 * protocol.
 */
@NullMarked
package io.rushb.relay;

import org.jspecify.annotations.NullMarked;
