/**
 * Spring Integration's UDP adapters around the core, and nothing else.
 */
@NullMarked
package io.rushb.transport;

import org.jspecify.annotations.NullMarked;
