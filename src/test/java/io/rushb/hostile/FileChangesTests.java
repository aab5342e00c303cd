package io.rushb.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.MeterRegistry;
import io.rushb.testing.SocketClient;
import io.rushb.transport.ReceiverSupervisor;
import io.rushb.transport.RushbServer;
import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule S7 on a real file system: what happens to a file while it is being sent.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "rushb.server.address=127.0.0.1", "rushb.server.port=0", "rushb.protocol.initial-timeout=50s",
				"rushb.protocol.min-timeout=50s", "rushb.protocol.min-timeout-cold=50s",
				"rushb.protocol.max-timeout=50s", "server.port=-1" })
@Timeout(120)
class FileChangesTests {

	private static final byte[] CONTENT = SocketClient.text(1_000_000);

	@TempDir
	static Path directory;

	@Autowired
	ReceiverSupervisor supervisor;

	@Autowired
	RushbServer service;

	@Autowired
	MeterRegistry meters;

	Path root;

	Path file;

	@DynamicPropertySource
	static void serveTheTemporaryDirectory(DynamicPropertyRegistry registry) throws IOException {
		Files.createDirectories(directory.resolve("root"));
		registry.add("rushb.files.root", () -> directory.resolve("root").toString());
	}

	@BeforeEach
	void writeFile() throws IOException {
		this.root = Files.createDirectories(directory.resolve("root"));
		this.file = this.root.resolve("file.txt");
		Files.deleteIfExists(this.file);
		Files.write(this.file, CONTENT);
		// So long ago that every change shows, however coarse the time stamps are.
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
	}

	@Test
	void aTruncatedFileEndsInSilence() throws IOException {
		assertEndsInSilence(() -> Files.write(this.file, new byte[0]));
	}

	@Test
	void aFileRewrittenInPlaceEndsInSilence() throws IOException {
		byte[] other = CONTENT.clone();
		other[999_999] ^= 1;
		assertEndsInSilence(() -> Files.write(this.file, other, StandardOpenOption.WRITE));
	}

	@Test
	void aFileWhoseTimeStampChangesEndsInSilenceAndIsThenSentAsItIs() throws IOException {
		assertEndsInSilence(
				() -> Files.setLastModifiedTime(this.file, FileTime.from(Instant.now().minus(Duration.ofHours(1)))));
		try (SocketClient client = new SocketClient(this.supervisor.port())) {
			assertThat(client.fetch("file.txt")).isEqualTo(CONTENT);
		}
	}

	@Test
	void aReplacedFileEndsInSilence() throws IOException {
		assertEndsInSilence(() -> {
			Path other = Files.writeString(this.root.resolve("other"), "other");
			Files.move(other, this.file, StandardCopyOption.ATOMIC_MOVE);
		});
	}

	@Test
	void aDeletedFileEndsInSilence() throws IOException {
		assertEndsInSilence(() -> Files.delete(this.file));
	}

	@Test
	void aFileThatGrowsEndsInSilence() throws IOException {
		assertEndsInSilence(() -> Files.writeString(this.file, "more", StandardOpenOption.APPEND));
	}

	@Test
	void aFileMadeUnreadableIsSentAsItWasOpened() throws IOException {
		assertIsWhole(() -> Files.setPosixFilePermissions(this.file, PosixFilePermissions.fromString("---------")));
	}

	@Test
	void aRootThatDisappearsRefusesAndServesAgainWhenItComesBack() throws IOException {
		Path away = directory.resolve("away");
		Files.move(this.root, away);
		try (SocketClient client = new SocketClient(this.supervisor.port())) {
			client.get("file.txt");
			assertThat(client.receive().kind()).isEqualTo(Kind.FIN);
			client.send(Kind.FIN_ACK, 2, 1, "");
			client.receive();
		}
		Files.move(away, this.root);
		try (SocketClient client = new SocketClient(this.supervisor.port())) {
			assertThat(client.fetch("file.txt")).isEqualTo(CONTENT);
		}
	}

	private void assertIsWhole(Change change) throws IOException {
		try (SocketClient client = new SocketClient(this.supervisor.port())) {
			client.get("file.txt");
			Packet first = client.receive();
			change.happen();
			client.send(Kind.DAT_ACK, 2, 1, "");
			ByteArrayOutputStream sofar = new ByteArrayOutputStream();
			sofar.writeBytes(first.data());
			assertThat(client.finish(sofar, 2, 3)).isEqualTo(CONTENT);
		}
	}

	private void assertEndsInSilence(Change change) throws IOException {
		double aborted = aborted();
		try (SocketClient client = new SocketClient(this.supervisor.port())) {
			client.get("file.txt");
			client.receive();
			change.happen();
			int number = 2;
			int sequence = 1;
			client.send(Kind.DAT_ACK, number++, sequence, "");
			while (client.isAnsweredUnless(() -> aborted() > aborted)) {
				Packet packet = client.receive();
				assertThat(packet.kind()).isEqualTo(Kind.DAT);
				sequence = packet.sequence();
				client.send(Kind.DAT_ACK, number++, sequence, "");
			}
			assertThat(sequence).isLessThan(1 + CONTENT.length / 1464);
		}
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.service.activeSessions() == 0);
		assertThat(aborted()).isEqualTo(aborted + 1);
	}

	private double aborted() {
		return this.meters.get("rushb.sessions").tag("outcome", "aborted").counter().count();
	}

	private interface Change {

		void happen() throws IOException;

	}

}
