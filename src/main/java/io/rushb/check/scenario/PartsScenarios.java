package io.rushb.check.scenario;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.rushb.check.script.Diagnosis;
import io.rushb.check.script.Script;
import io.rushb.check.script.ScriptedClient;
import io.rushb.check.script.TestFile;
import io.rushb.check.script.TestFile.Slice;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.PartTrailer;
import io.rushb.wire.ReservedName;
import io.rushb.wire.StatText;
import org.jspecify.annotations.Nullable;

/**
 * Parts (rules P1 to P6). One client asks for stat, and another port for parts, so that a
 * cookie must hold for the address without its port.
 */
final class PartsScenarios {

	static final String NONCE = "0123456789abcdef0123456789ABCDEF";

	private PartsScenarios() {
	}

	static List<Scenario> all() {
		return List.of(parts("stat", "P2",
				"The client asks for stat of a file: one DAT must tell the nonce, a cookie, channels, size, tag and"
						+ " time.",
				(script, files) -> withStat(script, files.binary(), (stat, client) -> {
				})),
				parts("stat-refused", "P1 S4",
						"The client asks for stat of a file that is not there, and for reserved names that mean nothing: FIN 1"
								+ " must come.",
						PartsScenarios::statRefused),
				parts("part", "P3 P4 P5",
						"The client fetches all segments of a file, and one of them, from another port: the data and the MAC"
								+ " must be right.",
						PartsScenarios::part),
				parts("part-zeros", "P4 P5",
						"The client fetches a file that holds a segment of zeros and ends in a zero: it must come as it is.",
						(script, files) -> whole(script, files.holes(), Options.NONE)),
				parts("part-checksum", "P6 S2", "The client fetches a part with CHK: all packets must have it.",
						(script, files) -> whole(script, files.binary(), BasicScenarios.CHK)),
				parts("part-not-encoded", "P6 S2", "The client asks for a part with ENC: it must come without.",
						PartsScenarios::notEncoded),
				parts("part-wrong-cookie", "P3", "The client asks for a part by a wrong cookie: FIN 1 must come.",
						(script, files) -> refused(script, files,
								(name) -> name.replaceFirst("part/[0-9a-fA-F]{8}", "part/00000000"))),
				parts("part-wrong-tag", "P6", "The client asks for a part of another version: FIN 1 must come.",
						(script, files) -> refused(script, files,
								(name) -> name.replaceFirst("(part/[^/]*/)[^/]*", "$1no-such-tag"))),
				parts("part-not-there", "P6",
						"The client asks for segments that the file does not have: FIN 1 must come.",
						(script, files) -> refused(script, files, (name) -> name.replace("/0-0/", "/2-3/"))));
	}

	static Scenario parts(String name, String rules, String sentence, BiConsumer<Script, TestFiles> steps) {
		return Scenario.of(name, Level.PARTS, rules, sentence, steps);
	}

	/** Asks for stat, and goes on with a client of another port. */
	static void withStat(Script script, TestFile file, BiConsumer<StatText, ScriptedClient> then) {
		script.lay(file);
		askStat(script.client(), file, (stat) -> null, "", then);
	}

	/**
	 * Asks for stat from another port, and goes on with the client if the answer is
	 * right.
	 */
	static void askStat(ScriptedClient client, TestFile file, Function<StatText, @Nullable Diagnosis> judge,
			String expected, BiConsumer<StatText, ScriptedClient> then) {
		ScriptedClient asking = client.another();
		asking.get(bytes(".rushb/stat/" + NONCE + "/" + file.name()), List.of(), Options.NONE).any((packet, rest) -> {
			StatText stat = StatText.parse(packet.data());
			if (stat == null || !isRight(stat, file)) {
				asking.in(rest)
					.fail(Diagnosis.STAT,
							"stat of a file of " + file.size() + " bytes, with its tag and the nonce " + NONCE);
				return;
			}
			Diagnosis wrong = judge.apply(stat);
			if (wrong != null) {
				asking.in(rest).fail(wrong, expected);
				return;
			}
			asking.in(rest).ack().end();
			then.accept(stat, client.in(rest));
		});
	}

	private static boolean isRight(StatText stat, TestFile file) {
		return stat.nonce().equals(NONCE) && stat.channels() > 0 && stat.size() == file.size() && stat.tag() != null;
	}

	private static void statRefused(Script script, TestFiles files) {
		String directory = files.directory();
		for (String name : List.of(".rushb/stat/1/" + directory + "/no-such-file", ".rushb/stat//" + directory,
				".rushb/stat/xyz/" + directory, ".rushb/other/1/" + directory, ".rushb", ".rushb/")) {
			script.client().getMissing(bytes(name), Options.NONE).refused();
		}
	}

	private static void part(Script script, TestFiles files) {
		TestFile file = files.binary();
		withStat(script, file, (stat, client) -> {
			fetch(client, stat, file, 0, segments(file) - 1, Options.NONE);
			fetch(client, stat, file, 1, 1, Options.NONE);
		});
	}

	private static void whole(Script script, TestFile file, Options options) {
		withStat(script, file, (stat, client) -> fetch(client, stat, file, 0, segments(file) - 1, options));
	}

	static void fetch(ScriptedClient client, StatText stat, TestFile file, long first, long last, Options options) {
		byte[] name = bytes(name(stat, file, first, last));
		client.get(name, slices(name, file, first, last), options);
		for (long segment = first; segment <= last; segment++) {
			client.data().blame(Diagnosis.SEGMENT).ack();
		}
		client.data().blame(Diagnosis.TRAILER).ack().end();
	}

	/** The data of a part's packets (rules P4 and P5). */
	static List<Slice> slices(byte[] name, TestFile file, long first, long last) {
		if (!(ReservedName.parse(name) instanceof ReservedName.Part part)) {
			throw new IllegalArgumentException("the name of no part");
		}
		PartTrailer trailer = new PartTrailer(part);
		List<Slice> slices = new ArrayList<>();
		for (long segment = first; segment <= last; segment++) {
			long offset = segment * PacketCodec.MAX_PAYLOAD;
			int length = (int) Math.min(PacketCodec.MAX_PAYLOAD, file.size() - offset);
			byte[] bytes = file.bytes(offset, length);
			trailer.take(bytes, 0, length);
			while (length > 0 && bytes[length - 1] == 0) {
				length--;
			}
			slices.add(new Slice(file, offset, length));
		}
		slices.add(new Slice(TestFile.of("", trailer.finish()), 0, PartTrailer.LENGTH));
		return slices;
	}

	private static void notEncoded(Script script, TestFiles files) {
		TestFile file = files.binary();
		withStat(script, file, (stat, client) -> {
			byte[] name = bytes(name(stat, file, 0, 0));
			byte[] get = PacketCodec.encode(Kind.GET, BasicScenarios.ENC, 1, 0, name, 0, name.length);
			client.getBy(slices(name, file, 0, 0), Options.NONE, get).rest();
		});
	}

	private static void refused(Script script, TestFiles files, UnaryOperator<String> wrong) {
		TestFile file = files.hello();
		withStat(script, file,
				(stat, client) -> client.getMissing(bytes(wrong.apply(name(stat, file, 0, 0))), Options.NONE)
					.fin()
					.blame(Diagnosis.PART_NOT_REFUSED, Diagnosis.PART_NOT_REFUSED)
					.ack()
					.closed());
	}

	static String name(StatText stat, TestFile file, long first, long last) {
		return ".rushb/part/" + stat.cookie() + "/" + stat.tag() + "/" + first + "-" + last + "/" + file.name();
	}

	private static long segments(TestFile file) {
		return (file.size() + PacketCodec.MAX_PAYLOAD - 1) / PacketCodec.MAX_PAYLOAD;
	}

	static byte[] bytes(String name) {
		return name.getBytes(StandardCharsets.UTF_8);
	}

}
