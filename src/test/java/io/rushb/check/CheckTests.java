package io.rushb.check;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import io.rushb.check.CheckedServer.NoServerException;
import io.rushb.check.ScenarioResult.Verdict;
import io.rushb.check.scenario.Catalogue;
import io.rushb.check.scenario.Level;
import io.rushb.check.scenario.Scenario;
import io.rushb.check.script.Diagnosis;
import io.rushb.check.script.Finding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The kit over sockets, and with servers that it starts.
 */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CheckTests {

	private static final Duration TIMER = Duration.ofNanos(StudentProcess.TIMER);

	@TempDir
	private Path root;

	@AfterEach
	void nothingIsLeftBelowTheRoot() throws IOException {
		try (var left = Files.list(this.root)) {
			assertThat(left).isEmpty();
		}
	}

	@Test
	void playsAllBasicScenariosAtTheSameTime() throws Exception {
		List<Scenario> basic = Catalogue.all().stream().filter((one) -> one.level() == Level.BASIC).toList();
		AtomicInteger done = new AtomicInteger();
		try (StudentProcess student = StudentProcess.inThread(Defect.NONE, this.root);
				CheckedServer server = new RunningServer(student.address())) {
			CheckReport report = Check.run(new CheckSettings(basic, TIMER, false, null), server, this.root,
					(now, all) -> done.set(now), () -> false);
			assertThat(report.results()).allSatisfy((result) -> assertThat(result.finding()).isNull());
			assertThat(report.results()).extracting(ScenarioResult::scenario).isEqualTo(basic);
			assertThat(report.notes()).isEmpty();
			assertThat(done).hasValue(basic.size());
		}
	}

	@Test
	void serverThatDiesIsStartedAgainAndItsLastWordsAreTold() throws Exception {
		CheckReport report = started(Defect.DIES_AT_MISSING, "simple", "missing-file", "nak", "clients-in-turn");
		assertThat(failed(report)).as(() -> String.valueOf(report)).containsExactly("missing-file");
		ScenarioResult result = report.results().get(1);
		Finding finding = result.finding();
		assertThat(finding).isNotNull();
		assertThat(finding.diagnosis()).isEqualTo(Diagnosis.CRASHED);
		assertThat(result.errors()).containsExactly("it dies of DIES_AT_MISSING");
	}

	@Test
	void serverThatLetsClientsWaitIsCheckedOneScenarioAfterTheOther() throws Exception {
		CheckReport report = started(Defect.ONE_CLIENT_AT_A_TIME, "simple", "nak", "clients-at-once");
		assertThat(report.notes()).singleElement().asString().contains("one after the other");
		assertThat(failed(report)).containsExactly("clients-at-once");
	}

	@Test
	void whatCameTooLateOnceIsPlayedAgain() throws Exception {
		try (StudentProcess student = StudentProcess.inThread(Defect.NAK_LATE_ONCE, this.root);
				CheckedServer server = new RunningServer(student.address())) {
			CheckSettings settings = new CheckSettings(scenarios("nak"), TIMER, true, null);
			CheckReport report = Check.run(settings, server, this.root, (done, all) -> {
			}, () -> false);
			assertThat(report.results().get(0).finding()).isNull();
		}
	}

	@Test
	void listsAreNotPlayedWithAServerThatHasNone() throws Exception {
		try (StudentProcess student = StudentProcess.inThread(Defect.NONE, this.root);
				CheckedServer server = new RunningServer(student.address())) {
			CheckReport report = run(server, "stat", "list", "list-refused");
			assertThat(report.results()).extracting(ScenarioResult::verdict)
				.containsExactly(Verdict.HELD, Verdict.SKIPPED, Verdict.SKIPPED);
		}
	}

	@Test
	void answersFromAnotherPortAreSeen() throws Exception {
		CheckReport report = started(Defect.OTHER_PORT, "two-packets");
		assertThat(report.results().get(0).finding()).extracting(Finding::diagnosis).isEqualTo(Diagnosis.OTHER_PORT);
	}

	@Test
	void saysThatNoServerAnswers() throws Exception {
		try (DatagramSocket deaf = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			CheckedServer server = new RunningServer((InetSocketAddress) deaf.getLocalSocketAddress());
			assertThatExceptionOfType(NoServerException.class).isThrownBy(() -> run(server, "simple"))
				.withMessageContaining("nothing at all came back");
		}
	}

	@Test
	void saysThatACommandEndedOrIsNotThere() {
		StartedServer ended = new StartedServer(List.of(StudentProcess.command(Defect.NONE).get(0), "-version"),
				this.root, () -> false, (notice) -> {
				});
		assertThatExceptionOfType(NoServerException.class).isThrownBy(() -> run(ended, "simple"))
			.withMessageContaining("ended (exit status 0) before it printed its port");
		StartedServer nowhere = new StartedServer(List.of("./no-such-server"), this.root, () -> false, (notice) -> {
		});
		assertThatExceptionOfType(NoServerException.class).isThrownBy(() -> run(nowhere, "simple"))
			.withMessageContaining("cannot start './no-such-server'");
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void saysWhereItTookTheNumberOfAPortThatNobodyAnswersFrom() throws Exception {
		try (StartedServer server = shell("echo 1; exec sleep 60", () -> false, new ArrayList<>())) {
			assertThatExceptionOfType(NoServerException.class).isThrownBy(() -> run(server, "simple"))
				.withMessageContaining("at 127.0.0.1 port 1, the first line of the output of 'sh' that is a number:");
		}
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void saysWhatItWaitsForAndCanBeCancelledMeanwhile() throws Exception {
		List<String> notices = new ArrayList<>();
		try (StartedServer server = shell("echo Listening on 3200; exec sleep 60", () -> !notices.isEmpty(), notices)) {
			assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> run(server, "simple"));
		}
		assertThat(notices).singleElement()
			.asString()
			.startsWith("waiting for the port")
			.endsWith("it has printed 'Listening on 3200'");
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void tellsHowAServerEndedThatPrintedNoPort() throws Exception {
		try (StartedServer server = shell("echo Oh; echo no such module >&2; exit 7", () -> false, new ArrayList<>())) {
			assertThatExceptionOfType(NoServerException.class).isThrownBy(() -> run(server, "simple"))
				.withMessageContaining("'sh' ended (exit status 7) before it printed its port; it has printed 'Oh'");
			assertThat(server.lastErrors()).containsExactly("no such module");
		}
	}

	private StartedServer shell(String script, BooleanSupplier cancelled, List<String> notices) {
		return new StartedServer(List.of("sh", "-c", script), this.root, cancelled, notices::add);
	}

	@Test
	void leavesNothingBehindWhenItIsCancelled() throws Exception {
		try (StudentProcess student = StudentProcess.inThread(Defect.NONE, this.root);
				CheckedServer server = new RunningServer(student.address())) {
			CheckSettings settings = new CheckSettings(scenarios("simple"), TIMER, false, null);
			assertThatExceptionOfType(InterruptedException.class)
				.isThrownBy(() -> Check.run(settings, server, this.root, (done, all) -> {
				}, () -> true));
		}
	}

	private CheckReport started(Defect defect, String... names) throws Exception {
		try (CheckedServer server = new StartedServer(StudentProcess.command(defect), this.root, () -> false,
				(notice) -> {
				})) {
			return run(server, names);
		}
	}

	private CheckReport run(CheckedServer server, String... names) throws Exception {
		return Check.run(new CheckSettings(scenarios(names), TIMER, false, null), server, this.root, (done, all) -> {
		}, () -> false);
	}

	private static List<Scenario> scenarios(String... names) {
		return Catalogue.all().stream().filter((one) -> Arrays.asList(names).contains(one.name())).toList();
	}

	private static List<String> failed(CheckReport report) {
		return report.results()
			.stream()
			.filter((result) -> result.verdict() == Verdict.FAILED)
			.map((result) -> result.scenario().name())
			.toList();
	}

}
