/**
 * Spring Integration's UDP adapters around the core, and nothing else. Read first:
 * {@link io.rushb.transport.RushbService} is the bean that the adapters feed;
 * {@link io.rushb.transport.UdpReceiver} is the inbound adapter.
 */
@NullMarked
package io.rushb.transport;

import org.jspecify.annotations.NullMarked;
