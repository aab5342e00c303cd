package io.rushb.client.channels;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One file in parts from a model server, whatever happens to it.
 */
class FilePartsTests {

	private final NetworkPath path = new NetworkPath(20, 50, 128, 0, 3);

	private final MemoryFile got = new MemoryFile();

	private FileParts run(ModelFile file) {
		this.path.server.put("file", file);
		return run();
	}

	private FileParts run() {
		VirtualClient client = this.path.client(16);
		FileParts parts = client.fetch("file", this.got);
		client.wake();
		this.path.time.runUntil(() -> parts.outcome() != null, 100);
		return parts;
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 1463, 1464, 1465, 1466, 2928, 100_000, 1_000_000 })
	@DisplayName("P4, C4: files of every size arrive whole, at the edges of segments too")
	void filesOfEverySizeArriveWhole(int size) {
		ModelFile file = ModelFile.random(size, size + 1);
		assertThat(run(file).outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(this.got.bytes).isEqualTo(file.bytes());
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 1464, 1465, 50_000 })
	@DisplayName("P4: trailing zeros of segments are put back")
	void filesOfZerosArriveWhole(int size) {
		assertThat(run(ModelFile.of(new byte[size], "zeros")).outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(this.got.bytes).isEqualTo(new byte[size]);
	}

	@Test
	void holesInTheMiddleArriveWhole() {
		ModelFile file = ModelFile.random(300_000, 7);
		Arrays.fill(file.bytes(), 70_000, 200_000, (byte) 0);
		assertThat(run(file).outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(this.got.bytes).isEqualTo(file.bytes());
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.02, 0.1, 0.3 })
	@DisplayName("C3: losses are repaired")
	void lossesAreRepaired(double loss) {
		this.path.up.loss = loss;
		this.path.down.loss = loss;
		ModelFile file = ModelFile.random(2_000_000, 9);
		assertThat(run(file).outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(this.got.bytes).isEqualTo(file.bytes());
	}

	@Test
	@DisplayName("P2: a straggler of a session before is no answer to a stat")
	void stragglersAnswerNoStat() {
		ModelFile file = ModelFile.random(20_000, 9);
		this.path.server.put("file", file);
		VirtualClient client = this.path.client(4);
		this.path.goodput(client, "file", new MemoryFile());
		FileParts again = client.fetch("file", this.got);
		client.wake();
		assertThat(client.first.keySet()).hasSizeGreaterThan(2);
		Map.copyOf(client.first).forEach(client::receive);
		this.path.time.runUntil(() -> again.outcome() != null, 60);
		assertThat(again.outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(this.got.bytes).isEqualTo(file.bytes());
	}

	@Test
	@DisplayName("C1: a server that refuses a stat has no parts")
	void refusedStatMeansNoParts() {
		assertThat(run().outcome()).isEqualTo(PartsOutcome.NO_PARTS);
	}

	@Test
	@DisplayName("P5, C4: a part with a wrong MAC is fetched again, and counts only when it is right")
	void partsWithWrongMacsAreFetchedAgain() {
		ModelFile file = ModelFile.random(1_000_000, 13);
		this.path.server.put("file", file);
		this.path.server.spoil = 1;
		VirtualClient client = this.path.client(4);
		FileParts parts = client.fetch("file", this.got);
		client.wake();
		this.path.time.runUntil(() -> this.got.written > 900_000, 100);
		assertThat(this.got.done).isEmpty();
		this.path.server.spoil = 0;
		this.path.time.runUntil(() -> parts.outcome() != null, 100);
		assertThat(parts.outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(this.got.bytes).isEqualTo(file.bytes());
	}

	@Test
	void wrongMacsWithoutEndAreGivenUp() {
		this.path.server.spoil = 1;
		assertThat(run(ModelFile.random(1_000_000, 13)).outcome()).isEqualTo(PartsOutcome.SPOILT);
	}

	@Test
	@DisplayName("C4: another version is fetched from its start")
	void aFileThatIsReplacedIsFetchedFromItsStart() {
		ModelFile second = ModelFile.random(3_100_000, 22);
		FileParts parts = replaceAfter(200, ModelFile.random(3_000_000, 21), second);
		assertThat(parts.outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(parts.restarts()).isEqualTo(1);
		assertThat(this.got.bytes).isEqualTo(second.bytes());
	}

	@Test
	@DisplayName("C4: a file that is being truncated is no new version yet")
	void aFileThatIsBeingTruncatedIsWaitedFor() {
		ModelFile second = ModelFile.random(3_100_000, 22);
		this.path.server.put("file", ModelFile.random(3_000_000, 21));
		VirtualClient client = this.path.client(16);
		FileParts parts = client.fetch("file", this.got);
		client.wake();
		this.path.time.runUntil(() -> this.got.written > 2_900_000, 100);
		this.path.server.truncating = true;
		this.path.server.put("file", ModelFile.random(0, 23));
		int stats = this.path.server.stats;
		this.path.time.runUntil(() -> this.path.server.stats > stats, 100);
		this.path.server.truncating = false;
		this.path.server.put("file", second);
		this.path.time.runUntil(() -> parts.outcome() != null, 100);
		assertThat(parts.outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(this.got.bytes).isEqualTo(second.bytes());
	}

	/**
	 * All parts are under way, so that none is asked for anew and refused. It took two
	 * seconds more until the stat was asked again.
	 */
	@Test
	@DisplayName("P6, C4: parts that fall silent before their end let the client ask at once whether the file has changed")
	void silenceOfPartsIsNoticedAtOnce() {
		this.path.server.put("file", ModelFile.random(3_000_000, 21));
		ModelFile second = ModelFile.random(20_000, 22);
		VirtualClient client = this.path.client(16);
		FileParts parts = client.fetch("file", this.got);
		client.wake();
		this.path.time.runUntil(() -> this.got.written > 2_900_000, 100);
		this.path.server.put("file", second);
		long replaced = this.path.time.now();
		this.path.time.runUntil(() -> parts.outcome() != null, 100);
		assertThat(this.got.bytes).isEqualTo(second.bytes());
		assertThat(this.path.time.now() - replaced).isLessThan(TimeUnit.MILLISECONDS.toNanos(1000));
	}

	@Test
	@DisplayName("C4: where packets get lost by fours, the stat is not asked for each")
	void lossesDoNotAskForStats() {
		this.path.up.loss = 0.3;
		this.path.down.loss = 0.3;
		run(ModelFile.random(2_000_000, 9));
		assertThat(this.path.server.stats).isLessThan((int) (2 * this.path.time.seconds()) + 2);
	}

	@Test
	@DisplayName("C4: where nothing can be taken back, another version ends it")
	void aFileThatIsReplacedEndsWhatCannotRestart() {
		this.got.restartable = false;
		FileParts parts = replaceAfter(200, ModelFile.random(3_000_000, 21), ModelFile.random(3_100_000, 22));
		assertThat(parts.outcome()).isEqualTo(PartsOutcome.CHANGED);
	}

	private FileParts replaceAfter(long millis, ModelFile first, ModelFile second) {
		this.path.time.at(TimeUnit.MILLISECONDS.toNanos(millis), () -> this.path.server.put("file", second));
		return run(first);
	}

	@Test
	void aFileThatVanishesIsGone() {
		this.path.time.at(TimeUnit.MILLISECONDS.toNanos(200), () -> this.path.server.put("file", null));
		assertThat(run(ModelFile.random(3_000_000, 21)).outcome()).isEqualTo(PartsOutcome.GONE);
	}

	@Test
	@DisplayName("P3: after a restart of the server, parts go on with its new cookie")
	void aRestartedServerGoesOn() {
		this.path.time.at(TimeUnit.MILLISECONDS.toNanos(300), () -> this.path.server.restart("0badcafe".repeat(4)));
		ModelFile file = ModelFile.random(6_000_000, 31);
		FileParts parts = run(file);
		assertThat(parts.outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(this.got.bytes).isEqualTo(file.bytes());
		assertThat(parts.restarts()).isZero();
		assertThat(this.path.time.seconds()).isLessThan(10);
	}

	@Test
	void silenceOfFiveSecondsIsSurvivedWithoutLosingWhatHadCome() {
		this.path.time.at(TimeUnit.MILLISECONDS.toNanos(300), () -> this.path.server.silent = true);
		this.path.time.at(TimeUnit.MILLISECONDS.toNanos(5300), () -> this.path.server.silent = false);
		ModelFile file = ModelFile.random(6_000_000, 31);
		assertThat(run(file).outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(this.got.bytes).isEqualTo(file.bytes());
		assertThat(this.got.written).isLessThan(6_500_000);
	}

	@Test
	@DisplayName("P2: a file without a tag is asked for again until it has one")
	void aFreshFileIsAskedForAgain() {
		ModelFile file = ModelFile.random(100_000, 41);
		this.path.time.at(TimeUnit.MILLISECONDS.toNanos(1900), () -> this.path.server.put("file", file));
		assertThat(run(new ModelFile(file.bytes(), null, null)).outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(this.got.bytes).isEqualTo(file.bytes());
	}

	@Test
	@DisplayName("C5: the SHA-256 is waited for, but not for ever")
	void theDigestIsWaitedForThirtySeconds() {
		this.path.server.digest = false;
		FileParts parts = run(ModelFile.random(100_000, 51));
		assertThat(parts.outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(this.path.time.seconds()).isBetween(30.0, 31.5);
	}

	@Test
	@DisplayName("C5: who says nothing more after the last part is not waited for longer than the SHA-256")
	void aServerThatDiesAfterTheLastPartHasGivenAWholeFile() {
		this.path.server.digest = false;
		this.path.server.put("file", ModelFile.random(100_000, 51));
		VirtualClient client = this.path.client(16);
		FileParts parts = client.fetch("file", this.got);
		client.wake();
		this.path.time.runUntil(() -> this.got.done.stream().mapToLong((row) -> row[1] - row[0] + 1).sum() == 69, 100);
		assertThat(parts.outcome()).isNull();
		this.path.server.silent = true;
		this.path.time.runUntil(() -> parts.outcome() != null, 40);
		assertThat(parts.outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(this.path.time.seconds()).isBetween(30.0, 35.0);
	}

	@Test
	@DisplayName("P4: a segment that is longer than the file is not taken, though its MAC is right")
	void segmentsBeyondTheEndAreNotTaken() {
		this.path.server.concealed = 100;
		assertThat(run(ModelFile.random(100_000, 51)).outcome()).isEqualTo(PartsOutcome.SPOILT);
		assertThat(this.got.done).allMatch((row) -> row[1] < 68);
	}

	@Test
	@DisplayName("P3: that the parts of all channels are refused at the same moment is one setback")
	void manyRefusalsAtOnceAreNoReasonToGoAnotherWay() {
		ModelFile file = ModelFile.random(3_000_000, 52);
		this.path.server.put("file", file);
		VirtualClient client = this.path.client(64);
		FileParts parts = client.fetch("file", this.got);
		client.wake();
		this.path.time.at(TimeUnit.MILLISECONDS.toNanos(30), () -> this.path.server.restart("0badcafe".repeat(4))); // GETs
																													// are
																													// under
																													// way
		this.path.time.runUntil(() -> parts.outcome() != null, 100);
		assertThat(parts.outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(this.got.bytes).isEqualTo(file.bytes());
	}

	@Test
	void anAnswerThatComesAfterItWasStoppedChangesNothing() {
		this.path.server.put("file", ModelFile.random(100_000, 53));
		VirtualClient client = this.path.client(4);
		FileParts parts = client.fetch("file", this.got);
		client.wake();
		parts.stop();
		this.path.time.runUntil(() -> this.path.server.sessions() == 0, 60);
		assertThat(this.got.begun).isZero();
	}

	@Test
	@DisplayName("C4: what an earlier run has brought is not fetched again")
	void whatIsThereIsNotFetchedAgain() {
		ModelFile file = ModelFile.random(1_000_000, 61);
		this.path.server.put("file", file);
		VirtualClient killed = this.path.client(16);
		killed.fetch("file", this.got);
		killed.wake();
		this.path.time.runUntil(() -> this.got.done.size() >= 5, 100);
		long done = this.got.done.stream().mapToLong((row) -> row[1] - row[0] + 1).sum();
		MemoryFile second = new MemoryFile();
		second.bytes = this.got.bytes.clone();
		second.done.addAll(this.got.done);
		second.version = this.got.version;
		VirtualClient next = this.path.client(16);
		FileParts parts = next.fetch("file", second);
		next.wake();
		this.path.time.runUntil(() -> parts.outcome() != null, 100);
		assertThat(second.bytes).isEqualTo(file.bytes());
		assertThat(second.written).isEqualTo(1_000_000 - done * 1464);
	}

	@Test
	void severalFilesShareOneWindow() {
		VirtualClient client = this.path.client(16);
		FileParts[] parts = new FileParts[20];
		MemoryFile[] files = new MemoryFile[20];
		for (int i = 0; i < 20; i++) {
			this.path.server.put("file" + i, ModelFile.random(30_000 * i, 100 + i));
			files[i] = new MemoryFile();
			parts[i] = client.fetch("file" + i, files[i]);
		}
		client.wake();
		this.path.time.runUntil(() -> Arrays.stream(parts).allMatch((file) -> file.outcome() != null), 100);
		for (int i = 0; i < 20; i++) {
			assertThat(files[i].bytes).isEqualTo(ModelFile.random(30_000 * i, 100 + i).bytes());
		}
		assertThat(this.path.server.mostSessions).isLessThanOrEqualTo(17);
	}

}
