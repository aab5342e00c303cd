package io.rushb.check.script;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The steps of scripted clients: packets that they send, and packets that must come. The
 * steps of several clients have one order; a packet that came to a client waits until the
 * script asks for it.
 */
public final class Script {

	private final List<Step> steps = new ArrayList<>();

	private final List<TestFile> files = new ArrayList<>();

	private final List<TestFile> laid = new ArrayList<>();

	/** How many clients there are, shared with the rest of the script. */
	private final int[] clients;

	private boolean withoutCopies;

	private @Nullable Diagnosis untellable;

	private long tellable;

	/** Begins an empty script. */
	public Script() {
		this(new int[1]);
	}

	private Script(int[] clients) {
		this.clients = clients;
	}

	/**
	 * The rest of this script: an empty one, whose new clients have ports of their own.
	 */
	Script rest() {
		return new Script(this.clients);
	}

	/**
	 * Adds a client, with a port of its own.
	 * @return the client, whose methods add steps
	 */
	public ScriptedClient client() {
		return new ScriptedClient(this, this.clients[0]++);
	}

	/**
	 * Makes the server fail if all its packets come twice.
	 */
	public void withoutCopies() {
		this.withoutCopies = true;
	}

	/**
	 * Lets the script end without a finding if an error is found that may be right after
	 * this age.
	 * @param diagnosis what it looks like
	 * @param age the age, in nanoseconds
	 */
	public void onlyWithin(Diagnosis diagnosis, long age) {
		this.untellable = diagnosis;
		this.tellable = age;
	}

	boolean isTellable(Diagnosis diagnosis, long age) {
		return diagnosis != this.untellable || age <= this.tellable;
	}

	void add(Step step) {
		this.steps.add(step);
	}

	/** The step added last is taken away, to be replaced by another. */
	Step takeLast() {
		return this.steps.remove(this.steps.size() - 1);
	}

	void asks(TestFile file) {
		this.files.add(file);
		lay(file);
	}

	/**
	 * Adds a file for the server that no client asks for in the plain way.
	 * @param file the file
	 */
	public void lay(TestFile file) {
		this.laid.add(file);
	}

	/**
	 * Returns the files that the server must have.
	 * @return the files; some may be there twice
	 */
	public List<TestFile> laid() {
		return List.copyOf(this.laid);
	}

	List<Step> steps() {
		return this.steps;
	}

	/** All files that its clients ask for. */
	List<TestFile> files() {
		return this.files;
	}

	boolean isWithoutCopies() {
		return this.withoutCopies;
	}

	/**
	 * Returns how many clients it has so far. The rest of a script may add some.
	 * @return their number; each needs a port
	 */
	public int clients() {
		return this.clients[0];
	}

}
