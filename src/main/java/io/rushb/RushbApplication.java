package io.rushb;

import io.rushb.client.cli.RushbCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.startup.StartupTimeMetricsListenerAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * Starts the service, or runs a command of the client.
 * <p>
 * The service is two contexts. This one has what serves files and counts, and no
 * auto-configuration but what it names, so that files are served early. The other one,
 * for HTTP, is made after it by {@link WebContext}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ConfigurationPropertiesScan("io.rushb.config")
@ComponentScan(basePackages = { "io.rushb.config", "io.rushb.metrics", "io.rushb.transport" },
		excludeFilters = @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
@Import({ StartupLog.class, WebContext.class })
@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class,
		ConfigurationPropertiesAutoConfiguration.class, LifecycleAutoConfiguration.class,
		PropertyPlaceholderAutoConfiguration.class, IntegrationAutoConfiguration.class, MetricsAutoConfiguration.class,
		CompositeMeterRegistryAutoConfiguration.class, PrometheusMetricsExportAutoConfiguration.class,
		SimpleMetricsExportAutoConfiguration.class, StartupTimeMetricsListenerAutoConfiguration.class })
public class RushbApplication {

	/**
	 * Starts the service; or, without an application context, runs a command of the
	 * client.
	 * @param args Spring Boot's options, or a command with its own
	 */
	public static void main(String[] args) {
		if (RushbCommand.isClientCommand(args)) {
			System.exit(RushbCommand.run(args));
		}
		SpringApplication.run(RushbApplication.class, args);
	}

}
