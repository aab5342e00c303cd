package io.rushb.metrics;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.rushb.storage.DigestThread;

import org.springframework.stereotype.Component;

/**
 * How often the limits of digests were reached (rule P9).
 */
@Component
class DigestMetrics implements MeterBinder {

	private final DigestThread thread;

	DigestMetrics(DigestThread thread) {
		this.thread = thread;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		counter(registry, "digest_rate", DigestThread::pauses);
		counter(registry, "digests", (thread) -> thread.digests().leftOut());
	}

	private void counter(MeterRegistry registry, String limit, ToDoubleFunction<DigestThread> value) {
		FunctionCounter.builder(RushbMeter.LIMITS.getName(), this.thread, value)
			.tag("limit", limit)
			.description(RushbMeter.LIMITS.description())
			.register(registry);
	}

}
