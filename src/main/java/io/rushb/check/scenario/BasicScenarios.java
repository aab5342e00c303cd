package io.rushb.check.scenario;

import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.rushb.check.script.Cue;
import io.rushb.check.script.Diagnosis;
import io.rushb.check.script.Script;
import io.rushb.check.script.ScriptedClient;
import io.rushb.check.script.Times;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;

/**
 * The requirements of the published contract, except malformed packets and several
 * clients.
 */
final class BasicScenarios {

	static final Options CHK = new Options(true, false);

	static final Options ENC = new Options(false, true);

	static final Options BOTH = new Options(true, true);

	/** More than any timer sends meanwhile. */
	static final int COPIES = 100;

	/** The protocol's example of a name that opens nothing, enciphered (rule S4). */
	private static final byte[] ENCODED_WRONG = HexFormat.of().parseHex("7ea2b1ef16477ea2b1ef88921e92");

	private BasicScenarios() {
	}

	static List<Scenario> all() {
		return Stream.of(plain(), options()).flatMap(List::stream).toList();
	}

	private static List<Scenario> plain() {
		return List.of(
				basic("simple", "S1 S6 N1 N3 W1 W2 W4",
						"The client fetches a file of 13 bytes: DAT 1, FIN 2 and FIN+ACK 3 must come, once each, and"
								+ " nothing after them.",
						BasicScenarios::simple),
				basic("two-packets", "S3 S4 N1",
						"The client fetches a file of 2466 bytes: 1464 of them must come in DAT 1, after its acknowledgement"
								+ " the other 1002 in DAT 2.",
						BasicScenarios::twoPackets),
				basic("stop-and-wait", "S3",
						"The client takes its time with DAT 2 and 3 of three: neither the next one nor FIN may come before"
								+ " it has acknowledged them.",
						BasicScenarios::stopAndWait),
				basic("missing-file", "S4",
						"The client asks for a file that is not there: FIN 1 must come. The next client is served.",
						BasicScenarios::missingFile),
				basic("empty-file", "S4",
						"The client fetches a file of 0 bytes: one DAT without data must come, then FIN.",
						(script, files) -> script.client()
							.get(files.empty())
							.data()
							.blame(Diagnosis.EMPTY_REFUSED)
							.ack()
							.end()),
				basic("nak", "A3 N1", "The client answers DAT 1 by a NAK: the same packet must come again at once.",
						(script, files) -> script.client().get(files.file()).data().nak().again(Cue.NAK).ack().rest()),
				basic("nak-thrice", "A3 N1",
						"The client answers DAT 1 by a NAK three times: the same packet must come again each time.",
						BasicScenarios::nakThrice),
				basic("timeout", "T1 N1",
						"The client does not answer DAT 1: the same packet must come again when the timer runs out.",
						(script, files) -> script.client().get(files.file()).data().again().ack().rest()),
				basic("timeout-thrice", "T1 N1",
						"The client does not answer DAT 2 three times: the same packet must come again each time.",
						BasicScenarios::timeoutThrice),
				basic("wrong-number", "A1 A5",
						"The client's acknowledgement has a number one too high: the server ignores it, and repeats DAT 1"
								+ " when its timer runs out.",
						BasicScenarios::wrongNumber),
				basic("wrong-acknowledgement", "A5",
						"The client acknowledges packet 2 when 1 is outstanding: the server ignores it, and repeats DAT 1"
								+ " when its timer runs out.",
						BasicScenarios::wrongAcknowledgement),
				basic("wrong-flags", "A5",
						"The client sends a GET in place of DAT+ACK, with the right numbers: the server ignores it, and"
								+ " repeats DAT 1 when its timer runs out.",
						BasicScenarios::wrongFlags));
	}

	private static List<Scenario> options() {
		return List.of(
				basic("checksum", "S2 W5",
						"The client asks for checksums: all packets must have CHK and the right one.",
						(script, files) -> script.client().get(files.text(), CHK).rest()),
				basic("wrong-checksum", "S2 W5",
						"The client's GET has a wrong checksum: nothing may come. A second later a right one must be served.",
						BasicScenarios::wrongChecksum),
				basic("checksum-flag-missing", "S2",
						"An acknowledgement lacks the CHK of its session, or has it in a session without: the server"
								+ " ignores it, and repeats DAT 1 when its timer runs out.",
						(script, files) -> flagFlipped(script, files, CHK, Diagnosis.TOOK_CHK)),
				basic("encoded", "S2 W6", "The client asks for ENC: all packets must have it, and the data be encoded.",
						(script, files) -> script.client().get(files.text(), ENC).rest()),
				basic("encoded-checksum", "S2 W5 W6",
						"The client asks for ENC and CHK: the checksum must be that of the encoded payload.",
						(script, files) -> script.client().get(files.text(), BOTH).rest()),
				basic("encoded-wrong", "S4 W6",
						"The client asks, encoded, for a name that opens nothing: FIN 1 with ENC must come. The next client"
								+ " is served.",
						BasicScenarios::encodedWrong),
				basic("encode-flag-missing", "S2",
						"An acknowledgement lacks the ENC of its session, or has it in a session without: the server"
								+ " ignores it, and repeats DAT 1 when its timer runs out.",
						(script, files) -> flagFlipped(script, files, ENC, Diagnosis.TOOK_ENC)));
	}

	private static Scenario basic(String name, String rules, String sentence, BiConsumer<Script, TestFiles> steps) {
		return Scenario.of(name, Level.BASIC, rules, sentence, steps);
	}

	private static void simple(Script script, TestFiles files) {
		script.withoutCopies();
		script.client().get(files.hello()).rest().quiet(Times::timer, Diagnosis.NOT_QUIET);
	}

	private static void twoPackets(Script script, TestFiles files) {
		script.withoutCopies();
		script.client().get(files.file()).rest();
	}

	private static void stopAndWait(Script script, TestFiles files) {
		ScriptedClient client = script.client().get(files.three()).data().ack().data();
		client.quiet(Times::quiet, COPIES, Diagnosis.NOT_WAITING).ack().data();
		client.quiet(Times::quiet, COPIES, Diagnosis.NOT_WAITING).ack().end();
	}

	private static void missingFile(Script script, TestFiles files) {
		script.client().getMissing(files.missing(), Options.NONE).refused();
		nextIsServed(script, files);
	}

	/** Another client is served after all that. */
	static void nextIsServed(Script script, TestFiles files) {
		script.client().get(files.hello()).data().blame(null, Diagnosis.CRASHED).ack().rest();
	}

	private static void nakThrice(Script script, TestFiles files) {
		ScriptedClient client = script.client().get(files.file()).data();
		client.nak().again(Cue.NAK).nak().again(Cue.NAK).nak().again(Cue.NAK).ack().rest();
	}

	private static void timeoutThrice(Script script, TestFiles files) {
		script.client().get(files.file()).data().ack().data().again().again().again().ack().rest();
	}

	private static void wrongNumber(Script script, TestFiles files) {
		ScriptedClient client = script.client().get(files.file()).data();
		client.send(3, 1, Kind.DAT_ACK, Options.NONE).again().blame(Diagnosis.TOOK_NUMBER).ack().rest();
	}

	private static void wrongAcknowledgement(Script script, TestFiles files) {
		ScriptedClient client = script.client().get(files.file()).data();
		client.send(2, 2, Kind.DAT_ACK, Options.NONE).again().blame(Diagnosis.TOOK_ACKNOWLEDGEMENT).ack().rest();
	}

	private static void wrongFlags(Script script, TestFiles files) {
		ScriptedClient client = script.client().get(files.file()).data();
		client.send(2, 1, Kind.GET, Options.NONE).again().blame(Diagnosis.TOOK_FLAGS).ack().rest();
	}

	private static void wrongChecksum(Script script, TestFiles files) {
		byte[] name = TestFiles.bytes(files.file().name());
		byte[] wrong = PacketCodec.encode(Kind.GET, CHK, 1, 0, name, 0, name.length);
		wrong[5] ^= 1;
		ScriptedClient client = script.client().send(wrong);
		client.quiet((times) -> 2 * times.quiet(), Diagnosis.TOOK_CHECKSUM).get(files.file(), CHK).rest();
	}

	/** The flag is missing in one session, and superfluous in another. */
	private static void flagFlipped(Script script, TestFiles files, Options flag, Diagnosis diagnosis) {
		ScriptedClient missing = script.client().get(files.file(), flag).data();
		ScriptedClient added = script.client().get(files.file()).data();
		missing.send(2, 1, Kind.DAT_ACK, Options.NONE);
		added.send(2, 1, Kind.DAT_ACK, flag);
		missing.again().blame(diagnosis).ack();
		added.again().blame(diagnosis).ack();
		missing.rest();
		added.rest();
	}

	private static void encodedWrong(Script script, TestFiles files) {
		byte[] name = new Packet(Kind.GET, ENC, 1, 0, 0, ENCODED_WRONG).data();
		script.client().getMissing(name, ENC).refused();
		nextIsServed(script, files);
	}

}
