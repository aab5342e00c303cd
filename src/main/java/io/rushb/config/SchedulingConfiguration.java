package io.rushb.config;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Switches Spring Boot's scheduler on, for what is looked at every second: figures for
 * the page, and threads for files that are stuck. The protocol's timers have threads of
 * their own.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SchedulingConfiguration {

}
