package io.rushb.endpoint;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.rushb.session.Chunk;
import io.rushb.session.Content;
import io.rushb.session.ContentSource;
import io.rushb.session.ReadAheadBudget;
import io.rushb.session.RequestKind;
import io.rushb.wire.ReservedName;
import org.jspecify.annotations.Nullable;

/**
 * The work on content that sessions ask for, and its results. Sessions of the same
 * resource share it.
 */
final class ContentWork {

	private final ReadAheadBudget budget;

	private final EndpointListener listener;

	private final Queue<ContentTask> tasks = new ArrayDeque<>();

	private final OpenQueue opening;

	/**
	 * Making a list takes as long as thousands of openings, so one is made at a time
	 * (rule T4).
	 */
	private final OpenQueue listing;

	private final SessionStart start;

	/**
	 * The open resources that may be shared. Another name of the same file is opened
	 * anew, because rule S7 looks at the file under the name that was asked for.
	 */
	private final Map<NamedVersion, Content> shared = new HashMap<>();

	/** Under which key each of them is shared. */
	private final Map<Content, NamedVersion> keys = new HashMap<>();

	/** Files that are sent in parts, by name: the version that was opened last. */
	private final Map<ResourceName, Content> inParts = new HashMap<>();

	private final Map<Chunk, ContentTask.Read> reading = new HashMap<>();

	/**
	 * What to try again when a file was closed (rule T5). Each returns whether a session
	 * still wanted it.
	 */
	private final Queue<BooleanSupplier> waitingForRoom = new ArrayDeque<>();

	private final OpenFiles openFiles;

	ContentWork(ContentStore store, ReadAheadBudget budget, Parts parts, OpenFiles openFiles,
			EndpointListener listener) {
		this.openFiles = openFiles;
		this.budget = budget;
		this.listener = listener;
		this.start = new SessionStart(parts, budget, listener);
		this.opening = new OpenQueue(store, OpenQueue.AT_WORK, this.tasks::add);
		this.listing = new OpenQueue(store, 1, this.tasks::add);
	}

	/**
	 * Opens the resource that a session is to send. A part of a file that is already open
	 * starts at once.
	 */
	void open(Conversation conversation, long now) {
		ResourceName resource = conversation.demand().resource();
		ReservedName.Part part = conversation.demand().part();
		if (resource == null) {
			this.start.withoutFile(conversation, now);
			return;
		}
		Content open = (part != null) ? this.inParts.get(resource) : null;
		if (part != null && open != null && !open.isBroken() && part.tag().equals(open.source().tag())) {
			this.start.part(conversation, open, part, now);
		}
		else {
			queue(conversation.demand().kind() == RequestKind.LIST).add(conversation.demand().target(resource),
					conversation);
		}
	}

	private OpenQueue queue(boolean list) {
		return list ? this.listing : this.opening;
	}

	void read(Chunk chunk, Conversation conversation) {
		Content content = conversation.content;
		assert content != null;
		this.reading.computeIfAbsent(chunk, (key) -> beginRead(content, key)).join(conversation);
	}

	private ContentTask.Read beginRead(Content content, Chunk chunk) {
		content.use();
		content.readBegins(chunk);
		if (!content.isShared(chunk)) {
			this.listener.limitReached(Limit.READ_AHEAD);
		}
		ContentTask.Read task = new ContentTask.Read(content, chunk);
		this.tasks.add(task);
		return task;
	}

	void look(Conversation conversation) {
		Content content = conversation.content;
		assert content != null;
		content.use();
		this.tasks.add(new ContentTask.Look(content, conversation));
	}

	/** The session is over: the work that it waited for is no longer needed. */
	void release(Conversation conversation) {
		queue(conversation.demand().kind() == RequestKind.LIST).forget(conversation);
		Content content = conversation.content;
		if (content != null) {
			conversation.content = null;
			letGo(content);
		}
	}

	@Nullable ContentTask poll() {
		return this.tasks.poll();
	}

	/**
	 * A task is done.
	 * @param task the task
	 * @param now the time
	 * @param changed is told of each conversation whose state has changed
	 */
	void handle(ContentTask task, long now, Consumer<Conversation> changed) {
		if (task instanceof ContentTask.Open open) {
			handleOpened(open, now, changed);
		}
		else if (task instanceof ContentTask.Read read) {
			handleRead(read, now, changed);
		}
		else if (task instanceof ContentTask.Look look) {
			handleLook(look, now, changed);
		}
		else {
			roomIsFree();
		}
	}

	private void handleLook(ContentTask.Look task, long now, Consumer<Conversation> changed) {
		Conversation conversation = task.conversation();
		boolean lives = conversation.session().outcome() == null;
		if (lives && task.isForWantOfRoom()) { // a running session does not end for this
			this.listener.limitReached(Limit.STORE);
			this.openFiles.makeRoom(conversation.demand().proven(), now);
			this.waitingForRoom.add(() -> lookAgain(conversation));
			letGo(task.content());
			return;
		}
		if (lives) {
			conversation.session().handleLook(task.wrong(), now, conversation);
			changed.accept(conversation);
		}
		letGo(task.content());
		roomIsFree();
	}

	private void handleRead(ContentTask.Read task, long now, Consumer<Conversation> changed) {
		if (this.reading.remove(task.chunk(), task)) {
			task.content().readEnds(task.chunk());
		}
		for (Conversation conversation : task.takeSomeWaiting()) {
			if (conversation.session().outcome() == null) {
				conversation.session().handleRead(now, conversation);
				changed.accept(conversation);
			}
		}
		if (task.isWaitedFor()) {
			this.tasks.add(task); // other tasks have their turn in between
		}
		else {
			letGo(task.content());
		}
	}

	private void handleOpened(ContentTask.Open task, long now, Consumer<Conversation> changed) {
		queue(task.target().list()).done(task);
		if (task.isForWantOfRoom() && waitForRoom(task, now)) {
			return;
		}
		if (task.source() == null) {
			roomIsFree();
		}
		Content content = contentOf(task);
		for (Conversation conversation : task.takeWaiting()) {
			if (conversation.opening == task) { // else it has given way
				conversation.opening = null;
				this.start.opened(conversation, task, content, now);
				noteParts(conversation);
				changed.accept(conversation);
			}
		}
		if (content != null) {
			letGo(content);
		}
	}

	/**
	 * No more files could be opened: other sessions give way (rule T5), if there are any.
	 */
	private boolean waitForRoom(ContentTask.Open task, long now) {
		List<Conversation> waiting = task.waiting();
		boolean cookie = waiting.stream().anyMatch((conversation) -> conversation.demand().proven());
		if (!this.openFiles.makeRoom(cookie, now)) {
			return false;
		}
		this.listener.limitReached(Limit.STORE);
		waiting.forEach((conversation) -> conversation.opening = null);
		task.takeWaiting();
		this.waitingForRoom.add(() -> openAgain(waiting));
		ContentSource source = task.source();
		if (source != null) {
			close(source);
		}
		return true;
	}

	/** A file was closed, or is not opened after all: another one can be opened. */
	private void roomIsFree() {
		BooleanSupplier next = this.waitingForRoom.poll();
		while (next != null && !next.getAsBoolean()) {
			next = this.waitingForRoom.poll();
		}
	}

	private boolean openAgain(List<Conversation> waiting) {
		boolean any = false;
		for (Conversation conversation : waiting) {
			ResourceName resource = conversation.demand().resource();
			if (conversation.session().outcome() == null && resource != null) {
				any = true;
				queue(conversation.demand().kind() == RequestKind.LIST).add(conversation.demand().target(resource),
						conversation);
			}
		}
		return any;
	}

	private boolean lookAgain(Conversation conversation) {
		boolean lives = conversation.session().outcome() == null;
		if (lives) {
			look(conversation);
		}
		return lives;
	}

	private void noteParts(Conversation conversation) {
		ResourceName name = conversation.demand().resource();
		Content content = conversation.content;
		if (name != null && content != null && conversation.demand().part() != null) {
			this.inParts.put(name, content);
		}
	}

	/**
	 * The opened resource, kept in use until all waiting sessions have begun;
	 * {@code null} if they cannot begin.
	 */
	private @Nullable Content contentOf(ContentTask.Open task) {
		ContentSource source = task.source();
		if (source == null) {
			return null;
		}
		Content content = (task.first() != null) ? share(task.target().name(), source) : null;
		if (content != null) {
			content.use();
		}
		if (content == null || content.source() != source) {
			close(source);
		}
		return content;
	}

	/**
	 * The open resource of this name and version: the shared one if there is one, else
	 * this one.
	 */
	private Content share(ResourceName name, ContentSource source) {
		NamedVersion key = new NamedVersion(name, source.version());
		Content open = this.shared.get(key);
		if (open != null && !open.isBroken()) {
			return open;
		}
		Content content = new Content(source, this.budget);
		if (key.version() != null) {
			this.shared.put(key, content);
		}
		this.keys.put(content, key);
		return content;
	}

	private void letGo(Content content) {
		if (content.letGo()) {
			NamedVersion key = this.keys.remove(content);
			if (key != null) {
				this.shared.remove(key, content);
				this.inParts.remove(key.name(), content);
			}
			close(content.source());
		}
	}

	private void close(ContentSource source) {
		this.tasks.add(new ContentTask.Close(source, this.listener));
	}

	/**
	 * Identifies an open resource.
	 *
	 * @param name under which it was opened
	 * @param version the version of the file; {@code null} if it must not be shared
	 */
	private record NamedVersion(ResourceName name, @Nullable Object version) {

	}

}
