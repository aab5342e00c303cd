package io.rushb.health;

import java.net.InetAddress;

import io.rushb.transport.ReceiverSupervisor;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Up while the UDP socket is bound and the receive loop runs.
 */
@Component("rushbReceiver")
class ReceiverHealthIndicator extends AbstractHealthIndicator {

	private final ReceiverSupervisor receiver;

	ReceiverHealthIndicator(ReceiverSupervisor receiver) {
		super("The receiver could not be looked at");
		this.receiver = receiver;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.status(this.receiver.isReceiving() ? "UP" : "DOWN")
			.withDetail("port", this.receiver.port())
			.withDetail("addresses",
					this.receiver.addresses().stream().map(InetAddress::getHostAddress).sorted().toList())
			.withDetail("restarts", this.receiver.restarts());
	}

}
