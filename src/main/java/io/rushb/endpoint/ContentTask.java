package io.rushb.endpoint;

import java.io.IOException;

import io.rushb.session.ContentRead;
import io.rushb.session.ContentSource;
import org.jspecify.annotations.Nullable;

/**
 * Work on content that may block and is done outside of the core: {@link #run()} until it
 * returns {@code true}, then {@link Endpoint#handleTask}.
 */
public sealed interface ContentTask {

	/**
	 * Does a bounded piece of the work.
	 * @return whether the work is done; if not, let others have their turn and call again
	 */
	boolean run();

	/**
	 * Opens and examines a resource.
	 */
	final class Open implements ContentTask {

		private final ContentStore store;

		private final ResourceName name;

		private final Conversation conversation;

		private final long number;

		private @Nullable ContentSource source;

		private @Nullable Exception failure;

		Open(ContentStore store, ResourceName name, Conversation conversation, long number) {
			this.store = store;
			this.name = name;
			this.conversation = conversation;
			this.number = number;
		}

		@Override
		public boolean run() {
			try {
				if (this.source == null) {
					this.source = this.store.open(this.name);
				}
				return this.source == null || this.source.examine();
			}
			catch (IOException | RuntimeException ex) {
				this.failure = ex;
				return true;
			}
		}

		/** The how many-th of its endpoint it is. */
		long number() {
			return this.number;
		}

		ResourceName name() {
			return this.name;
		}

		Conversation conversation() {
			return this.conversation;
		}

		@Nullable ContentSource source() {
			return this.source;
		}

		@Nullable Exception failure() {
			return this.failure;
		}

	}

	/**
	 * Reads for a session.
	 *
	 * @param conversation the session's conversation
	 * @param read what to read
	 */
	record Read(Conversation conversation, ContentRead read) implements ContentTask {

		@Override
		public boolean run() {
			this.read.run();
			return true;
		}

	}

	/**
	 * Closes a resource that is not needed any more.
	 *
	 * @param source the resource
	 * @param listener is told if that fails
	 */
	record Close(ContentSource source, EndpointListener listener) implements ContentTask {

		@Override
		public boolean run() {
			try {
				this.source.close();
			}
			catch (IOException ex) {
				this.listener.closeFailed(ex);
			}
			return true;
		}

	}

}
