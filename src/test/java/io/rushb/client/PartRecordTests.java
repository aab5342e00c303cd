package io.rushb.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.rushb.client.channels.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PartRecordTests {

	private static final Version VERSION = new Version(100_000, "t1", null, null);

	@TempDir
	private Path directory;

	private Path part;

	@BeforeEach
	void leaveARecord() throws IOException {
		this.part = Files.write(this.directory.resolve(".a.rushb-part"), new byte[100_000]);
		PartRecord record = PartRecord.ofNew(this.part);
		record.begin(VERSION);
		record.done(0, 7);
		record.done(16, 20);
	}

	private PartRecord read() throws IOException {
		PartRecord record = PartRecord.read(this.part);
		assertThat(record).isNotNull();
		return record;
	}

	@Test
	@DisplayName("C4: a later run goes on with the same tag")
	void theSameTagGoesOn() throws IOException {
		assertThat(read().begin(VERSION)).isDeepEqualTo(new long[][] { { 0, 7 }, { 16, 20 } });
	}

	@Test
	@DisplayName("C4: another tag goes on only if the SHA-256 is the same")
	void theSameDigestGoesOn() throws IOException {
		String digest = "ab".repeat(32);
		assertThat(read().begin(new Version(100_000, "t2", null, digest))).isEmpty();
		leaveARecord();
		read().digestKnown(digest);
		assertThat(read().begin(new Version(100_000, "t2", null, digest))).hasDimensions(2, 2);
		assertThat(read().begin(new Version(100_001, "t2", null, digest))).isEmpty();
	}

	@Test
	@DisplayName("C4: the same tag does not go on if the SHA-256 is known to be another one")
	void anotherDigestDoesNotGoOn() throws IOException {
		read().digestKnown("ab".repeat(32));
		assertThat(read().begin(new Version(100_000, "t1", null, "cd".repeat(32)))).isEmpty();
		assertThat(read().begin(new Version(100_000, "t1", null, "ab".repeat(32)))).isEmpty();
	}

	@Test
	void itNeverTellsOfMoreThanThePartHas() throws IOException {
		Files.write(this.part, new byte[21 * 1464]);
		assertThat(PartRecord.read(this.part)).isNotNull();
		Files.write(this.part, new byte[21 * 1464 - 1]);
		assertThat(PartRecord.read(this.part)).isNull();
		Files.writeString(PartRecord.of(this.part), "done 60-69\n", StandardOpenOption.APPEND);
		Files.write(this.part, new byte[200_000]);
		assertThat(PartRecord.read(this.part)).isNull(); // the file has 69 segments
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "\n", "\n\n", "rushb-done 1", "rushb-done 1\n", "rushb-done 2\nsize 100000\ntag t1\n" })
	void whatIsNoRecordTellsNothing(String text) throws IOException {
		Files.writeString(PartRecord.of(this.part), text);
		assertThat(PartRecord.read(this.part)).isNull();
	}

	@Test
	void whatIsGoneOnWithIsOnlyAddedToSoThatAKillCannotLoseIt() throws IOException {
		String before = Files.readString(PartRecord.of(this.part));
		read().begin(new Version(100_000, "t1", null, "ab".repeat(32)));
		assertThat(Files.readString(PartRecord.of(this.part))).startsWith(before);
	}

	@Test
	void whatIsAddedToACutLineIsALineOfItsOwn() throws IOException {
		Files.writeString(PartRecord.of(this.part), "done 30-4", StandardOpenOption.APPEND);
		PartRecord record = read();
		record.begin(VERSION);
		record.done(40, 41);
		assertThat(read().begin(VERSION)).isDeepEqualTo(new long[][] { { 0, 7 }, { 16, 20 }, { 40, 41 } });
	}

	@Test
	void aLineThatWasCutDoesNotCount() throws IOException {
		Files.writeString(PartRecord.of(this.part), "done 30-4", StandardOpenOption.APPEND);
		assertThat(read().begin(VERSION)).hasDimensions(2, 2);
	}

	@Test
	void whatIsNoRecordIsNotUsed() throws IOException {
		Files.writeString(PartRecord.of(this.part), "hello\n");
		assertThat(PartRecord.read(this.part)).isNull();
		Files.delete(PartRecord.of(this.part));
		assertThat(PartRecord.read(this.part)).isNull();
	}

}
