package io.rushb.session;

/**
 * How a request ended. Every session ends in exactly one of these.
 */
public enum Outcome {

	/** Every byte was delivered and the FIN exchange done. */
	COMPLETED,
	/** There is no such resource, or it may not be served (rules S4 and S8). */
	NOT_FOUND,
	/** The resource cannot be carried unharmed (rule S5). */
	REFUSED,
	/** The client gave no acceptable answer for the idle timeout (rule T2). */
	IDLE,
	/** The client never gave an acceptable answer (rule T3). */
	UNPROVEN,
	/**
	 * It was silent the longest and gave its place to another client (rule T5).
	 */
	GAVE_WAY,
	/**
	 * The transfer could not be finished rightly (rule S7), or the client started over.
	 */
	ABORTED,
	/** A limit was reached, so that no session was opened. */
	REJECTED;

}
