package io.rushb.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.rushb.check.CheckedServer.NoServerException;
import io.rushb.check.ladder.TracedPacket;
import io.rushb.check.scenario.TestFiles;
import io.rushb.check.script.Diagnosis;
import io.rushb.check.script.Finding;
import io.rushb.check.script.Script;
import io.rushb.check.script.ScriptedClient;
import io.rushb.check.script.Times;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.StatText;

/**
 * Probes a server before the scenarios: whether it answers, how long the round trip is,
 * and whether it serves two clients at the same time.
 */
final class Probe {

	/** How often to try, because a packet may be lost. */
	private static final int TRIES = 3;

	/** So that three tries take 7 s. */
	private static final Times SHORT = new Times(TimeUnit.MILLISECONDS.toNanos(500), 0);

	private final CheckedServer server;

	private final Stage stage;

	private final TestFiles files;

	Probe(CheckedServer server, Stage stage, TestFiles files) {
		this.server = server;
		this.stage = stage;
		this.files = files;
	}

	/** The scripts, which name the files that they need. */
	List<Script> scripts() {
		return List.of(one(), two());
	}

	private Script one() {
		Script script = new Script();
		script.client().get(this.files.hello()).rest();
		return script;
	}

	/** One client takes its time while another one is served. */
	private Script two() {
		Script script = new Script();
		ScriptedClient first = script.client().get(this.files.hello()).data();
		script.client().get(this.files.hello()).data().blame(Diagnosis.OTHERS_WAIT, Diagnosis.OTHERS_WAIT).ack().rest();
		first.ack().rest();
		return script;
	}

	/** The round trip in nanoseconds. */
	long roundTrip() throws IOException, NoServerException, InterruptedException {
		for (int i = 0; i < TRIES; i++) {
			Play play = this.stage.perform(List.of(one()), SHORT).get(0);
			List<TracedPacket> packets = play.player().recording().first();
			for (TracedPacket packet : packets) {
				if (!packet.sent()) {
					return packet.nanos() - packets.get(0).nanos();
				}
			}
			Finding finding = play.player().finding();
			if (finding != null && finding.diagnosis() == Diagnosis.CRASHED) {
				return 0; // The scenarios will show it.
			}
		}
		InetSocketAddress asked = this.server.address();
		throw new NoServerException("no server answers at " + asked.getAddress().getHostAddress() + " port "
				+ asked.getPort() + this.server.whence() + ": three GETs were sent, and nothing at all came back");
	}

	/** Whether it knows the names of parts (rules P1 to P10). */
	boolean hasParts(Times times) throws IOException, NoServerException, InterruptedException {
		Script script = new Script();
		byte[] name = bytes(".rushb/stat/1/" + this.files.hello().name());
		boolean[] found = { false };
		script.client().get(name, List.of(), Options.NONE).any((packet, rest) -> found[0] = isStat(packet));
		this.stage.perform(List.of(script), times);
		return found[0];
	}

	/** Whether it lists directories (rule P10). */
	boolean hasLists(Times times) throws IOException, NoServerException, InterruptedException {
		Script script = new Script();
		byte[] name = bytes(".rushb/stat/1/" + this.files.hello().name());
		boolean[] found = { false };
		ScriptedClient asking = script.client();
		asking.get(name, List.of(), Options.NONE).any((packet, rest) -> {
			asking.in(rest).ack().end();
			StatText stat = StatText.parse(packet.data());
			String cookie = (stat != null) ? stat.cookie() : "";
			rest.client()
				.get(bytes(".rushb/list/" + cookie + "/" + this.files.directory()), List.of(), Options.NONE)
				.any((list, more) -> found[0] = true);
		});
		this.stage.perform(List.of(script), times);
		return found[0];
	}

	private static byte[] bytes(String name) {
		return name.getBytes(StandardCharsets.UTF_8);
	}

	private static boolean isStat(Packet packet) {
		return new String(packet.data(), StandardCharsets.US_ASCII).startsWith(StatText.FIRST_LINE);
	}

	boolean servesTwoAtOnce() throws IOException, NoServerException, InterruptedException {
		Finding finding = this.stage.perform(List.of(two()), SHORT).get(0).player().finding();
		return finding == null || finding.diagnosis() != Diagnosis.OTHERS_WAIT;
	}

}
