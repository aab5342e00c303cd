package io.rushb.simulation;

/**
 * Something happened that the protocol forbids.
 */
final class Violation extends AssertionError {

	Violation(String what) {
		super(what);
	}

	static void unless(boolean right, String what) {
		if (!right) {
			throw new Violation(what);
		}
	}

	static void unless(boolean right, Object who, String what) {
		if (!right) {
			throw new Violation(who + ": " + what);
		}
	}

}
