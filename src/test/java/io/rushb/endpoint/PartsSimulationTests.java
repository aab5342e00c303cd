package io.rushb.endpoint;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.rushb.session.Outcome;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.ReadAheadBudget;
import io.rushb.session.SessionView;
import io.rushb.testing.BadNetwork;
import io.rushb.testing.LinkFaults;
import io.rushb.testing.PartDownload;
import io.rushb.testing.PublishedClient;
import io.rushb.testing.VirtualNetwork;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Options;
import io.rushb.wire.StatText;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients of parts on a bad network, in virtual time, beside plain ones. The file changes
 * under way and its digest comes late. What a client ends up with is held against the
 * rules alone: the bytes of the version that it asked for with the right trailer, or FIN,
 * or silence where the file has changed.
 */
class PartsSimulationTests {

	private static final int SEEDS = 400;

	private static final LinkFaults FAULTS = new LinkFaults(0.2, 0.05, 0, false, 0, 5_000_000, 0);

	@Test
	void everyPartThatEndsIsRightWhateverIsLostAndChanged() {
		int completed = 0;
		int refused = 0;
		int silent = 0;
		for (int seed = 0; seed < SEEDS; seed++) {
			PartsWorld world = new PartsWorld(seed);
			world.run();
			for (PartClient client : world.clients) {
				completed += client.verified ? 1 : 0;
				refused += client.refused ? 1 : 0;
				silent += (client.verified || client.refused) ? 0 : 1;
			}
		}
		assertThat(completed).as("parts that ended with their trailer").isGreaterThan(SEEDS);
		assertThat(refused).as("parts of a version that was gone").isPositive();
		assertThat(silent).as("parts whose file changed under way").isPositive();
	}

	/** A file, a server, some clients and a network that loses packets. */
	private static final class PartsWorld {

		private final long seed;

		private final Random random;

		private final VirtualServer server;

		private final VirtualNetwork network;

		/** What the file was in each of its versions. */
		private final Map<String, byte[]> versions = new HashMap<>();

		private final List<PartClient> clients = new ArrayList<>();

		private int changes;

		private boolean digested;

		PartsWorld(long seed) {
			this.seed = seed;
			this.random = new Random(seed);
			// Without room to read ahead each segment is read when it is sent, so that a
			// change in between gets into the part.
			this.server = new VirtualServer(ProtocolSettings.DEFAULTS, EndpointSettings.DEFAULTS,
					new ReadAheadBudget((seed % 2 == 0) ? 0 : 100_000, 1464 + (int) seed));
			this.network = new VirtualNetwork(this.server, new BadNetwork(FAULTS, seed));
			this.server.with("f", content());
			noteVersion();
		}

		/** Random bytes with zeros in between, so that segments are cut short. */
		private byte[] content() {
			byte[] content = new byte[1 + this.random.nextInt(12_000)];
			this.random.nextBytes(content);
			int from = this.random.nextInt(content.length);
			Arrays.fill(content, from, Math.min(content.length, from + this.random.nextInt(4000)), (byte) 0);
			return content;
		}

		private void noteVersion() {
			io.rushb.testing.MemoryResource file = this.server.store().get("f");
			byte[] bytes = new byte[(int) file.size()];
			for (int i = 0; i < bytes.length; i++) {
				bytes[i] = file.byteAt(i);
			}
			this.versions.put(file.tag(), bytes);
		}

		void run() {
			int count = 1 + this.random.nextInt(6);
			for (int i = 0; i < count; i++) {
				ask(VirtualServer.client(1, 50_000 + i));
			}
			while (this.network.isBusy() || this.server.endpoint().activeSessions() > 0) {
				step();
			}
			verifyEnds();
			this.server.assertClean();
		}

		private void ask(InetSocketAddress address) {
			StatText stat = new PartDownload(this.server, address).stat("f");
			assertThat(stat.sha256() != null).as("seed %d: a digest", this.seed).isEqualTo(this.digested);
			long segments = (stat.size() + 1463) / 1464;
			long first = this.random.nextInt((int) segments);
			long last = first + this.random.nextInt((int) (segments - first));
			if (this.random.nextInt(4) == 0) {
				change();
			}
			PartClient client = new PartClient(this, stat, first, last);
			this.clients.add(client);
			this.network.request(address, client.answering, client.name);
		}

		private void change() {
			if (this.changes++ < 2) {
				this.server.store().get("f").change(content());
				this.digested = false;
				noteVersion();
			}
		}

		private void step() {
			if (this.random.nextInt(60) == 0) {
				change();
			}
			if (this.random.nextInt(20) == 0) {
				this.server.store().get("f").digest("ab".repeat(32));
				this.digested = true;
			}
			this.network.step();
			this.clients.forEach(PartClient::verifyOnceComplete);
		}

		/** A part that did not end has a reason. */
		private void verifyEnds() {
			for (SessionView session : this.server.events().closedSessions()) {
				if (session.part() != null && session.outcome() == Outcome.ABORTED) {
					assertThat(this.changes).as("seed %d: the file changed", this.seed).isPositive();
				}
			}
		}

	}

	/** What a client of a part must end up with. */
	private static final class PartClient {

		private final PartsWorld world;

		private final StatText stat;

		private final long first;

		private final long last;

		private final String name;

		private final List<byte[]> data = new ArrayList<>();

		private final PublishedClient answering = new PublishedClient(Options.NONE, this.data::add);

		private boolean refused;

		private boolean verified;

		PartClient(PartsWorld world, StatText stat, long first, long last) {
			this.world = world;
			this.stat = stat;
			this.first = first;
			this.last = last;
			this.name = PartDownload.name(stat.cookie(), stat.tag(), first, last, "f");
		}

		void verifyOnceComplete() {
			if (!this.answering.isComplete() || this.refused || this.verified) {
				return;
			}
			if (this.data.isEmpty()) {
				assertThat(this.world.server.store().get("f").tag()).as("seed %d: refused (P6)", this.world.seed)
					.isNotEqualTo(this.stat.tag());
				this.refused = true;
				return;
			}
			byte[] whole = this.world.versions.get(this.stat.tag());
			byte[] wanted = Arrays.copyOfRange(whole, (int) (1464 * this.first),
					(int) Math.min(whole.length, 1464 * (this.last + 1)));
			ByteArrayOutputStream got = new ByteArrayOutputStream();
			for (int i = 0; i < this.data.size() - 1; i++) {
				int length = Math.min(1464, wanted.length - 1464 * i);
				got.writeBytes(Arrays.copyOf(this.data.get(i), length)); // P4
			}
			assertThat(got.toByteArray()).as("seed %d: %s", this.world.seed, this.name).isEqualTo(wanted);
			assertThat(new String(this.data.get(this.data.size() - 1), StandardCharsets.US_ASCII))
				.as("seed %d: the trailer (P5)", this.world.seed)
				.isEqualTo(PartDownload.mac(this.stat.cookie(), this.name, wanted));
			this.verified = true;
		}

	}

}
