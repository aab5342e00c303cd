package io.rushb;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/**
 * Actuator and page: all of Spring Boot's auto-configuration that the parent context does
 * not have.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(basePackages = { "io.rushb.health", "io.rushb.web" },
		excludeFilters = @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
class WebConfiguration {

	/**
	 * Spring Boot binds meters to registries of the same context only; the registry is
	 * the parent's.
	 */
	@Bean
	SmartInitializingSingleton webMeters(MeterRegistry registry, ListableBeanFactory beans) {
		return () -> beans.getBeansOfType(MeterBinder.class).values().forEach((binder) -> binder.bindTo(registry));
	}

}
