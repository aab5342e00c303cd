package io.rushb.health;

import java.nio.file.Files;
import java.nio.file.Path;

import io.rushb.storage.DirectoryContentStore;
import io.rushb.storage.FileNames;
import io.rushb.transport.RushbServer;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Up while the root directory is there and can be read. Also says whether the JVM's
 * encoding for file names cannot express all names. Such files are served all the same.
 */
@Component("rushbFiles")
class FilesHealthIndicator extends AbstractHealthIndicator {

	private final Path root;

	private final RushbServer server;

	FilesHealthIndicator(DirectoryContentStore store, RushbServer server) {
		super("The root directory could not be looked at");
		this.root = store.root();
		this.server = server;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		boolean readable = Files.isDirectory(this.root) && Files.isReadable(this.root) && Files.isExecutable(this.root);
		builder.status(readable ? "UP" : "DOWN")
			.withDetail("root", this.root.toString())
			.withDetail("stuckWorkers", this.server.stuckWorkers());
		String encoding = FileNames.wrongEncoding();
		if (encoding != null) {
			builder.withDetail("fileNameEncoding", encoding);
		}
	}

}
