/**
 * The Wireshark dissector in tools/wireshark, run by tshark where there is one.
 */
@NullMarked
package io.rushb.wireshark;

import org.jspecify.annotations.NullMarked;
