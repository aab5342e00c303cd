package io.rushb.client.channels;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What others on the same path get, and how long the queue is that they wait in. In
 * virtual time.
 */
class SharingTests {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	@ParameterizedTest(name = "{0} s before")
	@ValueSource(ints = { -3, 0, 3 })
	@DisplayName("C2: a TCP flow with CUBIC and a fetch have a quarter of the path each, and more")
	void aTcpFlowAndAFetchShareThePath(int earlier) {
		NetworkPath path = new NetworkPath(50, 20, 122, 0, 7);
		CubicFlow flow = new CubicFlow(path.time, path.down, path.up);
		FileParts[] fetch = new FileParts[1];
		path.time.at(Math.max(0, -earlier) * SECOND, flow::start);
		path.time.at(Math.max(0, earlier) * SECOND, () -> fetch[0] = fetch(path, "file", 45_000_000));
		run(path, 10);
		long before = fetch[0].bytes();
		long theirs = flow.delivered;
		run(path, 25);
		double ours = fetch[0].bytes() - before;
		double share = ours / (ours + (flow.delivered - theirs) * 1460);
		assertThat(share).isBetween(0.25, 0.75);
	}

	@ParameterizedTest(name = "{0} s later")
	@ValueSource(ints = { 0, 3 })
	@DisplayName("C2: two fetches have the half of the path each")
	void twoFetchesShareThePath(int later) {
		NetworkPath path = new NetworkPath(25, 50, 256, 0, 7);
		FileParts first = fetch(path, "file", 40_000_000);
		FileParts[] second = new FileParts[1];
		path.time.at(later * SECOND, () -> second[0] = fetch(path, "other", 40_000_000));
		run(path, later + 2);
		long before = first.bytes();
		long beforeOfSecond = second[0].bytes();
		run(path, later + 7);
		double ours = first.bytes() - before;
		double share = ours / (ours + second[0].bytes() - beforeOfSecond);
		assertThat(share).isBetween(0.40, 0.60);
	}

	/**
	 * As several people behind one address: the server has room for a part of what each
	 * asks for. The path alone takes 5 s. It was 97 s while each went on asking, and is
	 * 11 s now.
	 */
	@Test
	@DisplayName("P8: clients that share the channels of one address settle for what is left to each")
	void manyClientsShareTheChannelsOfOneAddress() {
		NetworkPath path = new NetworkPath(20, 50, 256, 0, 7);
		path.server.seats = 64;
		List<FileParts> fetches = IntStream.range(0, 16)
			.mapToObj((number) -> fetch(path, "file" + number, 2_000_000))
			.toList();
		path.time.runUntil(() -> fetches.stream().noneMatch((file) -> file.outcome() == null), 600);
		assertThat(fetches).extracting(FileParts::outcome).containsOnly(PartsOutcome.COMPLETE);
		assertThat(path.time.now()).isLessThan(13 * SECOND);
	}

	/**
	 * The server has room for 64 sessions of their address, and the first fetch needs 53.
	 * The second one got next to nothing until the first was over.
	 */
	@Test
	@DisplayName("P8, C2: a second fetch from the same address comes to have half of the channels")
	void aSecondFetchGetsItsShareOfTheChannels() {
		NetworkPath path = new NetworkPath(25, 25, 128, 0, 7);
		path.server.seats = 64;
		FileParts first = fetch(path, "file", 60_000_000, 64);
		FileParts[] second = new FileParts[1];
		path.time.at(3 * SECOND, () -> second[0] = fetch(path, "other", 60_000_000, 64));
		run(path, 15);
		long before = first.bytes();
		long beforeOfSecond = second[0].bytes();
		run(path, 22);
		double ours = first.bytes() - before;
		double theirs = second[0].bytes() - beforeOfSecond;
		assertThat(ours / (ours + theirs)).isBetween(0.40, 0.60);
		assertThat(ours + theirs).as("bytes of both in 7 s").isGreaterThan(0.85 * 7 * 25e6 / Byte.SIZE);
	}

	/**
	 * All parts of the first fetch took as long as the whole, 35 s: the second one had
	 * nothing until then.
	 */
	@Test
	@DisplayName("P8, C2: who comes late waits seconds for a channel, not for the end of another fetch")
	void aLateComerDoesNotWaitForTheEndOfAnotherFetch() {
		NetworkPath path = new NetworkPath(300, 100, 1024, 0, 7);
		path.server.seats = 256;
		FileParts first = fetch(path, "file", 40_000_000);
		FileParts[] second = new FileParts[1];
		path.time.at(3 * SECOND, () -> second[0] = fetch(path, "other", 4_000_000));
		run(path, 15);
		assertThat(first.outcome()).isNull();
		assertThat(second[0].bytes()).isGreaterThan(2_000_000);
	}

	/** Who has ended leaves room at once: it took 40 s to grow again. */
	@Test
	@DisplayName("P8: channels that others leave are used at once")
	void channelsThatOthersLeaveAreUsedAtOnce() {
		NetworkPath path = new NetworkPath(50, 25, 128, 0, 7);
		path.server.seats = 64;
		FileParts first = fetch(path, "file", 6_000_000, 64);
		FileParts[] second = new FileParts[1];
		path.time.at(SECOND, () -> second[0] = fetch(path, "other", 6_000_000, 64));
		path.time.runUntil(() -> first.outcome() != null, 100);
		long left = 6_000_000 - second[0].bytes();
		long begun = path.time.now();
		path.time.runUntil(() -> second[0].outcome() != null, 100);
		assertThat(path.time.now() - begun).isLessThan((long) (1.5 * left / (64 * 1464 / 0.05) * SECOND) + SECOND);
	}

	/**
	 * As when one of three servers behind a balancer dies. Repairs of its sessions took
	 * the whole window until they were given up.
	 */
	@ParameterizedTest(name = "{0} of 3")
	@ValueSource(ints = { 1, 2 })
	@DisplayName("C3: sessions that a server has forgotten do not stop the others")
	void sessionsThatAreDeadDoNotStopTheOthers(int dead) {
		NetworkPath path = new NetworkPath(5, 100, 256, 0, 7);
		path.server.work = TimeUnit.MICROSECONDS.toNanos(60);
		FileParts file = fetch(path, "file", 80_000_000);
		run(path, 2);
		long before = file.bytes();
		run(path, 3);
		long usual = file.bytes() - before;
		path.server.forget((port) -> port % 3 < dead);
		long atDeath = file.bytes();
		run(path, 4);
		assertThat(file.bytes() - atDeath).isGreaterThan((long) (0.4 * usual));
		path.time.runUntil(() -> file.outcome() != null, 60);
		assertThat(file.outcome()).isEqualTo(PartsOutcome.COMPLETE);
	}

	@Test
	@DisplayName("C2: the own queue lengthens the round trip by less than a half")
	void theOwnQueueIsShort() {
		NetworkPath path = new NetworkPath(25, 100, 256, 0, 11);
		fetch(path, "file", 40_000_000);
		run(path, 3);
		double percentile = path.down.waitOf(0.9) + path.up.waitOf(0.9);
		assertThat(percentile / 1e6).isLessThan(0.5 * 25);
	}

	@Test
	@DisplayName("C2: on a path without a queue of its own, it is as fast as with all channels at once")
	void aShortPathIsUsedAsByAFixedWindow() {
		double adaptive = shortPath(0);
		double fixed = shortPath(256);
		assertThat(adaptive).isGreaterThan(0.9 * fixed);
	}

	/** 1 ms, no rate: what the client's and the server's processors need is the limit. */
	private static double shortPath(int fixedWindow) {
		NetworkPath path = new NetworkPath(1, 0, 0, 0, 11);
		path.server.put("file", ModelFile.random(10_000_000, 5));
		path.server.work = TimeUnit.MICROSECONDS.toNanos(8);
		VirtualClient client = path.client(256, fixedWindow);
		client.work = (received) -> TimeUnit.MICROSECONDS.toNanos(8);
		return path.goodput(client, "file", new MemoryFile());
	}

	private static FileParts fetch(NetworkPath path, String name, int size) {
		return fetch(path, name, size, 256);
	}

	private static FileParts fetch(NetworkPath path, String name, int size, int channels) {
		path.server.put(name, ModelFile.random(size, 5));
		VirtualClient client = path.client(channels);
		FileParts file = client.fetch(name, new MemoryFile());
		client.wake();
		return file;
	}

	private static void run(NetworkPath path, int untilSeconds) {
		boolean[] there = new boolean[1];
		path.time.at(untilSeconds * SECOND, () -> there[0] = true);
		path.time.runUntil(() -> there[0], untilSeconds);
	}

}
