package io.rushb.config;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Switches Spring's scheduling on, for jobs that run every second or more often:
 * collecting the page's figures, replacing stuck file workers, and telling of transfers
 * that are over. The protocol's timers have threads of their own.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SchedulingConfiguration {

}
