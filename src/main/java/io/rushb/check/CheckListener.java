package io.rushb.check;

/**
 * Is told the progress of a run.
 */
@FunctionalInterface
public interface CheckListener {

	/**
	 * Some scenarios are over.
	 * @param done how many are over
	 * @param all how many there are
	 */
	void progress(int done, int all);

}
