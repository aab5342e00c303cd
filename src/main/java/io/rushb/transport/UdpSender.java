package io.rushb.transport;

import java.io.IOException;

import org.springframework.integration.ip.udp.outbound.UnicastSendingMessageHandler;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandlingException;

/**
 * Spring Integration's outbound UDP adapter, sending from the receiver's socket to where
 * the {@link Datagram} says: no expression is evaluated and no message id is made for a
 * packet.
 */
class UdpSender extends UnicastSendingMessageHandler {

	private final UdpReceiver receiver;

	/** Keeps threads from going to sleep at the socket's own lock. */
	private final BriefLock sending = new BriefLock();

	UdpSender(UdpReceiver receiver) {
		super("", 0);
		this.receiver = receiver;
	}

	@Override
	public void handleMessageInternal(Message<?> message) {
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
