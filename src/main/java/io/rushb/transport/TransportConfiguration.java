package io.rushb.transport;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.rushb.addresses.LocalAddresses;
import io.rushb.config.FilesProperties;
import io.rushb.config.ServerProperties;
import io.rushb.endpoint.Access;
import io.rushb.endpoint.Endpoint;
import io.rushb.endpoint.EndpointListener;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.context.IntegrationFlowContext;
import org.springframework.messaging.MessageChannel;

/**
 * The services and their flows: inbound adapter to service, service to outbound adapter.
 */
@Configuration(proxyBeanMethods = false)
class TransportConfiguration {

	/**
	 * As many services as the properties say, each with its own adapters, flows, endpoint
	 * and timer.
	 */
	@Bean
	RushbServer rushbServer(ServerProperties server, ObjectProvider<RushbService> services,
			ObjectProvider<Endpoint> endpoints, ContentWorkers workers, IntegrationFlowContext flows, Access access,
			EndpointListener listener) {
		InetSocketAddress address = new InetSocketAddress(server.address(), server.port());
		boolean shared = server.receiverCount() > 1 || server.address().isAnyLocalAddress() && UdpSocket.canShare();
		List<RushbService> all = new ArrayList<>();
		for (int number = 1; number <= server.receiverCount(); number++) {
			UdpReceiver receiver = new UdpReceiver(address, (int) server.receiveBuffer().toBytes(), shared,
					server.busyPoll(), "rushb-receiver-" + number);
			// Without an explicit channel Spring Integration would add one, and a bridge
			// to the flow's channel.
			receiver.setOutputChannel(new PacketChannel());
			PacketChannel outbound = new PacketChannel();
			RushbService service = services.getObject(receiver, endpoints.getObject(), outbound, workers,
					new ProtocolTimer("rushb-timer-" + number));
			AccessGate gate = new AccessGate(access, listener, service::receive);
			register(flows, "inbound-" + number,
					IntegrationFlow.from(receiver)
						.handle((message) -> gate.receive((Datagram) message.getPayload()))
						.get());
			register(flows, "outbound-" + number, IntegrationFlow.from(outbound).handle(new UdpSender(receiver)).get());
			all.add(service);
		}
		return new RushbServer(all, workers);
	}

	/** One for each receiver. */
	@Bean
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	RushbService rushbService(UdpReceiver receiver, Endpoint endpoint, MessageChannel outbound, ContentWorkers workers,
			ProtocolTimer timer) {
		return new RushbService(receiver, endpoint, outbound, workers, timer);
	}

	/** Makes the flow's parts beans. The supervisor starts the receivers. */
	private static void register(IntegrationFlowContext flows, String name, IntegrationFlow flow) {
		flows.registration(flow).id(name).useFlowIdAsPrefix().autoStartup(false).register();
	}

	@Bean
	ContentWorkers contentWorkers(FilesProperties files) {
		return new ContentWorkers(files.workers());
	}

	@Bean
	ProtocolTimer supervisorTimer() {
		return new ProtocolTimer("rushb-supervisor");
	}

	@Bean
	ReceiverSupervisor receiverSupervisor(RushbServer rushb, TransferBook book, ServerProperties server,
			ProtocolTimer supervisorTimer) {
		return new ReceiverSupervisor(rushb, book, server, supervisorTimer, System.out, LocalAddresses::ofInterfaces);
	}

}
