package io.rushb.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.rushb.session.ContentExamination;
import io.rushb.session.ContentFacts;
import io.rushb.session.ContentSource;
import io.rushb.wire.Options;
import org.jspecify.annotations.Nullable;

/**
 * A resource and what rules W4, W6 and S5 make of it, worked out here anew.
 */
final class Resource {

	private static final int FULL = 1464;

	private static final int HIGHEST_UNDER_ENC = 248;

	private final String name;

	private final byte[] content;

	private final Fault fault;

	private final boolean encipherable;

	/** Where each segment ends, {@code null} if the resource cannot be carried (S5). */
	private final int @Nullable [] ends;

	private final ContentFacts facts;

	private int opened;

	private int closed;

	Resource(String name, byte[] content, Fault fault) {
		this.name = name;
		this.content = content;
		this.fault = fault;
		this.ends = cut(content);
		boolean high = false;
		for (byte value : content) {
			high |= (value & 0xff) > HIGHEST_UNDER_ENC;
		}
		this.encipherable = !high;
		ContentExamination examination = new ContentExamination();
		examination.take(content, content.length);
		this.facts = examination.facts();
	}

	private Resource(Resource same) {
		this.name = same.name;
		this.content = same.content;
		this.fault = same.fault;
		this.ends = same.ends;
		this.encipherable = same.encipherable;
		this.facts = same.facts;
	}

	/** The same resource, not opened yet. */
	Resource again() {
		return new Resource(this);
	}

	/** What goes wrong with a resource. */
	enum Fault {

		/** Nothing. */
		NONE,
		/** The first two times it cannot be opened. */
		OPEN,
		/** It cannot be examined. */
		EXAMINE,
		/** Its last byte cannot be read. */
		READ,
		/** Reading its last byte throws what nobody declared. */
		READ_UNCHECKED,
		/** It turns out to be one byte shorter. */
		SHORTENED,
		/** Its first byte turns out to be another. */
		CHANGED,
		/** It cannot be closed properly. */
		CLOSE;

		boolean breaksTransfer() {
			return this == READ || this == READ_UNCHECKED || this == SHORTENED || this == CHANGED;
		}

	}

	private static int @Nullable [] cut(byte[] content) {
		List<Integer> ends = new ArrayList<>();
		int from = 0;
		do {
			int end = Math.min(from + FULL, content.length);
			while (end > from && content[end - 1] == 0) {
				end--;
			}
			if (end == from && content.length > 0) {
				return null;
			}
			ends.add(end);
			from = end;
		}
		while (from < content.length);
		return ends.stream().mapToInt(Integer::intValue).toArray();
	}

	String name() {
		return this.name;
	}

	Fault fault() {
		return this.fault;
	}

	boolean isCarriable(Options options) {
		return this.ends != null && (this.encipherable || !options.encryption());
	}

	/** Whether a client will ever see the end of it. */
	boolean isWhole() {
		return !this.fault.breaksTransfer() || this.content.length == 0;
	}

	int segments() {
		return (this.ends != null) ? this.ends.length : 0;
	}

	int segmentLength(int number) {
		return end(number) - start(number);
	}

	/** Whether this is the data of the packet with that number, from 1. */
	boolean isSegment(int number, byte[] data) {
		if (number < 1 || number > segments()) {
			return false;
		}
		return this.fault == Fault.CHANGED
				|| Arrays.equals(data, 0, data.length, this.content, start(number), end(number));
	}

	private int start(int number) {
		return (number > 1) ? end(number - 1) : 0;
	}

	private int end(int number) {
		return (this.ends != null) ? this.ends[number - 1] : 0;
	}

	int open() {
		return this.opened - this.closed;
	}

	ContentSource newSource() throws IOException {
		if (this.fault == Fault.OPEN && this.opened < 2) {
			this.opened++;
			this.closed++;
			throw new IOException("made not to open");
		}
		this.opened++;
		return new Source();
	}

	private final class Source implements ContentSource {

		private boolean examined;

		private boolean over;

		@Override
		public boolean examine() throws IOException {
			requireOpen();
			if (Resource.this.fault == Fault.EXAMINE) {
				throw new IOException("made not to be examined");
			}
			boolean known = this.examined;
			this.examined = true;
			return known;
		}

		@Override
		public ContentFacts facts() {
			return Resource.this.facts;
		}

		/** Some are as if they had been changed a moment ago. */
		@Override
		public @Nullable Object version() {
			return (Resource.this.content.length % 4 > 0) ? Resource.this : null;
		}

		@Override
		public void forgetFacts() {
			requireOpen();
		}

		@Override
		public int read(long position, byte[] buffer, int offset, int length) throws IOException {
			requireOpen();
			byte[] bytes = Resource.this.content;
			int from = (int) position;
			int count = Math.min(length, bytes.length - from);
			System.arraycopy(bytes, from, buffer, offset, count);
			boolean last = from + count == bytes.length;
			switch (Resource.this.fault) {
				case READ -> {
					if (last) {
						throw new IOException("made not to be read");
					}
				}
				case READ_UNCHECKED -> {
					if (last) {
						throw new IllegalStateException("made not to be read");
					}
				}
				case SHORTENED -> count -= last ? 1 : 0;
				case CHANGED -> buffer[offset] ^= (byte) ((from == 0) ? 1 : 0);
				default -> {
				}
			}
			return count;
		}

		@Override
		public void close() throws IOException {
			requireOpen();
			this.over = true;
			Resource.this.closed++;
			if (Resource.this.fault == Fault.CLOSE) {
				throw new IOException("made not to close properly");
			}
		}

		private void requireOpen() {
			if (this.over) {
				throw new AssertionError("used after it was closed");
			}
		}

	}

}
