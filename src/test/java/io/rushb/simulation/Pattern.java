package io.rushb.simulation;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * How often each of the first packets arrives: 0, 1 or 2 times.
 */
final class Pattern {

	private final int[] copies;

	private int used;

	Pattern(int[] copies) {
		this.copies = copies;
	}

	static Pattern parse(String digits) {
		return new Pattern(digits.chars().map((digit) -> digit - '0').toArray());
	}

	/** How often the next packet arrives. */
	int next() {
		return (this.used < this.copies.length) ? this.copies[this.used++] : 1;
	}

	Pattern again() {
		return new Pattern(this.copies);
	}

	/** How many patterns begin with what was used of this one. */
	long alike() {
		long count = 1;
		for (int i = this.used; i < this.copies.length; i++) {
			count *= 3;
		}
		return count;
	}

	/**
	 * The first pattern that differs in what was used of this one; {@code null} after the
	 * last one with the same first few.
	 */
	@Nullable Pattern following(int fixed) {
		int[] next = this.copies.clone();
		int at = this.used - 1;
		while (at >= fixed && next[at] == 2) {
			at--;
		}
		if (at < fixed) {
			return null;
		}
		next[at]++;
		Arrays.fill(next, at + 1, next.length, 0);
		return new Pattern(next);
	}

	@Override
	public String toString() {
		StringBuilder digits = new StringBuilder();
		for (int copy : this.copies) {
			digits.append(copy);
		}
		return digits.toString();
	}

}
