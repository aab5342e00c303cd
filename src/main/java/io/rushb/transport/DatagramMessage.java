package io.rushb.transport;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/**
 * A message without headers, because the {@link Datagram} has everything. This saves a
 * header map, a message id and a time stamp per packet.
 *
 * @param getPayload the datagram
 */
record DatagramMessage(Datagram getPayload) implements Message<Datagram> {

	private static final MessageHeaders NO_HEADERS = new NoHeaders();

	@Override
	public MessageHeaders getHeaders() {
		return NO_HEADERS;
	}

	/** Only a subclass may leave id and time stamp out. */
	private static final class NoHeaders extends MessageHeaders {

		NoHeaders() {
			super(null, ID_VALUE_NONE, -1L);
		}

	}

}
