package io.rushb.check.script;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

/**
 * One step of a script.
 */
sealed interface Step {

	/**
	 * The number of the client that does it, from 0.
	 */
	int client();

	/**
	 * The client sends a datagram.
	 *
	 * @param client the number of the client
	 * @param datagram makes the datagram, which need be no packet
	 */
	record Send(int client, Supplier<byte[]> datagram) implements Step {

	}

	/**
	 * A packet must come. Copies of packets that have come before are passed over.
	 *
	 * @param client to whom
	 * @param expected the packet
	 * @param cue what makes the server send it
	 * @param ifOther what is wrong if another packet comes that is well formed;
	 * {@code null} if only the packet can tell
	 * @param ifNothing what is wrong if nothing but copies comes; {@code null} for the
	 * error of the cue
	 * @param then what is done next, made of the packet; {@code null} for nothing
	 */
	record Await(int client, Expected expected, Cue cue, @Nullable Diagnosis ifOther, @Nullable Diagnosis ifNothing,
			@Nullable Function<Packet, Script> then) implements Step {

		Diagnosis missing() {
			return (this.ifNothing != null) ? this.ifNothing : this.cue.missing();
		}

	}

	/**
	 * The packet that came last was wrong, as the script has found.
	 *
	 * @param client to whom it came
	 * @param diagnosis what is wrong with it
	 * @param expected what was expected
	 */
	record Fail(int client, Diagnosis diagnosis, String expected) implements Step {

	}

	/**
	 * Nothing may come for a time.
	 *
	 * @param client to whom
	 * @param time how long
	 * @param copies how many copies of packets that have come before may come
	 * @param ifSomething what is wrong if something comes
	 */
	record Quiet(int client, ToLongFunction<Times> time, int copies, Diagnosis ifSomething) implements Step {

	}

}
