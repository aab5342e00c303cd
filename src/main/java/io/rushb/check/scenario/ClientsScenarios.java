package io.rushb.check.scenario;

import java.util.List;
import java.util.stream.IntStream;

import io.rushb.check.script.Cue;
import io.rushb.check.script.Script;
import io.rushb.check.script.ScriptedClient;

/**
 * Scenarios with several clients, or with one client several times.
 */
final class ClientsScenarios {

	/** Several, and few enough for every server. */
	private static final int FEW = 3;

	/** As many as a course has students. */
	private static final int MANY = 40;

	private ClientsScenarios() {
	}

	static List<Scenario> all() {
		return List.of(Scenario.of("same-client-again", Level.BASIC, "S1 A7",
				"A client fetches one file, and another one from the same port when the first is over: both must"
						+ " come, with numbers from 1.",
				ClientsScenarios::sameClientAgain),
				Scenario.of("clients-in-turn", Level.BASIC, "S1 N1",
						"Three clients fetch a file each, one after the other: the numbers of each must begin at 1.",
						ClientsScenarios::inTurn)
					.inQuiet(),
				Scenario.of("clients-at-once", Level.BASIC, "S1 T4",
						"Three clients fetch a file each at the same time, packet by packet: each must get its own.",
						(script, files) -> atOnce(script, files, FEW))
					.inQuiet(),
				Scenario.of("clients-mixed", Level.BASIC, "S1 S2 T4",
						"Four clients at the same time, one with a NAK, one with CHK, one with ENC, one that waits for"
								+ " the timer: each must get its own.",
						ClientsScenarios::mixed)
					.inQuiet(),
				Scenario.of("many-clients", Level.ROBUST, "S1 T4",
						"Forty clients fetch a file each at the same time, packet by packet: each must get its own.",
						(script, files) -> atOnce(script, files, MANY))
					.inQuiet());
	}

	private static void sameClientAgain(Script script, TestFiles files) {
		script.client().get(files.ofClient(1)).rest().get(files.ofClient(2)).rest();
	}

	private static void inTurn(Script script, TestFiles files) {
		for (int i = 1; i <= FEW; i++) {
			script.client().get(files.ofClient(i)).rest();
		}
	}

	private static void atOnce(Script script, TestFiles files, int count) {
		List<ScriptedClient> clients = IntStream.rangeClosed(1, count)
			.mapToObj((number) -> script.client().get(files.ofClient(number)))
			.toList();
		clients.forEach(ScriptedClient::data);
		clients.forEach(ScriptedClient::ack);
		clients.forEach(ScriptedClient::data);
		clients.forEach(ScriptedClient::ack);
		clients.forEach(ScriptedClient::fin);
		clients.forEach(ScriptedClient::ack);
		clients.forEach(ScriptedClient::closed);
	}

	private static void mixed(Script script, TestFiles files) {
		ScriptedClient nak = script.client().get(files.ofClient(1)).data();
		ScriptedClient checksum = script.client().get(files.ofClient(2), BasicScenarios.CHK).data();
		ScriptedClient encoded = script.client().get(files.ofClient(3), BasicScenarios.ENC).data();
		ScriptedClient silent = script.client().get(files.ofClient(4)).data();
		nak.nak();
		checksum.ack().data();
		nak.again(Cue.NAK).ack().data();
		encoded.ack().data().ack();
		checksum.ack().end();
		nak.ack();
		silent.again().ack().rest();
		encoded.end();
		nak.end();
	}

}
