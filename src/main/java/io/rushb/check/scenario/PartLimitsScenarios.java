package io.rushb.check.scenario;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.rushb.check.script.Diagnosis;
import io.rushb.check.script.Script;
import io.rushb.check.script.ScriptedClient;
import io.rushb.check.script.TestFile;
import io.rushb.check.script.Times;
import io.rushb.wire.Options;
import io.rushb.wire.StatText;

/**
 * The limits of parts: their timer, their number and their digests (rules P7 to P9).
 */
final class PartLimitsScenarios {

	/** A timer has learnt when it has 16 samples (rule T1). */
	private static final int LEARNT = 18;

	/**
	 * Half of the floor of 200 ms: the copied packet may be read late. A timer that
	 * follows a short round trip runs out after 20 ms.
	 */
	private static final long EARLY = TimeUnit.MILLISECONDS.toNanos(100);

	/** A client needs a port for each, and a process has not many more than 1000. */
	private static final int MOST_CHANNELS = 256;

	/** A session that is silent for longer may give way to one more (rule T5). */
	private static final long FRESH = TimeUnit.SECONDS.toNanos(2);

	/** How many packets find room in the receive buffer of every system. */
	private static final int AT_ONCE = 16;

	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

	/** How often to ask stat for the digest. */
	private static final int QUESTIONS = 20;

	/** Well within the idle timeout of 15 s, also of a server that is busy. */
	private static final long HELD_BACK = TimeUnit.SECONDS.toNanos(10);

	/** With {@link #HELD_BACK}, a second more than the idle timeout. */
	private static final long TO_IDLE = TimeUnit.SECONDS.toNanos(6);

	/** More than any timer sends in 16 s. */
	private static final int ANY_COPIES = 10_000;

	private PartLimitsScenarios() {
	}

	static List<Scenario> all() {
		return List.of(PartsScenarios.parts("part-timer", "P7 T1",
				"The client answers 18 segments of a part at once, and lets the next one wait: no copy of it may come"
						+ " within 100 ms, and one must come when the timer runs out.",
				PartLimitsScenarios::timer),
				PartsScenarios.parts("part-channels", "P8",
						"The client opens as many part sessions as stat tells it channels: each must be served, one more"
								+ " met by silence until one of them is over, and a plain GET served meanwhile.",
						PartLimitsScenarios::channels)
					.inQuiet(),
				PartsScenarios.parts("part-idle", "P7 T2",
						"One client of a part answers after 10 s: it must be served on. The others take all channels and"
								+ " answer nothing: after 16 s they must be sent nothing any more, and their places be free.",
						PartLimitsScenarios::idle)
					.inQuiet(),
				PartsScenarios.parts("part-digest", "P9 P2",
						"The client asks for stat, fetches the file in the plain way, and asks for a part by a wrong"
								+ " cookie: stat must have no SHA-256. Once it has fetched a part, the SHA-256 must come, and"
								+ " be right.",
						PartLimitsScenarios::digest)
					.inQuiet());
	}

	private static void timer(Script script, TestFiles files) {
		TestFile file = files.learnt();
		PartsScenarios.withStat(script, file, (stat, client) -> {
			part(client, stat, file, LEARNT);
			for (int i = 0; i < LEARNT; i++) {
				client.data().blame(Diagnosis.SEGMENT).ack();
			}
			client.data().quiet((times) -> EARLY, Diagnosis.PART_COPY_EARLY).again().ack().rest();
		});
	}

	private static ScriptedClient part(ScriptedClient client, StatText stat, TestFile file, long last) {
		byte[] name = PartsScenarios.bytes(PartsScenarios.name(stat, file, 0, last));
		return client.get(name, PartsScenarios.slices(name, file, 0, last), Options.NONE);
	}

	private static void channels(Script script, TestFiles files) {
		script.onlyWithin(Diagnosis.CHANNELS_EXCEEDED, FRESH);
		TestFile file = files.hello();
		PartsScenarios.withStat(script, file, (stat, first) -> {
			if (stat.channels() <= MOST_CHANNELS) {
				ScriptedClient plain = first.another();
				ScriptedClient beyond = first.another();
				List<ScriptedClient> others = new ArrayList<>();
				while (others.size() < stat.channels() - 1) {
					others.add(first.another());
				}
				part(first, stat, file, 0);
				paced(others, plain, (client) -> part(client, stat, file, 0));
				first.data().blame(Diagnosis.SEGMENT, Diagnosis.CHANNELS_DENIED);
				others.forEach(PartLimitsScenarios::served);
				part(beyond, stat, file, 0).quiet(Times::quiet, Diagnosis.CHANNELS_EXCEEDED);
				served(plain.get(file)).ack().rest();
				first.ack().rest();
				served(part(beyond, stat, file, 0)).ack().rest();
				paced(others, plain, ScriptedClient::ack);
				paced(others, plain, (client) -> client.data().ack());
				paced(others, plain, (client) -> client.fin().ack());
				others.forEach(ScriptedClient::closed);
			}
		});
	}

	private static void idle(Script script, TestFiles files) {
		TestFile file = files.learnt();
		PartsScenarios.withStat(script, file, (stat, slow) -> {
			if (stat.channels() <= MOST_CHANNELS) {
				ScriptedClient bystander = slow.another();
				List<ScriptedClient> gone = new ArrayList<>();
				while (gone.size() < stat.channels() - 1) {
					gone.add(slow.another());
				}
				part(slow, stat, file, LEARNT);
				// With 16 answers a packet may be sent more than eight times (T5).
				for (int i = 0; i < LEARNT; i++) {
					slow.data().blame(Diagnosis.SEGMENT).ack();
				}
				slow.data().blame(Diagnosis.SEGMENT);
				paced(gone, bystander, (client) -> part(client, stat, file, 0));
				gone.forEach(PartLimitsScenarios::served);
				slow.quiet((times) -> HELD_BACK, ANY_COPIES, Diagnosis.NOT_QUIET).ack();
				slow.data().blame(Diagnosis.PART_IDLE_EARLY, Diagnosis.PART_IDLE_EARLY).ack().end();
				bystander.quiet((times) -> TO_IDLE + 2 * times.roundTrip(), Diagnosis.NOT_QUIET);
				gone.forEach((client) -> client.quiet((times) -> 0, ANY_COPIES, Diagnosis.NOT_QUIET));
				bystander.quiet(Times::timer, Diagnosis.NOT_QUIET);
				gone.forEach((client) -> client.quiet((times) -> 0, Diagnosis.PART_NOT_IDLE));
				places(slow, gone.isEmpty() ? 1 : 2, stat, file);
			}
		});
	}

	/** The slow client has left one place, those that are gone the others. */
	private static void places(ScriptedClient slow, int places, StatText stat, TestFile file) {
		List<ScriptedClient> next = new ArrayList<>();
		while (next.size() < places) {
			next.add(
					part(slow.another(), stat, file, 0).data().blame(Diagnosis.PART_NOT_IDLE, Diagnosis.PART_NOT_IDLE));
		}
		next.forEach((client) -> client.ack().rest());
	}

	private static ScriptedClient served(ScriptedClient client) {
		return client.data().blame(Diagnosis.CHANNELS_DENIED, Diagnosis.CHANNELS_DENIED);
	}

	/** Does something with each client, with pauses for the server. */
	private static void paced(List<ScriptedClient> clients, ScriptedClient idle, Consumer<ScriptedClient> step) {
		for (int i = 0; i < clients.size(); i++) {
			step.accept(clients.get(i));
			if (i % AT_ONCE == AT_ONCE - 1) {
				idle.quiet((times) -> PAUSE, Diagnosis.NOT_QUIET);
			}
		}
	}

	private static void digest(Script script, TestFiles files) {
		TestFile file = files.digested();
		script.lay(file);
		askedNot(script.client(), file, (stat, client) -> {
			client.another().get(file).rest();
			String wrong = PartsScenarios.name(stat, file, 0, 0).replace(stat.cookie(), "0".repeat(32));
			client.getMissing(PartsScenarios.bytes(wrong), Options.NONE)
				.fin()
				.blame(Diagnosis.PART_NOT_REFUSED, Diagnosis.PART_NOT_REFUSED)
				.ack()
				.closed()
				.quiet(Times::quiet, BasicScenarios.COPIES, Diagnosis.NOT_QUIET);
			askedNot(client, file, (again, same) -> {
				PartsScenarios.fetch(same, again, file, 0, 0, Options.NONE);
				await(same, file, QUESTIONS);
			});
		});
	}

	/** Nobody has asked for a part: there is no digest. */
	private static void askedNot(ScriptedClient client, TestFile file, BiConsumer<StatText, ScriptedClient> then) {
		PartsScenarios.askStat(client, file, (stat) -> (stat.sha256() != null) ? Diagnosis.DIGEST_NOT_ASKED : null,
				"stat without sha-256", then);
	}

	/** Asks until the digest is there. */
	private static void await(ScriptedClient client, TestFile file, int questions) {
		String right = sha256(file);
		client.quiet(Times::quiet, BasicScenarios.COPIES, Diagnosis.NOT_QUIET);
		PartsScenarios.askStat(client, file, (stat) -> {
			if (stat.sha256() == null) {
				return (questions > 1) ? null : Diagnosis.DIGEST_MISSING;
			}
			return stat.sha256().equalsIgnoreCase(right) ? null : Diagnosis.DIGEST_WRONG;
		}, "stat with sha-256 " + right, (stat, same) -> {
			if (stat.sha256() == null) {
				await(same, file, questions - 1);
			}
		});
	}

	private static String sha256(TestFile file) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(file.bytes(0, (int) file.size())));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
