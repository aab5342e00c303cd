package io.rushb.metrics;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * All that listens to the core and tells the outside.
 */
@Configuration(proxyBeanMethods = false)
@Import({ RushbMetrics.class, TransportMetrics.class, TransferLog.class })
public class RushbMetricsConfiguration {

}
