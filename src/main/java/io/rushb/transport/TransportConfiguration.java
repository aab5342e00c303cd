package io.rushb.transport;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.rushb.config.FilesProperties;
import io.rushb.config.ServerProperties;
import io.rushb.endpoint.Endpoint;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.config.IntegrationManagementConfigurer;
import org.springframework.integration.context.IntegrationContextUtils;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.context.IntegrationFlowContext;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.SimpleMessageConverter;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * The services and their flows: inbound adapter to service, service to outbound adapter.
 */
@Configuration(proxyBeanMethods = false)
@EnableIntegration
public class TransportConfiguration {

	/**
	 * As many services as the properties say, each with its own adapters, flows, endpoint
	 * and timer.
	 */
	@Bean
	RushbServer rushbServer(ServerProperties server, ObjectProvider<RushbService> services,
			ObjectProvider<Endpoint> endpoints, ContentWorkers workers, IntegrationFlowContext flows) {
		List<RushbService> all = new ArrayList<>();
		for (int number = 1; number <= server.receivers(); number++) {
			InetSocketAddress address = new InetSocketAddress(server.address(), server.port());
			UdpReceiver receiver = new UdpReceiver(address, (int) server.receiveBuffer().toBytes(),
					server.receivers() > 1, server.busyPoll(), "rushb-receiver-" + number);
			DirectChannel outbound = new DirectChannel();
			RushbService service = services.getObject(receiver, endpoints.getObject(), outbound, workers,
					new ProtocolTimer("rushb-timer-" + number));
			receiver.onEmpty(service::prepare);
			register(flows, "inbound-" + number,
					IntegrationFlow.from(receiver)
						.handle((message) -> service.receive((Datagram) message.getPayload()))
						.get());
			register(flows, "outbound-" + number, IntegrationFlow.from(outbound).handle(new UdpSender(receiver)).get());
			all.add(service);
		}
		return new RushbServer(all, workers);
	}

	/**
	 * One for each receiver; in the jar, whose bean definitions are code, by the
	 * constructor, which takes the same arguments.
	 */
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
	ReceiverSupervisor receiverSupervisor(RushbServer rushb, ServerProperties server, ProtocolTimer supervisorTimer) {
		return new ReceiverSupervisor(rushb, server, supervisorTimer, System.out);
	}

	/**
	 * In place of Spring Integration's, which looks at each method of each bean for
	 * annotations that there are none of.
	 */
	@Bean("org.springframework.integration.config.MessagingAnnotationBeanPostProcessor")
	static BeanPostProcessor noMessagingAnnotations() {
		return new BeanPostProcessor() {
		};
	}

	/**
	 * In place of Spring Integration's, whose definition cannot be written down as code
	 * when the jar is built. Nothing here is scheduled by it.
	 */
	@Bean(IntegrationContextUtils.TASK_SCHEDULER_BEAN_NAME)
	static TaskScheduler taskScheduler() {
		return new ThreadPoolTaskScheduler();
	}

	/**
	 * In place of Spring Integration's, which loads Jackson to convert the arguments of
	 * methods that there are none of.
	 */
	@Bean(IntegrationContextUtils.ARGUMENT_RESOLVER_MESSAGE_CONVERTER_BEAN_NAME)
	static MessageConverter noArgumentConverter() {
		return new SimpleMessageConverter();
	}

	/**
	 * In place of Spring Integration's: no timer, observation or debug string per packet
	 * and channel.
	 */
	@Bean(IntegrationManagementConfigurer.MANAGEMENT_CONFIGURER_NAME)
	static IntegrationManagementConfigurer integrationManagementConfigurer() {
		IntegrationManagementConfigurer configurer = new IntegrationManagementConfigurer();
		configurer.setDefaultLoggingEnabled(false);
		return configurer;
	}

}
