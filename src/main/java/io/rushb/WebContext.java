package io.rushb;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigRegistry;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * What is seen over HTTP: health, metrics, sessions, the page. A context below the one
 * that serves files, made after files are served, so that these need not wait for it, and
 * closed after the last transfer, so that a drain can be watched.
 */
class WebContext implements SmartLifecycle {

	private final ConfigurableApplicationContext parent;

	private @Nullable ConfigurableApplicationContext context;

	private volatile boolean running;

	WebContext(ConfigurableApplicationContext parent) {
		this.parent = parent;
	}

	/** Starts the web server; none if its port is negative, as with Spring Boot. */
	@Override
	@EventListener(ApplicationStartedEvent.class)
	public synchronized void start() {
		if (this.parent.getEnvironment().getProperty("server.port", Integer.class, 0) < 0 || this.parent.isClosed()) {
			return;
		}
		this.running = true;
		ConfigurableApplicationContext web = ApplicationContextFactory.DEFAULT.create(WebApplicationType.SERVLET);
		web.setId(this.parent.getId() + "-web");
		web.setEnvironment(this.parent.getEnvironment());
		web.setParent(this.parent);
		((AnnotationConfigRegistry) web).register(WebConfiguration.class);
		this.context = web;
		web.refresh();
	}

	/** Only a web server's own context would say so, and that one closes last. */
	@EventListener
	void refuseTraffic(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.parent) {
			AvailabilityChangeEvent.publish(this.parent, ReadinessState.REFUSING_TRAFFIC);
		}
	}

	/** Waits for a start that is not over. */
	@Override
	public synchronized void stop() {
		this.running = false;
		if (this.context != null) {
			this.context.close();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Not with the others: see {@link #start()}. */
	@Override
	public boolean isAutoStartup() {
		return false;
	}

	/** What is not started with the others is not started again with them. */
	@Override
	public boolean isPauseable() {
		return false;
	}

	/** After the receivers, which drain. */
	@Override
	public int getPhase() {
		return 0;
	}

}
