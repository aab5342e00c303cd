package io.rushb.endpoint;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.rushb.session.Outcome;
import io.rushb.session.RequestKind;
import io.rushb.session.SessionView;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.Download;
import io.rushb.testing.PartDownload;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.StatText;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Parts as a client sees them: P1 to P10. */
class PartsTests {

	private static final InetSocketAddress CLIENT = VirtualServer.CLIENT;

	private static final InetSocketAddress NEIGHBOUR = VirtualServer.client(1, 50_000);

	private static final InetSocketAddress STRANGER = VirtualServer.client(2);

	private static final byte[] CONTENT = content(10_000);

	private final VirtualServer server = new VirtualServer().with("d/f", CONTENT).with("empty", "");

	private final PartDownload download = new PartDownload(this.server, CLIENT);

	private static byte[] content(int size) {
		byte[] content = new byte[size];
		new Random(size).nextBytes(content);
		return content;
	}

	private void get(InetSocketAddress client, String name) {
		this.server.receive(client, ClientPackets.get(name));
	}

	private boolean isRefused(String name) {
		return Download.of(this.server, name, Options.NONE).length == 0;
	}

	@Test
	@DisplayName("P2: stat is one DAT with what there is to know")
	void tellsWhatAFileIs() {
		StatText stat = this.download.stat("d/f");
		assertThat(stat.cookie()).matches("[0-9a-f]{32}");
		assertThat(stat.channels()).isEqualTo(256);
		assertThat(stat.size()).isEqualTo(10_000);
		assertThat(stat.tag()).isEqualTo(this.server.store().get("d/f").tag());
		assertThat(stat.modified()).isEqualTo("2026-01-01T10:00:00Z");
		assertThat(stat.sha256()).isNull();
		StatText root = this.download.stat("");
		assertThat(root.isFile()).isFalse();
		assertThat(root.cookie()).isEqualTo(stat.cookie());
		this.server.assertClean();
	}

	@Test
	@DisplayName("P2: a file changed less than two seconds ago has no tag")
	void tellsNoTagOfAFileThatMayChangeUnseen() {
		this.server.store().get("d/f").unsettle();
		StatText stat = this.download.stat("d/f");
		assertThat(stat.size()).isEqualTo(10_000);
		assertThat(stat.tag()).isNull();
		assertThat(isRefused(PartDownload.name(stat.cookie(), "v-1", 0, 0, "d/f"))).isTrue();
		this.server.assertClean();
	}

	@Test
	@DisplayName("P2: to an unproven address stat is sent no more often than any packet (T3)")
	void repeatsStatToASilentClientThreeTimesAtTheMost() {
		get(CLIENT, ".rushb/stat/ab/d/f");
		this.server.advance(Duration.ofMinutes(2));
		assertThat(this.server.take()).hasSize(3);
		assertThat(this.server.events().of(Outcome.UNPROVEN)).isOne();
		this.server.assertClean();
	}

	@ParameterizedTest
	@ValueSource(strings = { "missing", "d", "../f", "d//f", ".rushb/stat/a/f", "d/f/", "d\\f", "d/\u0001" })
	@DisplayName("P1: what names no servable file is answered as in S4")
	void refusesStatOfWhatIsNoFile(String path) {
		assertThat(this.download.stat(path)).isNull();
		this.server.assertClean();
	}

	@Test
	@DisplayName("P4: every part is the bytes of the file, with its trailer")
	void sendsTheBytesOfThePart() {
		StatText stat = this.download.stat("d/f");
		assertThat(this.download.part(stat, 0, 6, "d/f")).isEqualTo(CONTENT);
		assertThat(this.download.part(stat, 0, 0, "d/f")).isEqualTo(Arrays.copyOf(CONTENT, 1464));
		assertThat(this.download.part(stat, 6, 6, "d/f")).isEqualTo(Arrays.copyOfRange(CONTENT, 8784, 10_000));
		assertThat(this.download.part(stat, 2, 4, "d/f")).isEqualTo(Arrays.copyOfRange(CONTENT, 2928, 7320));
		this.server.assertClean();
	}

	@Test
	@DisplayName("P5: the name in the MAC begins at .rushb/, whether a slash stands before it or not")
	void takesALeadingSlash() {
		StatText stat = this.download.stat("d/f");
		String name = PartDownload.name(stat.cookie(), stat.tag(), 0, 0, "d/f");
		List<byte[]> packets = new java.util.ArrayList<>();
		Download plain = new Download(this.server, CLIENT, Options.NONE);
		plain.begin("/" + name);
		while (!plain.isFinished()) {
			plain.step(packets::add);
		}
		assertThat(new String(packets.get(1), StandardCharsets.US_ASCII))
			.isEqualTo(PartDownload.mac(stat.cookie(), name, Arrays.copyOf(CONTENT, 1464)));
	}

	@Test
	@DisplayName("P6: segments that are not there, another version, another file: FIN")
	void refusesWhatIsNotThere() {
		StatText stat = this.download.stat("d/f");
		assertThat(this.download.part(stat, 7, 7, "d/f")).isNull();
		assertThat(this.download.part(stat, 0, 7, "d/f")).isNull();
		assertThat(this.download.part(stat, 0, 0, "empty")).isNull();
		assertThat(this.download.part(stat, 0, 0, "missing")).isNull();
		assertThat(isRefused(PartDownload.name(stat.cookie(), "v-2", 0, 0, "d/f"))).isTrue();
		assertThat(isRefused(PartDownload.name(stat.cookie(), stat.tag(), 0, Long.MAX_VALUE, "d/f"))).isTrue();
		assertThat(isRefused(PartDownload.name(stat.cookie(), stat.tag(), Long.MAX_VALUE, Long.MAX_VALUE, "d/f")))
			.isTrue();
		this.server.assertClean();
	}

	@Test
	@DisplayName("P3: a wrong or old cookie, or that of another address, is answered by FIN and costs no look at a file")
	void refusesForgedCookiesWithoutAnOpening() {
		StatText stat = this.download.stat("d/f");
		int before = this.server.store().lookups().size();
		assertThat(isRefused(PartDownload.name("0".repeat(32), stat.tag(), 0, 0, "d/f"))).isTrue();
		assertThat(isRefused(".rushb/list/" + "0".repeat(32) + "/")).isTrue();
		get(STRANGER, PartDownload.name(stat.cookie(), stat.tag(), 0, 0, "d/f"));
		assertThat(this.server.take(STRANGER).get(0).packet().kind()).isEqualTo(Kind.FIN);
		this.server.advance(Duration.ofMinutes(21));
		assertThat(isRefused(PartDownload.name(stat.cookie(), stat.tag(), 0, 0, "d/f"))).as("old").isTrue();
		assertThat(this.server.store().lookups()).hasSize(before);
		this.server.assertClean();
	}

	@Test
	@DisplayName("P3: a cookie is good for ten minutes, from every port")
	void takesACookieFromEveryPort() {
		StatText stat = this.download.stat("d/f");
		this.server.advance(Duration.ofMinutes(10));
		assertThat(new PartDownload(this.server, NEIGHBOUR).part(stat, 0, 6, "d/f")).isEqualTo(CONTENT);
		this.server.assertClean();
	}

	@Test
	@DisplayName("P3: a session with a right cookie is proven from the start")
	void sendsMoreThanThreePacketsToAClientWithACookie() {
		StatText stat = this.download.stat("d/f");
		get(CLIENT, PartDownload.name(stat.cookie(), stat.tag(), 0, 6, "d/f"));
		this.server.advance(Duration.ofSeconds(14));
		assertThat(this.server.take().size()).isGreaterThan(3);
		assertThat(this.server.endpoint().activeSessions()).isOne();
		this.server.advance(Duration.ofSeconds(1));
		assertThat(this.server.events().of(Outcome.IDLE)).as("P7: 15 s").isOne();
		this.server.assertClean();
	}

	@Test
	@DisplayName("P6: CHK as for any, ENC never: then the flag is clear")
	void grantsChecksumsAndNoCipher() {
		String name = ".rushb/stat/ab/d/f";
		get(name, new Options(true, true), new Options(true, false));
		get(name, new Options(false, true), Options.NONE);
		get(".rushb/nonsense", new Options(false, true), Options.NONE);
		StatText stat = this.download.stat("d/f");
		get(PartDownload.name(stat.cookie(), stat.tag(), 0, 0, "d/f"), new Options(true, true),
				new Options(true, false));
	}

	private void get(String name, Options asked, Options granted) {
		this.server.receive(STRANGER, ClientPackets.get(name, asked));
		Packet answer = this.server.take(STRANGER).get(0).packet();
		assertThat(answer.options()).as(name).isEqualTo(granted);
		this.server.advance(Duration.ofMinutes(2));
		this.server.take(STRANGER);
	}

	@Test
	@DisplayName("P7: the timer of a part has a floor of 200 ms always")
	void repeatsNoEarlierThanAfter200Milliseconds() {
		this.server.with("long", content(100 * 1464));
		StatText stat = this.download.stat("long");
		Download part = new Download(this.server, CLIENT, Options.NONE);
		part.begin(PartDownload.name(stat.cookie(), stat.tag(), 0, 99, "long"));
		for (int i = 0; i < 50; i++) {
			this.server.advance(Duration.ofMillis(1));
			part.step((data) -> {
			});
		}
		assertThat(this.server.take()).hasSize(1);
		this.server.advance(Duration.ofMillis(199));
		assertThat(this.server.take()).isEmpty();
		this.server.advance(Duration.ofMillis(1));
		assertThat(this.server.take()).hasSize(1);
	}

	@Test
	@DisplayName("P6, S7: a file that changes under way is not ended with a trailer")
	void fallsSilentBeforeTheTrailerWhenTheFileHasChanged() {
		StatText stat = this.download.stat("d/f");
		Download part = new Download(this.server, CLIENT, Options.NONE);
		part.begin(PartDownload.name(stat.cookie(), stat.tag(), 0, 1, "d/f"));
		part.step((data) -> {
		});
		this.server.store().get("d/f").touch();
		part.step((data) -> {
		});
		assertThat(this.server.take()).isEmpty();
		assertThat(this.server.events().of(Outcome.ABORTED)).isOne();
		assertThat(this.download.part(stat, 0, 0, "d/f")).as("the tag is gone").isNull();
		StatText anew = this.download.stat("d/f");
		assertThat(anew.tag()).isNotEqualTo(stat.tag());
		assertThat(this.download.part(anew, 0, 6, "d/f")).isEqualTo(CONTENT);
		this.server.assertClean();
	}

	@Test
	@DisplayName("a file of many parts is opened once while its parts come, and read ahead for each")
	void opensAFileOnceForAllItsParts() {
		StatText stat = this.download.stat("d/f");
		int before = this.server.store().get("d/f").opened();
		Download[] parts = new Download[7];
		for (int i = 0; i < parts.length; i++) {
			parts[i] = new Download(this.server, VirtualServer.client(1, 50_000 + i), Options.NONE);
			parts[i].begin(PartDownload.name(stat.cookie(), stat.tag(), i, i, "d/f"));
		}
		assertThat(this.server.store().get("d/f").opened()).isEqualTo(before + 1);
		for (Download part : parts) {
			while (!part.isFinished()) {
				part.step((data) -> {
				});
			}
		}
		this.server.assertClean();
	}

	@Test
	@DisplayName("P9: the digest is wanted by a part with a right cookie only, and told once it is known")
	void tellsADigestThatComesLate() {
		StatText stat = this.download.stat("d/f");
		isRefused(PartDownload.name("0".repeat(32), stat.tag(), 0, 0, "d/f"));
		isRefused(PartDownload.name(stat.cookie(), "v-9", 0, 0, "d/f"));
		assertThat(this.server.store().get("d/f").digestsWanted()).isZero();
		this.download.part(stat, 0, 0, "d/f");
		assertThat(this.server.store().get("d/f").digestsWanted()).isOne();
		this.server.store().get("d/f").digest("ab".repeat(32));
		assertThat(this.download.stat("d/f").sha256()).isEqualTo("ab".repeat(32));
		this.server.store().get("d/f").touch();
		assertThat(this.download.stat("d/f").sha256()).as("of another version").isNull();
	}

	@Test
	@DisplayName("P10: a list is what the store tells of a directory")
	void sendsLists() {
		byte[] text = ("rushb-list 1\n" + "file 1 2026-01-01T10:00:00Z x\n".repeat(200))
			.getBytes(StandardCharsets.US_ASCII);
		this.server.store().putList("", text);
		this.server.store().putList("d", "rushb-list 1\n".getBytes(StandardCharsets.US_ASCII));
		String cookie = this.download.cookie();
		assertThat(Download.of(this.server, ".rushb/list/" + cookie + "/", Options.NONE)).isEqualTo(text);
		assertThat(Download.of(this.server, ".rushb/list/" + cookie + "/d", Options.NONE)).isNotEmpty();
		assertThat(isRefused(".rushb/list/" + cookie + "/d/f")).isTrue();
		assertThat(isRefused(".rushb/list/" + cookie + "/../d")).isTrue();
		this.server.assertClean();
	}

	@Test
	void showsPartsWithoutTheirCookie() {
		StatText stat = this.download.stat("d/f");
		get(CLIENT, PartDownload.name(stat.cookie(), stat.tag(), 0, 6, "d/f"));
		SessionView view = this.server.endpoint().sessions(this.server.now()).get(0);
		assertThat(view.toString()).doesNotContain(stat.cookie());
		assertThat(view.resource()).isEqualTo(".rushb/part/.../v-1/0-6/d/f");
		assertThat(view.kind()).isEqualTo(RequestKind.PART);
		assertThat(view.part().path()).isEqualTo("d/f");
		assertThat(view.part().fileSize()).isEqualTo(10_000);
		assertThat(view.bytesTotal()).isEqualTo(10_000);
	}

}
