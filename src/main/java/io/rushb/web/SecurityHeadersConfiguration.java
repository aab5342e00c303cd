package io.rushb.web;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * The security headers. An ordinary configuration for the main web server; named in the
 * list of management's configurations too, since a management port of its own is another
 * web server with other beans.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class SecurityHeadersConfiguration {

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> securityHeaders() {
		return (factory) -> factory.addEngineValves(new SecurityHeadersValve());
	}

}
