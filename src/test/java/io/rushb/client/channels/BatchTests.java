package io.rushb.client.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many files at the same time, in one {@link Batch}.
 */
class BatchTests {

	private static final long WAIT = TimeUnit.SECONDS.toNanos(30);

	private final NetworkPath path = new NetworkPath(20, 50, 128, 0, 3);

	private final List<FileParts> files = new ArrayList<>();

	private final List<MemoryFile> got = new ArrayList<>();

	private int mostRunning;

	@Test
	void manySmallFilesArriveWholeThroughLossAndMuchFasterThanOneByOne() {
		this.path.up.loss = 0.02;
		this.path.down.loss = 0.02;
		VirtualClient client = this.path.client(64);
		List<ModelFile> wanted = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			wanted.add(ModelFile.random(i * 97, i + 1));
			add(client, wanted.get(i));
		}
		run(client);
		for (int i = 0; i < wanted.size(); i++) {
			assertThat(this.files.get(i).outcome()).isEqualTo(PartsOutcome.COMPLETE);
			assertThat(this.got.get(i).bytes).isEqualTo(wanted.get(i).bytes());
		}
		long oneByOne = TimeUnit.MILLISECONDS.toNanos(100 * 3 * 20);
		assertThat(this.path.time.now()).isLessThan(oneByOne / 3);
	}

	@Test
	@DisplayName("P2, P8: files together have no more parts under way than the server allows to one address")
	void filesTogetherKeepToTheServersChannels() {
		this.path.server.channels = 8;
		VirtualClient client = this.path.client(64);
		for (int i = 0; i < 10; i++) {
			add(client, ModelFile.random(100_000, i + 1));
		}
		run(client);
		assertThat(this.files).allSatisfy((file) -> assertThat(file.outcome()).isEqualTo(PartsOutcome.COMPLETE));
		assertThat(this.mostRunning).isEqualTo(8);
	}

	@Test
	void aFileThatIsStoppedTakesNothingFromTheOthers() {
		VirtualClient client = this.path.client(16);
		add(client, ModelFile.random(10_000_000, 1));
		add(client, ModelFile.random(300_000, 2));
		this.path.time.at(TimeUnit.MILLISECONDS.toNanos(200), () -> {
			this.files.get(0).stop();
			client.batch.remove(this.files.get(0));
			client.wake();
		});
		run(client);
		long written = this.got.get(0).written;
		assertThat(this.files.get(0).outcome()).isEqualTo(PartsOutcome.STOPPED);
		assertThat(this.files.get(1).outcome()).isEqualTo(PartsOutcome.COMPLETE);
		assertThat(written).isLessThan(3_000_000);
	}

	private void add(VirtualClient client, ModelFile file) {
		String name = "file" + this.files.size();
		this.path.server.put(name, file);
		MemoryFile sink = new MemoryFile() {
			@Override
			public void write(long position, byte[] data, int length) {
				super.write(position, data, length);
				BatchTests.this.mostRunning = Math.max(BatchTests.this.mostRunning,
						BatchTests.this.files.stream().mapToInt(FileParts::running).sum());
			}
		};
		FileParts parts = new FileParts(name, client::nonce, sink, 256, WAIT);
		client.batch.addPatient(parts);
		this.files.add(parts);
		this.got.add(sink);
	}

	private void run(VirtualClient client) {
		client.wake();
		this.path.time.runUntil(() -> this.files.stream().allMatch((file) -> file.outcome() != null), 100);
	}

}
