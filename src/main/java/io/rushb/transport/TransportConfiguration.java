package io.rushb.transport;

import java.net.InetSocketAddress;

import io.rushb.config.FilesProperties;
import io.rushb.config.ServerProperties;
import io.rushb.endpoint.Endpoint;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.IntegrationManagementConfigurer;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.messaging.MessageChannel;

/**
 * The flows: inbound adapter to service, service to outbound adapter.
 */
@Configuration(proxyBeanMethods = false)
class TransportConfiguration {

	@Bean
	UdpReceiver udpReceiver(ServerProperties server) {
		InetSocketAddress address = new InetSocketAddress(server.address(), server.port());
		return new UdpReceiver(address, (int) server.receiveBuffer().toBytes());
	}

	@Bean
	IntegrationFlow inboundFlow(UdpReceiver receiver, RushbService service) {
		return IntegrationFlow.from(receiver)
			.handle((message) -> service.receive((Datagram) message.getPayload()))
			.get();
	}

	@Bean
	MessageChannel outboundDatagrams() {
		return new DirectChannel();
	}

	@Bean
	IntegrationFlow outboundFlow(@Qualifier("outboundDatagrams") MessageChannel outboundDatagrams,
			UdpReceiver receiver) {
		return IntegrationFlow.from(outboundDatagrams).handle(new UdpSender(receiver)).get();
	}

	@Bean
	RushbService rushbService(Endpoint endpoint, @Qualifier("outboundDatagrams") MessageChannel outboundDatagrams,
			ContentWorkers workers, ProtocolTimer protocolTimer) {
		return new RushbService(endpoint, outboundDatagrams, workers, protocolTimer);
	}

	@Bean
	ContentWorkers contentWorkers(FilesProperties files) {
		return new ContentWorkers(files.workers());
	}

	@Bean
	ProtocolTimer protocolTimer() {
		return new ProtocolTimer();
	}

	@Bean
	ReceiverSupervisor receiverSupervisor(UdpReceiver receiver, RushbService service, ServerProperties server,
			ProtocolTimer protocolTimer) {
		return new ReceiverSupervisor(receiver, service, server, protocolTimer, System.out);
	}

	/**
	 * In place of Spring Boot's: no timer, observation or debug string per packet and
	 * channel.
	 */
	@Bean(IntegrationManagementConfigurer.MANAGEMENT_CONFIGURER_NAME)
	static IntegrationManagementConfigurer integrationManagementConfigurer() {
		IntegrationManagementConfigurer configurer = new IntegrationManagementConfigurer();
		configurer.setDefaultLoggingEnabled(false);
		return configurer;
	}

}
