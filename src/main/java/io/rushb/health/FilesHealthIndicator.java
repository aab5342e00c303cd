package io.rushb.health;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

import io.rushb.storage.DirectoryContentStore;
import io.rushb.storage.FileNames;
import io.rushb.transport.RushbServer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Up while the root directory exists and can be read. It also reports a JVM encoding of
 * file names that cannot express all names; files with such names are served
 * nevertheless.
 * <p>
 * Where a file server does not answer, a look never ends. Then it is down: the next one
 * who asks waits for that look for a moment only, so it keeps one thread of the web
 * server and no more.
 */
@Component("rushbFiles")
class FilesHealthIndicator extends AbstractHealthIndicator {

	/** Less than probes wait: Kubernetes waits for a second by default. */
	private static final long PATIENCE_MILLIS = 500;

	private final Path root;

	private final IntSupplier stuckWorkers;

	private final Predicate<Path> look;

	private final ReentrantLock looking = new ReentrantLock();

	@Autowired
	FilesHealthIndicator(DirectoryContentStore store, RushbServer server) {
		this(store.root(), server::stuckWorkers,
				(root) -> Files.isDirectory(root) && Files.isReadable(root) && Files.isExecutable(root));
	}

	FilesHealthIndicator(Path root, IntSupplier stuckWorkers, Predicate<Path> look) {
		super("The root directory could not be looked at");
		this.root = root;
		this.stuckWorkers = stuckWorkers;
		this.look = look;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws InterruptedException {
		builder.status(isReadable() ? "UP" : "DOWN")
			.withDetail("root", this.root.toString())
			.withDetail("stuckWorkers", this.stuckWorkers.getAsInt());
		String encoding = FileNames.wrongEncoding();
		if (encoding != null) {
			builder.withDetail("fileNameEncoding", encoding);
		}
	}

	private boolean isReadable() throws InterruptedException {
		if (!this.looking.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
			return false;
		}
		try {
			return this.look.test(this.root);
		}
		finally {
			this.looking.unlock();
		}
	}

}
