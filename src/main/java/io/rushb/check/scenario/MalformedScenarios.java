package io.rushb.check.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

import io.rushb.check.script.Diagnosis;
import io.rushb.check.script.Script;
import io.rushb.check.script.ScriptedClient;
import io.rushb.check.script.Times;
import io.rushb.wire.InternetChecksum;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;

/**
 * Malformed packets, before a session and within one. One client sends them in place of
 * its GET, others in place of an acknowledgement.
 */
final class MalformedScenarios {

	private static final int FLAGS = 6;

	private static final int VERSION = 7;

	/**
	 * Flags that no client may send: GET with others, ACK or NAK alone, a server's kinds,
	 * none, all.
	 */
	private static final int[] OPENING_FLAGS = { 0x30, 0xa0, 0x28, 0x00, 0xf8 };

	private static final int[] ANSWERING_FLAGS = { 0x80, 0x98, 0xd0, 0x10, 0x00, 0xf8 };

	private MalformedScenarios() {
	}

	static List<Scenario> all() {
		return List.of(
				malformed("malformed-length", "W1",
						"Datagrams of 0 to 1473 bytes come in place of the GET, and of acknowledgements",
						MalformedScenarios::length),
				malformed("malformed-version", "W2",
						"Packets of another version or with reserved bits come in place of the GET, and of acknowledgements",
						MalformedScenarios::version),
				malformed("malformed-flags", "W3",
						"Packets with impossible flags come in place of the GET, and of acknowledgements",
						MalformedScenarios::flags),
				malformed("malformed-payload", "W4",
						"Acknowledgements with data come before a session, and within sessions with and without CHK and ENC",
						MalformedScenarios::payload));
	}

	private static Scenario malformed(String name, String rules, String beginning,
			BiConsumer<Script, TestFiles> steps) {
		return Scenario.of(name, Level.BASIC, rules + " A5",
				beginning + ": the server ignores them, repeats DAT 1 when its timer runs out, and goes on.", steps);
	}

	private static void length(Script script, TestFiles files) {
		byte[] get = get(files);
		byte[] ack = ack(Options.NONE);
		List<byte[]> gets = List.of(new byte[0], new byte[3], Arrays.copyOf(get, files.file().name().length() + 8),
				Arrays.copyOf(get, 1471), Arrays.copyOf(get, 1473));
		List<byte[]> acks = List.of(new byte[0], Arrays.copyOf(ack, 7), Arrays.copyOf(ack, 8), Arrays.copyOf(ack, 1471),
				Arrays.copyOf(ack, 1473));
		beforeAndWithin(script, files, gets, acks, Diagnosis.TOOK_LENGTH);
	}

	private static void version(Script script, TestFiles files) {
		byte[] get = get(files);
		byte[] ack = ack(Options.NONE);
		beforeAndWithin(script, files, versions(get), versions(ack), Diagnosis.TOOK_VERSION);
	}

	private static List<byte[]> versions(byte[] packet) {
		return List.of(with(packet, VERSION, 1), with(packet, VERSION, 3), with(packet, VERSION, 0),
				with(packet, VERSION, 0x0a), with(packet, FLAGS, packet[FLAGS] | 0x01));
	}

	private static void flags(Script script, TestFiles files) {
		byte[] get = get(files);
		byte[] ack = ack(Options.NONE);
		List<byte[]> gets = Arrays.stream(OPENING_FLAGS).mapToObj((flags) -> with(get, FLAGS, flags)).toList();
		List<byte[]> acks = Arrays.stream(ANSWERING_FLAGS).mapToObj((flags) -> with(ack, FLAGS, flags)).toList();
		beforeAndWithin(script, files, gets, acks, Diagnosis.TOOK_ILLEGAL_FLAGS);
	}

	private static void beforeAndWithin(Script script, TestFiles files, List<byte[]> gets, List<byte[]> acks,
			Diagnosis diagnosis) {
		ScriptedClient before = script.client();
		ScriptedClient within = script.client().get(files.file()).data();
		gets.forEach(before::send);
		acks.forEach(within::send);
		before.quiet(Times::quiet, diagnosis);
		within.again().blame(diagnosis).ack().rest();
		before.get(files.file()).rest();
	}

	private static void payload(Script script, TestFiles files) {
		ScriptedClient before = script.client().send(withData(ack(Options.NONE), Options.NONE));
		List<Options> combinations = List.of(Options.NONE, BasicScenarios.CHK, BasicScenarios.ENC, BasicScenarios.BOTH);
		List<ScriptedClient> clients = combinations.stream()
			.map((options) -> script.client().get(files.file(), options))
			.toList();
		clients.forEach(ScriptedClient::data);
		for (int i = 0; i < clients.size(); i++) {
			Options options = combinations.get(i);
			clients.get(i).send(withData(ack(options), options));
		}
		before.quiet(Times::quiet, Diagnosis.TOOK_PAYLOAD);
		clients.forEach((client) -> client.again().blame(Diagnosis.TOOK_PAYLOAD).ack());
		clients.forEach(ScriptedClient::rest);
		before.get(files.file()).rest();
	}

	private static byte[] get(TestFiles files) {
		byte[] name = TestFiles.bytes(files.file().name());
		return PacketCodec.encode(Kind.GET, Options.NONE, 1, 0, name, 0, name.length);
	}

	/** The right acknowledgement of DAT 1. */
	private static byte[] ack(Options options) {
		return PacketCodec.encode(Kind.DAT_ACK, options, 2, 1);
	}

	private static byte[] with(byte[] packet, int offset, int value) {
		byte[] changed = packet.clone();
		changed[offset] = (byte) value;
		return changed;
	}

	/** Two bytes of data, and the checksum that is right for them. */
	private static byte[] withData(byte[] packet, Options options) {
		byte[] changed = packet.clone();
		changed[PacketCodec.HEADER_LENGTH] = 'o';
		changed[PacketCodec.HEADER_LENGTH + 1] = 'k';
		if (options.checksum()) {
			int checksum = InternetChecksum.of(changed, PacketCodec.HEADER_LENGTH, PacketCodec.MAX_PAYLOAD);
			changed[4] = (byte) (checksum >>> Byte.SIZE);
			changed[5] = (byte) checksum;
		}
		return changed;
	}

}
