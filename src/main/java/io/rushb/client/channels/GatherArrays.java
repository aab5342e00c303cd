package io.rushb.client.channels;

import java.util.ArrayDeque;
import java.util.Deque;

import io.rushb.wire.Segments;

/**
 * Arrays in which the parts of a file collect their segments. A part has one from its
 * first segment until its session ends; then another part uses it. A file of a gigabyte
 * has thousands of parts, and as many arrays would make the heap grow.
 */
final class GatherArrays {

	/**
	 * How many segments are written at once: they take only 23 KB, and one write of them
	 * costs a third of single writes.
	 */
	private static final int SEGMENTS = 16;

	private final Deque<byte[]> free = new ArrayDeque<>();

	/**
	 * Hands one out.
	 * @param segments of the part
	 * @return room for all of them, or for 16
	 */
	byte[] take(int segments) {
		int length = Segments.LENGTH * Math.min(SEGMENTS, segments);
		byte[] array = this.free.poll();
		return (array != null && array.length >= length) ? array : new byte[length];
	}

	void giveBack(byte[] array) {
		this.free.push(array);
	}

}
