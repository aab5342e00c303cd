package io.rushb.client.testserver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.rushb.endpoint.ContentStore;
import io.rushb.endpoint.ResourceName;
import io.rushb.session.ContentExamination;
import io.rushb.session.ContentFacts;
import io.rushb.session.ContentSource;
import org.jspecify.annotations.Nullable;

/**
 * Resources in memory.
 */
public final class MemoryStore implements ContentStore {

	private final Map<String, byte[]> resources = new ConcurrentHashMap<>();

	/**
	 * Adds a resource.
	 * @param name its name
	 * @param content its bytes
	 * @return this store
	 */
	public MemoryStore with(String name, byte[] content) {
		this.resources.put(name, content);
		return this;
	}

	@Override
	public @Nullable ContentSource open(ResourceName name) {
		byte[] content = this.resources.get(name.toString());
		return (content != null) ? new MemorySource(content) : null;
	}

	private static final class MemorySource implements ContentSource {

		private final byte[] content;

		private final ContentExamination examination = new ContentExamination();

		MemorySource(byte[] content) {
			this.content = content;
		}

		@Override
		public boolean examine() {
			this.examination.take(this.content, this.content.length);
			return true;
		}

		@Override
		public ContentFacts facts() {
			return this.examination.facts();
		}

		@Override
		public int read(long position, byte[] buffer, int offset, int length) {
			int count = (int) Math.min(length, this.content.length - position);
			System.arraycopy(this.content, (int) position, buffer, offset, count);
			return count;
		}

		@Override
		public void close() {
		}

	}

}
