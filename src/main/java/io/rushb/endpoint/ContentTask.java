package io.rushb.endpoint;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.rushb.session.Chunk;
import io.rushb.session.Content;
import io.rushb.session.ContentSource;
import io.rushb.session.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * Work on content that may block and is done outside of the core: {@link #run()}, then
 * {@link Endpoint#handleTask}.
 */
public sealed interface ContentTask {

	/**
	 * Does the work, which is short unless the disk is slow.
	 */
	void run();

	/**
	 * Opens a resource for all sessions that have asked for it by then, and reads its
	 * first segment.
	 */
	final class Open implements ContentTask {

		private final ContentStore store;

		private final OpenQueue.Wanted target;

		private final Set<Conversation> waiting = new LinkedHashSet<>(2);

		private long number;

		private @Nullable ContentSource source;

		private @Nullable Chunk first;

		private boolean changed;

		private @Nullable Throwable failure;

		Open(ContentStore store, OpenQueue.Wanted target) {
			this.store = store;
			this.target = target;
		}

		@Override
		public void run() {
			try {
				this.source = this.target.open(this.store);
				if (this.source != null) {
					begin(this.source);
				}
			}
			catch (IOException | RuntimeException | VirtualMachineError ex) {
				this.failure = ex;
			}
		}

		private void begin(ContentSource opened) throws IOException {
			Chunk chunk = Chunk.first(opened);
			chunk.read();
			this.failure = chunk.failure();
			if (this.failure == null) {
				this.changed = chunk.isLast() && !opened.flaws().contains(Flaw.SIZE) && !opened.isUnchanged(); // S7
				this.first = chunk;
			}
		}

		/** One more conversation waits for it; its request has this number. */
		void join(Conversation conversation, long request) {
			this.waiting.add(conversation);
			this.number = request;
		}

		/**
		 * A conversation no longer waits for it; returns whether no conversation does.
		 */
		boolean leave(Conversation conversation) {
			this.waiting.remove(conversation);
			return this.waiting.isEmpty();
		}

		/** When it is done: the conversations that have waited for it. */
		List<Conversation> takeWaiting() {
			List<Conversation> all = List.copyOf(this.waiting);
			this.waiting.clear();
			return all;
		}

		/** Those who wait for it. */
		List<Conversation> waiting() {
			return List.copyOf(this.waiting);
		}

		/**
		 * When it is done: whether the store could open nothing because too many files
		 * are open.
		 */
		boolean isForWantOfRoom() {
			return this.failure instanceof TooManyOpenFilesException;
		}

		/** The number of the newest request that waits for it. */
		long number() {
			return this.number;
		}

		OpenQueue.Wanted target() {
			return this.target;
		}

		@Nullable ContentSource source() {
			return this.source;
		}

		/** The first segment, if the resource could be opened and read. */
		@Nullable Chunk first() {
			return this.first;
		}

		/** Whether its last segment was read too, and it was changed before (rule S7). */
		boolean isChanged() {
			return this.changed;
		}

		@Nullable Throwable failure() {
			return this.failure;
		}

	}

	/**
	 * Reads a chunk for all sessions that have asked for it by then. If there are many,
	 * they continue in groups.
	 */
	final class Read implements ContentTask {

		/** How many sessions continue at a time (rule T4). */
		private static final int TURN = 64;

		private final Content content;

		private final Chunk chunk;

		private final Set<Conversation> waiting = new LinkedHashSet<>(2);

		private boolean done;

		Read(Content content, Chunk chunk) {
			this.content = content;
			this.chunk = chunk;
		}

		@Override
		public void run() {
			if (!this.done) {
				this.done = true;
				this.chunk.read();
			}
		}

		/** One more waits for it. */
		void join(Conversation conversation) {
			this.waiting.add(conversation);
		}

		/** When it is done: the next group of the sessions that have waited for it. */
		List<Conversation> takeSomeWaiting() {
			List<Conversation> some = this.waiting.stream().limit(TURN).toList();
			some.forEach(this.waiting::remove);
			return some;
		}

		/** Whether more have waited for it. */
		boolean isWaitedFor() {
			return !this.waiting.isEmpty();
		}

		Content content() {
			return this.content;
		}

		Chunk chunk() {
			return this.chunk;
		}

	}

	/**
	 * Checks a resource again before a session sends its last segment (rule S7).
	 */
	final class Look implements ContentTask {

		private final Content content;

		private final Conversation conversation;

		private @Nullable String wrong;

		private boolean wantsRoom;

		Look(Content content, Conversation conversation) {
			this.content = content;
			this.conversation = conversation;
		}

		@Override
		public void run() {
			try {
				this.wrong = this.content.source().isUnchanged() ? null : "was changed";
			}
			catch (IOException | RuntimeException | VirtualMachineError ex) {
				this.wrong = "cannot be looked at any more: " + ex;
				this.wantsRoom = ex instanceof TooManyOpenFilesException;
			}
		}

		/**
		 * When it is done: what is wrong, as a phrase for the log; {@code null} if
		 * nothing is.
		 */
		@Nullable String wrong() {
			return this.wrong;
		}

		/**
		 * When it is done: whether it could not check because too many files are open.
		 */
		boolean isForWantOfRoom() {
			return this.wantsRoom;
		}

		Content content() {
			return this.content;
		}

		Conversation conversation() {
			return this.conversation;
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
		public void run() {
			try {
				this.source.close();
			}
			catch (IOException ex) {
				this.listener.closeFailed(ex);
			}
		}

	}

}
