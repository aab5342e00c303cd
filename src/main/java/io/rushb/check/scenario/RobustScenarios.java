package io.rushb.check.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

import io.rushb.check.script.Cue;
import io.rushb.check.script.Diagnosis;
import io.rushb.check.script.Script;
import io.rushb.check.script.ScriptedClient;
import io.rushb.check.script.TestFile;
import io.rushb.check.script.Times;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;

/**
 * Further behaviour of a good server.
 */
final class RobustScenarios {

	/** Few enough for the smallest receive buffer. */
	private static final int GARBAGE = 16;

	/** A fixed seed, so that the garbage is the same each time. */
	private static final long SEED = 19;

	/** The client's numbers are one ahead. */
	private static final int FIRST_TO_WRAP = 65_534;

	private static final int TOO_LONG = 1025;

	private RobustScenarios() {
	}

	static List<Scenario> all() {
		List<Scenario> all = new ArrayList<>(losses());
		all.addAll(others());
		return all;
	}

	private static List<Scenario> losses() {
		return List.of(robust("lost-acknowledgement", "A1",
				"The client's answer is lost; it answers the repeated DAT, and FIN, under a new number: the transfer"
						+ " must go on.",
				RobustScenarios::lostAcknowledgement),
				robust("late-answers", "A4",
						"DAT 1 comes twice and the client answers both: the second answer must disturb nothing.",
						RobustScenarios::lateAnswers),
				robust("long-delay", "A4",
						"Every DAT comes twice before the client's answers to both arrive, as on a slow path: the transfer"
								+ " must go on.",
						RobustScenarios::longDelay),
				robust("repeated-get", "A6",
						"The GET comes again before the first answer and in the middle: the transfer must go on.",
						RobustScenarios::repeatedGet),
				robust("repeated-end", "A7",
						"The client's FIN+ACK comes again after the end, under a new number and under the old one: the same"
								+ " FIN+ACK must come each time, with the number just received.",
						RobustScenarios::repeatedEnd),
				robust("lost-fin", "T1 A3",
						"The client does not answer FIN, then sends a NAK for it: FIN must come again by the timer, and"
								+ " again at once.",
						(script, files) -> script.client()
							.get(files.hello())
							.data()
							.ack()
							.fin()
							.again()
							.nak()
							.again(Cue.NAK)
							.ack()
							.closed()),
				robust("client-vanishes", "A6 T4",
						"A client vanishes after DAT 1: another one is served meanwhile, and a new GET of the same port"
								+ " replaces the old session.",
						RobustScenarios::clientVanishes),
				robust("never-answers", "T3", "A client sends a GET and never answers: at most three packets may come.",
						(script, files) -> script.client()
							.get(files.file())
							.data()
							.quiet((times) -> 7 * times.serverTimeout() / 2, 2, Diagnosis.COPIES_WITHOUT_END)));
	}

	private static List<Scenario> others() {
		return List.of(
				robust("full-packets", "S4",
						"The client fetches a file of exactly two packets: no empty packet may follow them.",
						(script, files) -> script.client().get(files.full()).rest()),
				robust("number-wraps", "N2",
						"The client fetches a file of 65540 packets: after number 65535 comes 0 on both sides.",
						RobustScenarios::numberWraps)
					.inQuiet(),
				robust("binary-file", "S7",
						"The client fetches a file with all values of bytes: all must come unharmed.",
						(script, files) -> script.client().get(files.binary()).rest()),
				robust("trailing-zeros", "S5",
						"A file has zeros where a packet would end: the packet is cut before them. Another ends in one: it is"
								+ " refused.",
						RobustScenarios::trailingZeros),
				robust("not-encodable", "S5 W6",
						"The client asks by ENC for a file with bytes over 248, which do not survive it: FIN 1 must come.",
						RobustScenarios::notEncodable),
				robust("names", "S8",
						"Names with a leading slash, in directories, and of any letters are served; names that leave the"
								+ " root, of directories, empty or too long ones are refused.",
						RobustScenarios::names),
				robust("get-number", "S1",
						"A GET has number 5, another one acknowledges something: nothing may come. A right one is served.",
						RobustScenarios::getNumber),
				robust("wrong-checksum-within", "S2",
						"An acknowledgement has a wrong checksum: the server ignores it, and repeats DAT 1 when its timer"
								+ " runs out.",
						RobustScenarios::wrongChecksumWithin),
				robust("garbage", "A5",
						"Datagrams of random bytes and lengths come before a session and within one: they are ignored.",
						RobustScenarios::garbage));
	}

	private static Scenario robust(String name, String rules, String sentence, BiConsumer<Script, TestFiles> steps) {
		return Scenario.of(name, Level.ROBUST, rules, sentence, steps);
	}

	private static void lostAcknowledgement(Script script, TestFiles files) {
		ScriptedClient client = script.client().get(files.file()).data();
		client.skip().again().ack().data().blame(Diagnosis.TOO_STRICT, Diagnosis.TOO_STRICT).ack();
		client.fin().skip().again().ack().closed().blame(null, Diagnosis.TOO_STRICT);
	}

	private static void lateAnswers(Script script, TestFiles files) {
		ScriptedClient client = script.client().get(files.three()).data().again();
		client.ack().ack().data().blame(Diagnosis.LATE_ANSWER_DISTURBS, Diagnosis.LATE_ANSWER_DISTURBS);
		client.ack().data().blame(Diagnosis.LATE_ANSWER_DISTURBS, Diagnosis.LATE_ANSWER_DISTURBS).ack().end();
	}

	private static void longDelay(Script script, TestFiles files) {
		ScriptedClient client = script.client().get(files.file()).data().again().ack().ack();
		client.data().blame(Diagnosis.LATE_ANSWER_DISTURBS, Diagnosis.LATE_ANSWER_DISTURBS).again().ack().ack();
		client.fin().blame(Diagnosis.LATE_ANSWER_DISTURBS, Diagnosis.LATE_ANSWER_DISTURBS).ack().closed();
	}

	private static void repeatedGet(Script script, TestFiles files) {
		Diagnosis disturbs = Diagnosis.REPEATED_GET_DISTURBS;
		byte[] name = TestFiles.bytes(files.three().name());
		byte[] get = PacketCodec.encode(Kind.GET, Options.NONE, 1, 0, name, 0, name.length);
		ScriptedClient client = script.client().get(files.three()).data();
		client.send(get).again().blame(disturbs).ack().data().blame(disturbs, disturbs);
		client.send(get).ack().data().blame(disturbs, disturbs).ack().end();
	}

	private static void repeatedEnd(Script script, TestFiles files) {
		ScriptedClient client = script.client().get(files.hello()).rest();
		int number = client.number();
		client.closedAgain(number + 1).closedAgain(number);
	}

	private static void clientVanishes(Script script, TestFiles files) {
		ScriptedClient vanished = script.client().get(files.three()).data();
		script.client().get(files.file()).data().blame(null, Diagnosis.OTHERS_WAIT).ack().rest();
		vanished.get(files.hello())
			.data()
			.blame(Diagnosis.OLD_SESSION_IN_THE_WAY, Diagnosis.OLD_SESSION_IN_THE_WAY)
			.ack()
			.end();
	}

	private static void numberWraps(Script script, TestFiles files) {
		ScriptedClient client = script.client().get(files.wrapping());
		for (int i = 1; i <= TestFiles.WRAPPING_PACKETS; i++) {
			client.data();
			if (i > FIRST_TO_WRAP) {
				client.blame(Diagnosis.NO_WRAP, Diagnosis.NO_WRAP);
			}
			client.ack();
		}
		client.end();
	}

	private static void trailingZeros(Script script, TestFiles files) {
		script.client().get(files.zeros()).data().ack().data().blame(Diagnosis.ZEROS).ack().end();
		script.lay(files.endsInZero());
		script.client()
			.getMissing(TestFiles.bytes(files.endsInZero().name()), Options.NONE)
			.fin()
			.blame(Diagnosis.ZEROS, Diagnosis.ZEROS)
			.ack()
			.closed();
	}

	private static void notEncodable(Script script, TestFiles files) {
		script.lay(files.binary());
		script.client()
			.getMissing(TestFiles.bytes(files.binary().name()), BasicScenarios.ENC)
			.fin()
			.blame(Diagnosis.NOT_ENCODABLE, Diagnosis.NOT_ENCODABLE)
			.ack()
			.closed();
	}

	private static void names(Script script, TestFiles files) {
		TestFile hello = files.hello();
		script.lay(hello);
		byte[] slash = TestFiles.bytes("/" + hello.name());
		script.client()
			.getBy(hello.slices(), Options.NONE,
					PacketCodec.encode(Kind.GET, Options.NONE, 1, 0, slash, 0, slash.length))
			.data()
			.blame(Diagnosis.NAME, Diagnosis.NAME)
			.ack()
			.end();
		script.client().get(files.deep()).data().blame(Diagnosis.NAME, Diagnosis.NAME).ack().end();
		script.client().get(files.unusual()).data().blame(Diagnosis.NAME, Diagnosis.NAME).ack().end();
		String directory = files.directory();
		List<String> refused = List.of("", "/", directory, directory + "/", directory + "/one",
				directory + "/../" + hello.name(), "../" + hello.name(), hello.name() + "/", hello.name() + "\u0001",
				directory + "\\hello.txt", hello.name().replace("/", "//"), "x".repeat(TOO_LONG));
		for (String name : refused) {
			script.client()
				.getMissing(TestFiles.bytes(name), Options.NONE)
				.fin()
				.blame(Diagnosis.NAME, Diagnosis.NAME)
				.ack()
				.closed();
		}
	}

	private static void getNumber(Script script, TestFiles files) {
		byte[] name = TestFiles.bytes(files.hello().name());
		script.client()
			.send(PacketCodec.encode(Kind.GET, Options.NONE, 5, 0, name, 0, name.length))
			.send(PacketCodec.encode(Kind.GET, Options.NONE, 1, 1, name, 0, name.length))
			.quiet(Times::quiet, Diagnosis.TOOK_NUMBER)
			.get(files.hello())
			.rest();
	}

	private static void wrongChecksumWithin(Script script, TestFiles files) {
		byte[] wrong = PacketCodec.encode(Kind.DAT_ACK, BasicScenarios.CHK, 2, 1);
		wrong[4] = 0;
		wrong[5] = 0;
		ScriptedClient client = script.client().get(files.file(), BasicScenarios.CHK).data();
		client.send(wrong).again().blame(Diagnosis.TOOK_CHECKSUM).ack().rest();
	}

	private static void garbage(Script script, TestFiles files) {
		SplittableRandom random = new SplittableRandom(SEED);
		ScriptedClient before = script.client();
		ScriptedClient within = script.client().get(files.file()).data();
		for (int i = 0; i < GARBAGE; i++) {
			byte[] bytes = new byte[(i % 2 == 0) ? PacketCodec.PACKET_LENGTH
					: random.nextInt(PacketCodec.PACKET_LENGTH)];
			random.nextBytes(bytes);
			if (bytes.length > 7) {
				bytes[7] |= 0x01; // Not version 2, whatever the rest.
			}
			before.send(bytes);
			within.send(bytes);
		}
		before.quiet(Times::quiet, Diagnosis.TOOK_GARBAGE);
		within.again().blame(Diagnosis.TOOK_GARBAGE).ack().rest();
		before.get(files.file()).rest();
		BasicScenarios.nextIsServed(script, files);
	}

}
