package io.rushb.config;

import io.rushb.session.Session;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Sessions are prototype beans: the container makes one for each request, by the
 * constructor, of which all arguments are given. A factory method would not do in the
 * jar, whose bean definitions are code made at build time: that takes no arguments.
 */
class SessionRegistrar implements ImportBeanDefinitionRegistrar {

	/** By its name, a bean is found many times faster than by its type. */
	static final String SESSION = "session";

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		RootBeanDefinition session = new RootBeanDefinition(Session.class);
		session.setScope(ConfigurableBeanFactory.SCOPE_PROTOTYPE);
		// No work of the application's: nothing looks for annotations in each session,
		// which would take longer than all the rest of its making.
		session.setSynthetic(true);
		registry.registerBeanDefinition(SESSION, session);
	}

}
