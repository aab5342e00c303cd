package io.rushb.config;

import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.SessionFactory;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.Session;
import io.rushb.session.SessionRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/**
 * Sessions are prototype beans: the container makes one for each request.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	private final ProtocolSettings settings;

	private final EndpointListener listener;

	SessionConfiguration(ProtocolSettings settings, EndpointListener listener) {
		this.settings = settings;
		this.listener = listener;
	}

	@Bean
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	Session session(SessionRequest request) {
		return new Session(request, this.settings, this.listener);
	}

	@Bean
	static SessionFactory sessionFactory(ObjectProvider<Session> sessions) {
		return sessions::getObject;
	}

}
