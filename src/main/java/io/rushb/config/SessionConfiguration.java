package io.rushb.config;

import io.rushb.endpoint.EndpointListener;
import io.rushb.endpoint.SessionFactory;
import io.rushb.endpoint.SessionListeners;
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

	private final SessionListeners listeners;

	SessionConfiguration(ProtocolSettings settings, EndpointListener listener,
			ObjectProvider<SessionListeners> listeners) {
		this.settings = settings;
		this.listener = listener;
		this.listeners = listeners.getIfAvailable(() -> (request, usual) -> usual);
	}

	@Bean
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	Session session(SessionRequest request) {
		return new Session(request, this.settings, this.listeners.of(request, this.listener));
	}

	@Bean
	static SessionFactory sessionFactory(ObjectProvider<Session> sessions) {
		return sessions::getObject;
	}

}
