package io.rushb.health;

import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Whether the service is stopping: it finishes the transfers under way and opens no more.
 */
@Component
class Stopping {

	private final ApplicationContext context;

	private volatile boolean stopping;

	Stopping(ApplicationContext context) {
		this.context = context;
	}

	/** Before anything stops. The actuator's own context may close too. */
	@EventListener
	void closed(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.stopping = true;
		}
	}

	boolean isStopping() {
		return this.stopping;
	}

}
