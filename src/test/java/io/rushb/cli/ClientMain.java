package io.rushb.cli;

/**
 * Runs the client's commands without the service beside them on the class path.
 */
final class ClientMain {

	private ClientMain() {
	}

	public static void main(String[] args) {
		System.exit(RushbCommand.run(args));
	}

}
