package io.rushb.check;

import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

import io.rushb.check.scenario.TestFiles;
import io.rushb.check.script.TestFile;
import io.rushb.session.ProtocolSettings;
import io.rushb.testing.MemoryResource;
import io.rushb.testing.Sent;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.ListText;
import org.jspecify.annotations.Nullable;

/**
 * The core of our own server.
 */
final class CoreServer implements PureServer {

	private static final int PORT = 40_000;

	private final VirtualServer server;

	private final List<TestFile> laid;

	private int clients;

	private final Queue<Reply> replies = new ArrayDeque<>();

	CoreServer(ProtocolSettings settings, List<TestFile> laid) {
		this.server = new VirtualServer(settings);
		this.laid = laid;
		Map<String, Map<String, ListText.ListEntry>> lists = new HashMap<>();
		for (TestFile file : laid) {
			this.server.store().put(file.name(), file.size(), file.content());
			putInto(lists, file.name(), file.size());
		}
		lists.forEach((directory, entries) -> this.server.store()
			.putList(directory, new ListText(List.copyOf(entries.values())).bytes()));
	}

	/**
	 * Puts a name into the list of its directory, and that directory into the next one.
	 */
	private static void putInto(Map<String, Map<String, ListText.ListEntry>> lists, String name, long size) {
		int slash = name.lastIndexOf('/');
		if (slash > 0) {
			String directory = name.substring(0, slash);
			String last = name.substring(slash + 1);
			lists.computeIfAbsent(directory, (key) -> new TreeMap<>())
				.put(last, new ListText.ListEntry(size, TestFiles.MODIFIED_TEXT + "Z", last));
			putInto(lists, directory, -1);
		}
	}

	@Override
	public void receive(int client, byte[] datagram, long now) {
		this.server.advanceTo(now);
		this.clients = Math.max(this.clients, client + 1);
		this.server.receive(address(client), datagram);
		digest();
		take();
	}

	/** What a file's digest is, when somebody wanted to know (rule P9). */
	private void digest() {
		for (TestFile file : this.laid) {
			MemoryResource resource = this.server.store().get(file.name());
			if (resource.digestsWanted() > 0) {
				resource.digest(sha256(file));
			}
		}
	}

	private static String sha256(TestFile file) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.bytes(0, (int) file.size()));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** All are of one address. */
	private static InetSocketAddress address(int client) {
		return VirtualServer.client(1, PORT + client);
	}

	@Override
	public long nextTimeout() {
		return this.server.endpoint().nextTimeout();
	}

	@Override
	public void handleTimeouts(long now) {
		this.server.advanceTo(now);
		take();
	}

	private void take() {
		for (int client = 0; client < this.clients; client++) {
			for (Sent sent : this.server.take(address(client))) {
				this.replies.add(new Reply(client, sent.datagram(), true));
			}
		}
	}

	@Override
	public @Nullable Reply poll() {
		return this.replies.poll();
	}

}
