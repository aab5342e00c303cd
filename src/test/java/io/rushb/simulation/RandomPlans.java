package io.rushb.simulation;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import io.rushb.endpoint.AbuseSettings;
import io.rushb.endpoint.EndpointSettings;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.TimeoutSettings;
import io.rushb.simulation.Resource.Fault;
import io.rushb.testing.TestSettings;
import io.rushb.wire.Options;
import org.jspecify.annotations.Nullable;

/**
 * Makes plans by chance, from one seed.
 */
final class RandomPlans {

	private static final long SECOND = SimulatedClient.SECOND;

	private static final int FULL = 1464;

	private final SplittableRandom random;

	private RandomPlans(SplittableRandom random) {
		this.random = random;
	}

	/** Anything may happen: the run must be safe. */
	static RunPlan hostile(long seed, boolean disorder) {
		RandomPlans make = new RandomPlans(new SplittableRandom(seed));
		List<Resource> served = new ArrayList<>();
		List<ClientPlan> clients = new ArrayList<>();
		int count = 1 + make.random.nextInt(5);
		for (int i = 0; i < count; i++) {
			ClientKind kind = make.oneOf(ClientKind.values());
			clients.add(make.plan(kind, i, served, true, disorder));
		}
		EndpointSettings limits = EndpointSettings.DEFAULTS;
		if (make.random.nextInt(6) == 0) {
			limits = new EndpointSettings(1 + make.random.nextInt(3), 1 + make.random.nextInt(2),
					1 + make.random.nextInt(2), Duration.ofSeconds(1 + make.random.nextInt(20)), 1 + (int) (seed % 3),
					AbuseSettings.OFF);
		}
		return new RunPlan(seed, make.protocol(), limits, make.readAhead(), chunkLength(seed), make.slowestRead(),
				(make.random.nextInt(3) == 0) ? make.random.nextInt(50_000_000) : 0, make.random.nextInt(16) == 0,
				false, clients, RunPlan.having(served));
	}

	/** Willing clients of one kind, or of all kinds: every one must get its resource. */
	static RunPlan willing(long seed, @Nullable ClientKind only) {
		RandomPlans make = new RandomPlans(new SplittableRandom(seed));
		List<Resource> served = new ArrayList<>();
		List<ClientPlan> clients = new ArrayList<>();
		int count = 1 + make.random.nextInt(3);
		while (clients.size() < count) {
			ClientKind kind = (only != null) ? only : make.oneOf(ClientKind.values());
			if (kind.isWilling()) {
				int index = clients.size();
				clients.add(make.plan(kind, index, served, false, true));
			}
		}
		ProtocolSettings usual = ProtocolSettings.DEFAULTS;
		Duration fixed = (make.random.nextInt(4) == 0) ? Duration.ofSeconds(4) : null;
		TimeoutSettings timeout = TestSettings.fixedTimeout(fixed).timeout();
		ProtocolSettings protocol = new ProtocolSettings(usual.offered(), timeout, Duration.ofMinutes(10),
				usual.unprovenPackets());
		return new RunPlan(seed, protocol, EndpointSettings.DEFAULTS, make.readAhead(), chunkLength(seed),
				make.slowestRead() / 4, 0, false, false, clients, RunPlan.having(served));
	}

	private ClientPlan plan(ClientKind kind, int index, List<Resource> served, boolean hostile, boolean disorder) {
		int host = (this.random.nextInt(4) == 0) ? 1 : index + 1;
		InetSocketAddress address = new InetSocketAddress("10.0.0." + host, 40_000 + index);
		Options asked = new Options(this.random.nextBoolean(), this.random.nextInt(3) == 0);
		double pranks = (this.random.nextInt(3) == 0) ? 0.2 * this.random.nextDouble() : 0;
		Resource resource = resource(index, hostile, served);
		Resource other = disorder ? resource : resource(index + 10, false, served);
		return new ClientPlan(kind, address, resource, other, asked, this.random.nextLong(3 * SECOND),
				SECOND + this.random.nextLong(2 * SECOND),
				(hostile ? 20 : 200) * SECOND + this.random.nextLong(50 * SECOND),
				hostile ? 120 * SECOND : 24 * 3600 * SECOND, pranks, 1 + this.random.nextInt(4));
	}

	private Resource resource(int index, boolean faulty, List<Resource> served) {
		if (!served.isEmpty() && this.random.nextInt(3) == 0) {
			return served.get(this.random.nextInt(served.size()));
		}
		Fault fault = (faulty && this.random.nextInt(8) == 0) ? oneOf(Fault.values()) : Fault.NONE;
		Resource resource = new Resource("file-" + index, content(), fault);
		if (this.random.nextInt(12) > 0) {
			served.add(resource);
			return resource;
		}
		return new Resource(oneOf("../file-" + index, "nothing\\here", "a//b", "gone"), new byte[] { 0 }, Fault.NONE);
	}

	private byte[] content() {
		byte[] content = new byte[size()];
		this.random.nextBytes(content);
		int modulus = this.random.nextBoolean() ? 249 : 256;
		int zeros = this.random.nextInt(3) * this.random.nextInt(20);
		for (int i = 0; i < content.length; i++) {
			int value = (content[i] & 0xff) % modulus;
			content[i] = (byte) ((value == 0 && zeros == 0) ? 1 : value);
			if (zeros > 0 && this.random.nextInt(100) < zeros) {
				content[i] = 0;
			}
		}
		if (content.length > 2 && this.random.nextInt(4) == 0) {
			int longest = (this.random.nextInt(4) == 0) ? 4 * FULL : FULL - 1;
			int from = this.random.nextInt(content.length - 1);
			int to = Math.min(content.length - 1, from + 1 + this.random.nextInt(longest));
			Arrays.fill(content, from, to, (byte) 0);
		}
		if (content.length > 0 && modulus == 249 && this.random.nextInt(4) == 0) { // W6
			content[this.random.nextInt(content.length)] = (byte) (249 + this.random.nextInt(7));
		}
		if (content.length > 0 && this.random.nextInt(16) > 0 && content[content.length - 1] == 0) {
			content[content.length - 1] = 1;
		}
		return content;
	}

	private int size() {
		return switch (this.random.nextInt(16)) {
			case 0 -> 0;
			case 1 -> 1;
			case 2, 3 -> FULL - 1 + this.random.nextInt(3);
			case 4, 5 -> 2 * FULL - 1 + this.random.nextInt(3);
			case 6 -> (this.random.nextInt(4) == 0) ? 40_000 : 10_000;
			default -> this.random.nextInt(5 * FULL);
		};
	}

	private ProtocolSettings protocol() {
		ProtocolSettings usual = ProtocolSettings.DEFAULTS;
		Options offered = (this.random.nextInt(4) > 0) ? usual.offered()
				: new Options(this.random.nextBoolean(), this.random.nextBoolean());
		Duration fixed = switch (this.random.nextInt(6)) {
			case 0 -> Duration.ofSeconds(4);
			case 1 -> Duration.ofMillis(100 + this.random.nextInt(900));
			default -> null;
		};
		boolean odd = this.random.nextInt(4) == 0;
		TimeoutSettings timers = usual.timeout();
		Duration initial = odd ? Duration.ofMillis(50 + this.random.nextInt(3000)) : timers.initial();
		Duration cold = odd ? Duration.ofMillis(20 + this.random.nextInt(400)) : timers.coldFloor();
		TimeoutSettings timeout = new TimeoutSettings(initial, timers.floor(), cold, odd ? 4 : timers.coldSamples(),
				odd ? Duration.ofSeconds(3) : timers.ceiling(), fixed);
		return new ProtocolSettings(offered, timeout, Duration.ofSeconds(5 + this.random.nextInt(56)),
				(this.random.nextInt(8) == 0) ? 1 : 3);
	}

	private long readAhead() {
		return oneOf(0L, 8 * 1024L, 1024 * 1024L, 1024 * 1024L);
	}

	/** The least, something odd, or so much that most resources are read at once. */
	private static int chunkLength(long seed) {
		return switch ((int) (seed % 3)) {
			case 0 -> FULL;
			case 1 -> 2 * FULL + (int) (seed % 1000);
			default -> 64 * 1024;
		};
	}

	private long slowestRead() {
		return oneOf(0L, 0L, 1_000_000L, 300_000_000L, 5 * SECOND);
	}

	@SafeVarargs
	private <T> T oneOf(T... all) {
		return all[this.random.nextInt(all.length)];
	}

}
