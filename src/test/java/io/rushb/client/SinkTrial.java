package io.rushb.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

import io.rushb.client.channels.FileParts;
import io.rushb.client.channels.ModelNetwork;
import io.rushb.client.channels.PartsOutcome;
import io.rushb.client.channels.Version;
import io.rushb.testing.MemoryStore;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One fetch in virtual time, into the sinks that users have, with accidents by chance:
 * losses, other versions, a server that is started anew, forgets, falls silent, sends
 * wrong MACs, has no room; and a client that is killed, with a record that was cut.
 */
final class SinkTrial {

	private static final double[] LOSSES = { 0, 0.01, 0.1, 0.3 };

	private static final int SECONDS = 400;

	/** The network has numbers for 21 clients. */
	private static final int MOST_RUNS = 15;

	private final SplittableRandom random;

	private final ModelNetwork network;

	private final Map<String, byte[]> versions = new HashMap<>();

	private final int channels;

	private boolean changed;

	private boolean spoilt;

	private int runs;

	SinkTrial(long seed) {
		this.random = new SplittableRandom(seed);
		this.network = new ModelNetwork(LOSSES[this.random.nextInt(LOSSES.length)], seed);
		this.channels = 1 + this.random.nextInt(64);
		change();
		this.changed = false;
		for (int accidents = this.random.nextInt(6); accidents > 0; accidents--) {
			this.network.after(this.random.nextInt(3000), this::accident);
		}
	}

	private byte[] content() {
		int segments = this.random.nextInt(400);
		int size = switch (this.random.nextInt(6)) {
			case 0 -> this.random.nextInt(3);
			case 1 -> segments * 1464;
			case 2 -> segments * 1464 + 1;
			case 3 -> Math.max(0, segments * 1464 - 1);
			default -> this.random.nextInt(600_000);
		};
		byte[] bytes = new byte[size];
		this.random.nextBytes(bytes);
		int hole = this.random.nextInt(size + 1);
		Arrays.fill(bytes, hole, hole + this.random.nextInt(size - hole + 1) / 2, (byte) 0);
		if (this.random.nextInt(4) == 0) {
			Arrays.fill(bytes, Math.max(0, size - this.random.nextInt(5000)), size, (byte) 0);
		}
		return bytes;
	}

	private void change() {
		byte[] bytes = content();
		String tag = "v" + this.versions.size();
		this.versions.put(tag, bytes);
		put(bytes, tag);
	}

	private void put(byte[] bytes, @Nullable String tag) {
		this.changed = true;
		this.network.put(bytes, tag, MemoryStore.sha256(bytes));
	}

	private void accident() {
		switch (this.random.nextInt(8)) {
			case 0 -> change();
			case 1 -> {
				put(content(), null); // in the middle of a change
				this.network.after(1000 + this.random.nextInt(2000), this::change);
			}
			case 2 -> put(this.versions.get("v0"), "v0");
			case 3 -> this.network.restart(Long.toHexString(this.random.nextLong() | Long.MIN_VALUE).repeat(2));
			case 4 -> this.network.forgetHalf();
			case 5 -> {
				this.network.silent(true);
				this.network.after(this.random.nextInt(6000), () -> this.network.silent(false));
			}
			case 6 -> {
				this.spoilt = true;
				this.network.spoil(1 + this.random.nextInt(20));
				this.network.after(this.random.nextInt(300), () -> this.network.spoil(0));
			}
			default -> {
				this.network.seats(1 + this.random.nextInt(4));
				this.network.tellsDigest(this.random.nextBoolean());
				this.network.after(this.random.nextInt(4000), () -> this.network.seats(10_000));
			}
		}
	}

	private FileParts fetch(PlacedSink sink) {
		return this.network.fetch(new PlacedSegments(sink, FetchListener.NONE, () -> {
		}), sink.maxPart(), this.channels);
	}

	/** The version that has come; {@code null} if none has, and there is a reason. */
	private byte @Nullable [] fetched(FileParts parts) {
		Version version = parts.fetchedVersion();
		if (parts.outcome() == PartsOutcome.COMPLETE && version != null) {
			return this.versions.get(version.tag());
		}
		assertThat((this.changed && parts.outcome() == PartsOutcome.CHANGED)
				|| (this.spoilt && parts.outcome() == PartsOutcome.SPOILT))
			.as("%s", parts.outcome())
			.isTrue();
		return null;
	}

	/** A stream has the bytes of one version, or the first ones of it. */
	void intoAStream() throws IOException {
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		InOrderSink sink = new InOrderSink(new StreamSink(stream), null);
		FileParts parts = fetch(sink);
		this.network.runUntil(() -> parts.outcome() != null, SECONDS);
		byte[] got = stream.toByteArray();
		byte[] wanted = fetched(parts);
		if (wanted != null) {
			assertSame(got, wanted);
			assertThat(sink.sha256(() -> false)).isEqualTo(MemoryStore.sha256(wanted));
			return;
		}
		assertThat(this.versions.values())
			.anyMatch((one) -> got.length <= one.length && Arrays.equals(got, Arrays.copyOf(one, got.length)));
	}

	/** A range has the bytes of one version. */
	void aRange() throws IOException {
		long first = this.random.nextInt(200_000);
		long last = this.random.nextBoolean() ? Long.MAX_VALUE : first + this.random.nextInt(300_000);
		MemorySink memory = new MemorySink(1_000_000);
		FileParts parts = fetch(new InOrderSink(memory, new ByteRange(first, last)));
		try {
			this.network.runUntil(() -> parts.outcome() != null, SECONDS);
		}
		catch (SinkFailure ex) {
			assertThat(ex.getCause()).hasMessageContaining("where the range begins");
			assertThat(this.versions.values()).anyMatch((one) -> one.length <= first);
			return;
		}
		byte[] wanted = fetched(parts);
		if (wanted != null) {
			assertSame(memory.content(),
					Arrays.copyOfRange(wanted, (int) first, (int) Math.min(last, wanted.length - 1) + 1));
		}
	}

	/** A file has the bytes of one version, after as many runs as it takes. */
	void intoAFile(Path target) throws IOException {
		boolean whole = run(target, false);
		while (!whole) {
			Path record = PartRecord.of(PartName.of(target));
			// As a kill leaves it.
			if (this.random.nextInt(3) == 0 && Files.exists(record)) {
				byte[] text = Files.readAllBytes(record);
				Files.write(record, Arrays.copyOf(text, this.random.nextInt(text.length + 1)));
			}
			whole = run(target, true);
		}
	}

	private boolean run(Path target, boolean goOn) throws IOException {
		try (PartFile file = PartFile.open(target, false, goOn, FetchListener.NONE)) {
			PlacedSink sink = file.placed();
			FileParts parts = fetch(sink);
			boolean last = this.random.nextInt(3) == 0 || ++this.runs == MOST_RUNS;
			long killed = last ? Long.MAX_VALUE : this.network.millis() + this.random.nextInt(1500);
			this.network.after(1500, () -> {
			});
			this.network.runUntil(() -> parts.outcome() != null || this.network.millis() >= killed, SECONDS);
			if (parts.outcome() == null) {
				parts.stop();
				return false;
			}
			byte[] wanted = fetched(parts);
			if (wanted != null) {
				assertThat(sink.sha256(() -> false)).isEqualTo(MemoryStore.sha256(wanted));
				file.finish();
				assertSame(Files.readAllBytes(target), wanted);
			}
			return true;
		}
	}

	/** Says where they differ, and does not show megabytes. */
	private static void assertSame(byte[] got, byte[] wanted) {
		assertThat(Arrays.mismatch(got, wanted)).as("%d bytes, not %d", got.length, wanted.length).isEqualTo(-1);
	}

}
