package io.rushb.transport;

import java.io.IOException;

import org.springframework.integration.handler.AbstractMessageHandler;
import org.springframework.integration.support.management.metrics.MetricsCaptor;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandlingException;

/**
 * The outbound adapter: sends the {@link Datagram} of a message to its peer, from the
 * receiver's socket.
 * <p>
 * It extends the base class of all message handlers. The base class of Spring
 * Integration's own UDP senders needs one host and port to which all datagrams go.
 * <ul>
 * <li>Several threads may send, one at a time, see {@link BriefLock}.
 * <li>A full send buffer: the sender waits for room, but not for long, see
 * {@link UdpSocket#send}.
 * <li>A datagram that cannot be sent: the channel's {@code send(Message)} throws an
 * exception.
 * <li>After the receiver has stopped nothing is sent: there is no socket, and none is
 * made.
 * </ul>
 */
class UdpSender extends AbstractMessageHandler {

	private final UdpReceiver receiver;

	/** Keeps threads from going to sleep at the socket's own lock. */
	private final BriefLock sending = new BriefLock();

	UdpSender(UdpReceiver receiver) {
		this.receiver = receiver;
	}

	/** None, as in {@link PacketChannel}. */
	@Override
	public void registerMetricsCaptor(MetricsCaptor captor) {
		// The service counts its packets itself.
	}

	@Override
	protected void handleMessageInternal(Message<?> message) {
		Datagram datagram = (Datagram) message.getPayload();
		this.sending.lock();
		try {
			this.receiver.socket().send(datagram.data(), datagram.length(), datagram.peer());
		}
		catch (IOException ex) {
			throw new MessageHandlingException(message, "A datagram could not be sent", ex);
		}
		finally {
			this.sending.unlock();
		}
	}

}
