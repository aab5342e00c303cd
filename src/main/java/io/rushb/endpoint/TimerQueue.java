package io.rushb.endpoint;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The sessions by their next deadline: a binary heap. Every answer moves a deadline to a
 * later time. This does not change the heap: the conversation is queued again when its
 * old deadline comes.
 */
final class TimerQueue {

	static final int NOT_QUEUED = -1;

	private @Nullable Conversation[] heap = new Conversation[64];

	private int size;

	/** Queues a conversation, or moves it so that it is queued early enough. */
	void schedule(Conversation conversation) {
		long deadline = conversation.session().deadline();
		if (conversation.timerIndex == NOT_QUEUED) {
			if (this.size == this.heap.length) {
				this.heap = Arrays.copyOf(this.heap, 2 * this.size);
			}
			conversation.queuedFor = deadline;
			siftUp(conversation, this.size++);
		}
		else if (deadline < conversation.queuedFor) {
			conversation.queuedFor = deadline;
			siftUp(conversation, conversation.timerIndex);
		}
	}

	void remove(Conversation conversation) {
		int index = conversation.timerIndex;
		if (index == NOT_QUEUED) {
			return;
		}
		conversation.timerIndex = NOT_QUEUED;
		Conversation last = at(--this.size);
		this.heap[this.size] = null;
		if (last != conversation) {
			siftDown(last, index);
			siftUp(last, last.timerIndex);
		}
	}

	/**
	 * The first conversation whose deadline has come, {@code null} if there is none. Then
	 * {@link #next()} is exactly the first deadline: conversations that were answered
	 * since they were queued wake nobody up.
	 */
	@Nullable Conversation due(long now) {
		while (this.size > 0) {
			Conversation first = at(0);
			long deadline = first.session().deadline();
			if (first.queuedFor == deadline || deadline <= now) {
				return (deadline <= now) ? first : null;
			}
			first.queuedFor = deadline;
			siftDown(first, 0);
		}
		return null;
	}

	/**
	 * The first deadline, or a time before it; {@link Long#MAX_VALUE} if there is none.
	 */
	long next() {
		return (this.size > 0) ? at(0).queuedFor : Long.MAX_VALUE;
	}

	int size() {
		return this.size;
	}

	private void siftUp(Conversation conversation, int from) {
		int index = from;
		while (index > 0) {
			int parent = (index - 1) / 2;
			if (at(parent).queuedFor <= conversation.queuedFor) {
				break;
			}
			put(at(parent), index);
			index = parent;
		}
		put(conversation, index);
	}

	private void siftDown(Conversation conversation, int from) {
		int index = from;
		while (2 * index + 1 < this.size) {
			int child = 2 * index + 1;
			if (child + 1 < this.size && at(child + 1).queuedFor < at(child).queuedFor) {
				child++;
			}
			if (conversation.queuedFor <= at(child).queuedFor) {
				break;
			}
			put(at(child), index);
			index = child;
		}
		put(conversation, index);
	}

	private void put(Conversation conversation, int index) {
		this.heap[index] = conversation;
		conversation.timerIndex = index;
	}

	@SuppressWarnings("NullAway") // no index at or over the size is used
	private Conversation at(int index) {
		Conversation conversation = this.heap[index];
		assert conversation != null;
		return conversation;
	}

}
