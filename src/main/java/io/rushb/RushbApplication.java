package io.rushb;

import io.rushb.cli.RushbCommand;
import io.rushb.config.CoreConfiguration;
import io.rushb.metrics.RushbMetricsConfiguration;
import io.rushb.transport.TransportConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.startup.StartupTimeMetricsListenerAutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Starts the service, or runs a command of the client.
 * <p>
 * The service is two contexts. This one has what serves files and counts, all of it named
 * here, auto-configuration too, so that nothing is looked for and files are served early.
 * The other one, for HTTP, is made after it by {@link WebContext}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({ CoreConfiguration.class, TransportConfiguration.class, RushbMetricsConfiguration.class, StartupLog.class,
		WebContext.class })
@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class,
		ConfigurationPropertiesAutoConfiguration.class, LifecycleAutoConfiguration.class,
		PropertyPlaceholderAutoConfiguration.class, MetricsAutoConfiguration.class,
		CompositeMeterRegistryAutoConfiguration.class, PrometheusMetricsExportAutoConfiguration.class,
		SimpleMetricsExportAutoConfiguration.class, StartupTimeMetricsListenerAutoConfiguration.class })
public class RushbApplication {

	@Bean
	static MessageSource messageSource() {
		return new NoMessages();
	}

	/**
	 * Starts the service; or, without an application context, runs a command of the
	 * client.
	 * @param args Spring Boot's options, or a command with its own
	 */
	public static void main(String[] args) {
		if (RushbCommand.isClientCommand(args)) {
			System.exit(RushbCommand.run(args));
		}
		// It loads what only the second context needs, before files are served.
		System.setProperty("spring.backgroundpreinitializer.ignore", "true");
		SpringApplication application = new SpringApplication(RushbApplication.class);
		GeneratedBeanDefinitions.useIn(application);
		application.run(args);
	}

}
