package io.rushb.config;

import io.rushb.endpoint.EndpointListener;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.Session;
import io.rushb.session.SessionRequest;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/**
 * Sessions are prototype beans: the container makes one for each request.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	/** By its name, a bean is found many times faster than by its type. */
	static final String SESSION = "session";

	private final ProtocolSettings settings;

	private final EndpointListener listener;

	SessionConfiguration(ProtocolSettings settings, EndpointListener listener) {
		this.settings = settings;
		this.listener = listener;
	}

	/**
	 * The request is an explicit argument, so only the other things are injected.
	 */
	@Bean(SESSION)
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	Session session(SessionRequest request) {
		return new Session(request, this.settings, this.listener);
	}

	/**
	 * Marks the sessions as no work of the application's: nothing looks for annotations
	 * to bind, validate or proxy in each of them, which would take longer than all the
	 * rest of their making.
	 */
	@Bean
	static BeanFactoryPostProcessor plainSessions() {
		return (beans) -> ((AbstractBeanDefinition) beans.getBeanDefinition(SESSION)).setSynthetic(true);
	}

}
