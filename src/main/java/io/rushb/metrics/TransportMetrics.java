package io.rushb.metrics;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.rushb.config.LimitsProperties;
import io.rushb.transport.ReceiverSupervisor;
import io.rushb.transport.RushbServer;

import org.springframework.stereotype.Component;

/**
 * The meters whose values are read when the registry asks for them.
 */
@Component
class TransportMetrics implements MeterBinder {

	private final RushbServer service;

	private final ReceiverSupervisor receiver;

	private final LimitsProperties limits;

	/** Kept here: the meter refers to it weakly. */
	private final SocketDrops drops;

	TransportMetrics(RushbServer service, ReceiverSupervisor receiver, LimitsProperties limits) {
		this.service = service;
		this.receiver = receiver;
		this.limits = limits;
		this.drops = new SocketDrops(receiver::port);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge(registry, RushbMeter.ACTIVE, this.service, RushbServer::activeSessions);
		gauge(registry, RushbMeter.LINGERING, this.service, RushbServer::lingeringSessions);
		gauge(registry, RushbMeter.FILE_QUEUE, this.service, RushbServer::queuedTasks);
		gauge(registry, RushbMeter.SESSION_LIMIT, this.limits, LimitsProperties::sessions);
		gauge(registry, RushbMeter.RECEIVER_UP, this.receiver, (receiver) -> receiver.isReceiving() ? 1 : 0);
		counter(registry, RushbMeter.SEND_ERRORS, this.service, RushbServer::sendErrors);
		counter(registry, RushbMeter.FILES_STUCK, this.service, RushbServer::everStuckWorkers);
		counter(registry, RushbMeter.DEFECTS, this, TransportMetrics::defects);
		counter(registry, RushbMeter.RESTARTS, this.receiver, ReceiverSupervisor::restarts);
		FunctionCounter.builder(RushbMeter.LIMITS.getName(), this.receiver, ReceiverSupervisor::addressesLeftOut)
			.tag("limit", "addresses")
			.description(RushbMeter.LIMITS.description())
			.register(registry);
		counter(registry, RushbMeter.SOCKET_DROPS, this.drops, SocketDrops::count);
	}

	private double defects() {
		return this.service.defects() + this.receiver.receiveErrors();
	}

	private static <T> void gauge(MeterRegistry registry, RushbMeter meter, T source, ToDoubleFunction<T> value) {
		Gauge.builder(meter.getName(), source, value)
			.description(meter.description())
			.strongReference(true)
			.register(registry);
	}

	private static <T> void counter(MeterRegistry registry, RushbMeter meter, T source, ToDoubleFunction<T> value) {
		FunctionCounter.builder(meter.getName(), source, value).description(meter.description()).register(registry);
	}

}
