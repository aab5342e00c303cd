package io.rushb.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.rushb.check.CheckedServer.NoServerException;
import io.rushb.check.ScenarioResult.Verdict;
import io.rushb.check.ladder.Ladder;
import io.rushb.check.scenario.Level;
import io.rushb.check.scenario.Scenario;
import io.rushb.check.scenario.TestFiles;
import io.rushb.check.script.Diagnosis;
import io.rushb.check.script.Finding;
import io.rushb.check.script.Script;
import io.rushb.check.script.Times;

/**
 * A run of the kit against one server:
 * <ol>
 * <li>The kit writes its files, and probes the server.</li>
 * <li>Scenarios that others may not disturb are kept for later; the rest are played at
 * the same time. If the server cannot serve two clients at once, all scenarios are played
 * one after the other.</li>
 * <li>Scenarios that were running when the server ended, or that failed on time, are
 * played again alone, because another scenario may have been the reason. If a kind of
 * error comes again, that result holds for all scenarios with it.</li>
 * <li>The scenarios that need quiet are played one after the other.</li>
 * </ol>
 */
public final class Check {

	private final CheckSettings settings;

	private final CheckedServer server;

	private final CheckListener listener;

	private final Stage stage;

	private final Map<Scenario, ScenarioResult> results = new LinkedHashMap<>();

	private final List<String> notes = new ArrayList<>();

	/** The results of scenarios that were played alone. */
	private final Set<Diagnosis> confirmed = EnumSet.noneOf(Diagnosis.class);

	private Times times;

	private Check(CheckSettings settings, CheckedServer server, CheckListener listener, BooleanSupplier cancelled) {
		this.settings = settings;
		this.server = server;
		this.listener = listener;
		this.stage = new Stage(server, settings.capture(), cancelled);
		this.times = new Times(settings.serverTimeout().toNanos(), 0);
	}

	/**
	 * Checks a server. The kit's files are below the root while it runs, and not after
	 * it.
	 * @param settings how
	 * @param server the server, which serves the root
	 * @param root the directory that it serves
	 * @param listener is told the progress
	 * @param cancelled is asked, several times a second, whether to stop
	 * @return the report
	 * @throws NoServerException if there is no server
	 * @throws IOException if the files cannot be laid, or there are no sockets
	 * @throws InterruptedException if it was cancelled or the thread was interrupted
	 */
	public static CheckReport run(CheckSettings settings, CheckedServer server, Path root, CheckListener listener,
			BooleanSupplier cancelled) throws NoServerException, IOException, InterruptedException {
		try (LaidFiles laid = LaidFiles.below(root)) {
			return new Check(settings, server, listener, cancelled).run(laid);
		}
	}

	private CheckReport run(LaidFiles laid) throws NoServerException, IOException, InterruptedException {
		long begin = System.nanoTime();
		TestFiles files = laid.files();
		Probe probe = new Probe(this.server, this.stage, files);
		Stream<Script> scripts = this.settings.scenarios().stream().map((scenario) -> scenario.script(files));
		laid.lay(Stream.concat(probe.scripts().stream(), scripts).flatMap((script) -> script.laid().stream()).toList());
		this.times = new Times(this.settings.serverTimeout().toNanos(), probe.roundTrip());
		List<Scenario> alone = new ArrayList<>(this.settings.scenarios());
		skipParts(alone, probe);
		if (isParallel(probe)) {
			List<Scenario> batch = alone.stream().filter((scenario) -> !scenario.quiet()).toList();
			alone.removeAll(batch);
			playTogether(batch, files);
		}
		playAlone(alone, files);
		List<ScenarioResult> all = this.settings.scenarios().stream().map(this.results::get).toList();
		return new CheckReport(all, this.notes, seconds(this.times.roundTrip()), seconds(System.nanoTime() - begin));
	}

	private void skipParts(List<Scenario> scenarios, Probe probe)
			throws NoServerException, IOException, InterruptedException {
		List<Scenario> parts = scenarios.stream().filter((scenario) -> scenario.level() == Level.PARTS).toList();
		List<Scenario> lists = parts.stream().filter(Scenario::needsLists).toList();
		if (!parts.isEmpty() && !probe.hasParts(this.times)) {
			skip(parts, scenarios, "the server has no parts (P1 to P10)");
		}
		else if (!lists.isEmpty() && !probe.hasLists(this.times)) {
			skip(lists, scenarios, "the server does not list directories (P10)");
		}
	}

	private void skip(List<Scenario> skipped, List<Scenario> from, String why) {
		from.removeAll(skipped);
		skipped.forEach((scenario) -> put(ScenarioResult.skipped(scenario, why)));
	}

	private boolean isParallel(Probe probe) throws NoServerException, IOException, InterruptedException {
		if (this.settings.serial()) {
			return false;
		}
		boolean parallel = probe.servesTwoAtOnce();
		if (!parallel) {
			this.notes.add("While one client is served another one has to wait: the scenarios were played one after the"
					+ " other, which takes longer.");
			this.server.restart();
		}
		return parallel;
	}

	private void playTogether(List<Scenario> batch, TestFiles files)
			throws NoServerException, IOException, InterruptedException {
		List<Play> plays = this.stage.perform(batch.stream().map((scenario) -> scenario.script(files)).toList(),
				this.times);
		List<Scenario> doubtful = new ArrayList<>();
		for (int i = 0; i < plays.size(); i++) {
			ScenarioResult result = result(batch.get(i), plays.get(i));
			Finding finding = result.finding();
			if (finding != null && (finding.ofTime() || finding.diagnosis() == Diagnosis.CRASHED)) {
				doubtful.add(batch.get(i));
			}
			put(result);
		}
		if (this.results.values().stream().anyMatch((result) -> result.verdict() == Verdict.FAILED)) {
			this.server.restart();
		}
		for (Scenario scenario : doubtful) {
			ScenarioResult together = this.results.get(scenario);
			Finding first = (together != null) ? together.finding() : null;
			if (first == null || this.confirmed.contains(first.diagnosis()) && first.diagnosis() != Diagnosis.CRASHED) {
				continue;
			}
			ScenarioResult result = playOne(scenario, files);
			put((result.verdict() == Verdict.HELD && first.diagnosis() != Diagnosis.CRASHED)
					? result.noting("held when played alone, failed beside others (" + first.diagnosis().rule() + ")")
					: result);
		}
	}

	private void playAlone(List<Scenario> scenarios, TestFiles files) throws IOException, InterruptedException {
		for (Scenario scenario : scenarios) {
			put(playOne(scenario, files));
		}
	}

	/**
	 * A scenario in which a packet came too late is played again, because the machine may
	 * have been busy.
	 */
	private ScenarioResult playOne(Scenario scenario, TestFiles files) throws IOException, InterruptedException {
		ScenarioResult result = playOnce(scenario, files);
		Finding finding = result.finding();
		if (finding != null && finding.isLate() && !this.confirmed.contains(finding.diagnosis())) {
			result = playOnce(scenario, files);
		}
		if (result.finding() != null) {
			this.confirmed.add(result.finding().diagnosis());
		}
		return result;
	}

	private ScenarioResult playOnce(Scenario scenario, TestFiles files) throws IOException, InterruptedException {
		try {
			Play play = this.stage.perform(List.of(scenario.script(files)), this.times).get(0);
			ScenarioResult result = result(scenario, play);
			if (result.verdict() == Verdict.FAILED) {
				this.server.restart();
			}
			return result;
		}
		catch (NoServerException ex) { // It was there at the beginning.
			Finding finding = new Finding(Diagnosis.CRASHED, "that the server starts again",
					String.valueOf(ex.getMessage()), true, List.of());
			return new ScenarioResult(scenario, Verdict.FAILED, finding, "", 0, List.of(), this.server.lastErrors());
		}
	}

	private ScenarioResult result(Scenario scenario, Play play) throws InterruptedException {
		Finding finding = play.player().finding();
		boolean crashed = finding != null && finding.diagnosis() == Diagnosis.CRASHED && this.server.hasCrashed();
		return new ScenarioResult(scenario, (finding != null) ? Verdict.FAILED : Verdict.HELD, finding, "",
				seconds(play.duration()), Ladder.of(play.player().recording()),
				crashed ? this.server.lastErrors() : List.of());
	}

	private void put(ScenarioResult result) {
		this.results.put(result.scenario(), result);
		this.listener.progress(this.results.size(), this.settings.scenarios().size());
	}

	private static double seconds(long nanos) {
		return (double) nanos / TimeUnit.SECONDS.toNanos(1);
	}

}
