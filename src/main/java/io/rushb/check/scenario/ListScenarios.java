package io.rushb.check.scenario;

import java.util.Arrays;
import java.util.List;

import io.rushb.check.script.Diagnosis;
import io.rushb.check.script.Script;
import io.rushb.check.script.ScriptedClient;
import io.rushb.check.script.TestFile;
import io.rushb.wire.ListText;
import io.rushb.wire.Options;
import io.rushb.wire.StatText;
import org.jspecify.annotations.Nullable;

/**
 * Lists of directories (rule P10), if the server has them.
 */
final class ListScenarios {

	private static final String EXPECTED = "a list of 30 files and a directory, in two packets";

	private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}";

	/** The end of a time in RFC 3339: a fraction of a second, and the zone. */
	private static final String UTC = "([.][0-9]+)?(Z|[+-]00:00)";

	private ListScenarios() {
	}

	static List<Scenario> all() {
		return List.of(PartsScenarios.parts("list", "P10 S4",
				"The client asks for the list of a directory with 30 files and a directory: all of them must be there,"
						+ " in the order of their names' bytes, with size and time.",
				ListScenarios::list),
				PartsScenarios.parts("list-refused", "P10 P3",
						"The client asks for lists by a wrong cookie, of a file, and of a directory that is not there:"
								+ " FIN 1 must come.",
						ListScenarios::refused));
	}

	private static void list(Script script, TestFiles files) {
		files.listed().forEach(script::lay);
		script.lay(files.within());
		PartsScenarios.withStat(script, files.hello(), (stat, client) -> {
			client.get(name(stat.cookie(), files.name("listed")), List.of(), Options.NONE).any((one, rest) -> {
				ScriptedClient going = client.in(rest).ack();
				going.any((two, end) -> {
					ScriptedClient last = going.in(end);
					if (isRight(text(one.data(), two.data()), files)) {
						last.ack().end();
					}
					else {
						last.fail(Diagnosis.LISTING, EXPECTED);
					}
				});
				going.blame(Diagnosis.LISTING);
			});
			client.blame(Diagnosis.LISTING);
		});
	}

	private static @Nullable ListText text(byte[] one, byte[] two) {
		byte[] text = Arrays.copyOf(one, one.length + two.length);
		System.arraycopy(two, 0, text, one.length, two.length);
		return ListText.parse(text);
	}

	private static boolean isRight(@Nullable ListText text, TestFiles files) {
		List<TestFile> listed = files.listed();
		if (text == null || text.entries().size() != listed.size() + 1) {
			return false;
		}
		for (int i = 0; i < listed.size(); i++) {
			TestFile file = listed.get(i);
			ListText.ListEntry entry = text.entries().get(i);
			boolean right = entry.size() == file.size() && files.name("listed/" + entry.name()).equals(file.name())
					&& entry.modified().matches(TestFiles.MODIFIED_TEXT + UTC);
			if (!right) {
				return false;
			}
		}
		ListText.ListEntry last = text.entries().get(listed.size());
		return last.isDirectory() && last.name().equals("within") && last.modified().matches(TIME + UTC);
	}

	private static void refused(Script script, TestFiles files) {
		PartsScenarios.withStat(script, files.hello(), (stat, client) -> {
			refused(client, name(wrong(stat), files.directory()));
			refused(client.another(), name(stat.cookie(), files.hello().name()));
			refused(client.another(), name(stat.cookie(), files.name("no-such-directory")));
		});
	}

	private static void refused(ScriptedClient client, byte[] name) {
		client.getMissing(name, Options.NONE)
			.fin()
			.blame(Diagnosis.LIST_NOT_REFUSED, Diagnosis.LIST_NOT_REFUSED)
			.ack()
			.closed();
	}

	private static String wrong(StatText stat) {
		char first = stat.cookie().charAt(0);
		return ((first != '0') ? '0' : '1') + stat.cookie().substring(1);
	}

	private static byte[] name(String cookie, String path) {
		return PartsScenarios.bytes(".rushb/list/" + cookie + "/" + path);
	}

}
