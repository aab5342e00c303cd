package io.rushb;

import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.util.ClassUtils;

/**
 * In the jar the first context's bean definitions are code, made when it was built, so
 * that no configuration class is read at the start and no condition evaluated.
 * {@code -Dspring.aot.enabled=false} reads and evaluates them all the same.
 */
final class GeneratedBeanDefinitions implements ApplicationListener<ApplicationPreparedEvent> {

	private GeneratedBeanDefinitions() {
	}

	static void useIn(SpringApplication application) {
		boolean generated = ClassUtils.isPresent(RushbApplication.class.getName() + "__ApplicationContextInitializer",
				null);
		if (generated && Boolean.parseBoolean(System.getProperty(AotDetector.AOT_ENABLED, "true"))) {
			System.setProperty(AotDetector.AOT_ENABLED, "true");
			application.addListeners(new GeneratedBeanDefinitions());
		}
	}

	/**
	 * Spring would look for the second context's too, and for its management context's.
	 */
	@Override
	public void onApplicationEvent(ApplicationPreparedEvent event) {
		System.clearProperty(AotDetector.AOT_ENABLED);
	}

}
