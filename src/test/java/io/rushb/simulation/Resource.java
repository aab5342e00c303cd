package io.rushb.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.rushb.session.ContentSource;
import io.rushb.session.Flaw;
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

	/** Where each segment ends, up to the first that cannot be cut (S5). */
	private final int[] ends;

	/** The first byte that ENC does not carry (W6). */
	private final int firstHighByte;

	private final Set<Flaw> remembered = EnumSet.noneOf(Flaw.class);

	private int opened;

	private int closed;

	Resource(String name, byte[] content, Fault fault) {
		this.name = name;
		this.content = content;
		this.fault = fault;
		this.ends = cut(content);
		int high = 0;
		while (high < content.length && (content[high] & 0xff) <= HIGHEST_UNDER_ENC) {
			high++;
		}
		this.firstHighByte = high;
	}

	private Resource(Resource same) {
		this.name = same.name;
		this.content = same.content;
		this.fault = same.fault;
		this.ends = same.ends;
		this.firstHighByte = same.firstHighByte;
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
		/** Nothing of it can be read. */
		UNREADABLE,
		/** Its last byte cannot be read. */
		READ,
		/** Reading its last byte throws what nobody declared. */
		READ_UNCHECKED,
		/** It turns out to be one byte shorter. */
		SHORTENED,
		/** Its first byte turns out to be another. */
		CHANGED,
		/** It cannot be looked at again. */
		LOOK,
		/** It cannot be closed properly. */
		CLOSE;

		boolean breaksTransfer() {
			return this == READ || this == READ_UNCHECKED || this == SHORTENED || this == CHANGED || this == LOOK;
		}

	}

	private static int[] cut(byte[] content) {
		List<Integer> ends = new ArrayList<>();
		int from = 0;
		do {
			int end = Math.min(from + FULL, content.length);
			while (end > from && content[end - 1] == 0) {
				end--;
			}
			if (end == from && content.length > 0) {
				break;
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

	/** Whether all of it can be carried. */
	boolean isCarriable(Options options) {
		return this.ends.length > 0 && carriableSegments(options) == this.ends.length
				&& this.ends[this.ends.length - 1] == this.content.length;
	}

	/** How many segments can be carried before the first that cannot (S5). */
	int carriableSegments(Options options) {
		int count = 0;
		while (count < this.ends.length && !(options.encryption() && this.ends[count] > this.firstHighByte)) {
			count++;
		}
		return count;
	}

	/** Whether a server refuses it that has never seen it before (S5). */
	boolean isRefusedAtOnce(Options options) {
		boolean zeroAtEnd = this.content.length > 0 && this.content[this.content.length - 1] == 0;
		return zeroAtEnd || carriableSegments(options) == 0;
	}

	/** Whether a change might not show: some are as if changed a moment ago. */
	boolean isUnsettled() {
		return this.content.length % 4 == 0 && this.firstHighByte == this.content.length && isCarriable(Options.NONE);
	}

	/** Whether it turns out at the opening that it cannot be had (S4). */
	boolean isUnreadable() {
		boolean small = this.content.length <= FULL;
		return switch (this.fault) {
			case UNREADABLE -> this.content.length > 0;
			case READ, READ_UNCHECKED -> small && this.content.length > 0;
			case LOOK -> small;
			default -> false;
		};
	}

	/** Whether a client will ever see the end of it. */
	boolean isWhole() {
		return !this.fault.breaksTransfer() || this.content.length == 0;
	}

	int segments() {
		return this.ends.length;
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
		return this.ends[number - 1];
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

		private final Set<Flaw> flaws = EnumSet.copyOf(Resource.this.remembered);

		private boolean over;

		Source() {
			byte[] bytes = Resource.this.content;
			if (bytes.length > 0 && bytes[bytes.length - 1] == 0) {
				this.flaws.add(Flaw.ZEROS);
			}
		}

		@Override
		public long size() {
			return Resource.this.content.length;
		}

		@Override
		public @Nullable Object version() {
			return isUnsettled() ? null : Resource.this;
		}

		@Override
		public Set<Flaw> flaws() {
			return this.flaws;
		}

		@Override
		public void remember(Flaw flaw) {
			requireOpen();
			Resource.this.remembered.add(flaw);
		}

		@Override
		public boolean isUnchanged() throws IOException {
			requireOpen();
			if (Resource.this.fault == Fault.LOOK) {
				throw new IOException("made not to be looked at");
			}
			return Resource.this.fault != Fault.CHANGED || Resource.this.content.length == 0;
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
				case UNREADABLE -> throw new IOException("made not to be read");
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
