package io.rushb.check;

/**
 * Hears of a run while it goes on.
 */
@FunctionalInterface
public interface CheckListener {

	/**
	 * Something has come of some scenarios.
	 * @param done how many are over
	 * @param all how many there are
	 */
	void progress(int done, int all);

}
