package io.rushb.config;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Switches Spring's scheduling on, for jobs that run every second: collecting the page's
 * figures, and replacing stuck file workers. The protocol's timers have threads of their
 * own.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SchedulingConfiguration {

}
