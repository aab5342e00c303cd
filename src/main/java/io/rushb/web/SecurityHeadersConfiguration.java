package io.rushb.web;

import java.util.List;

import io.rushb.config.WebProperties;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The security headers, and the host names that are answered. This is an ordinary
 * configuration of the main web server. A separate management port is another web server
 * with its own context, so this class is also listed among the management configurations.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class SecurityHeadersConfiguration {

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> securityHeaders(Environment environment) {
		List<String> hosts = Binder.get(environment)
			.bind("rushb.web", WebProperties.class)
			.map(WebProperties::hosts)
			.orElse(List.of());
		return (factory) -> factory.addEngineValves(new SecurityHeadersValve(), new HostNamesValve(hosts));
	}

}
