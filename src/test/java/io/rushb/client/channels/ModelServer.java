package io.rushb.client.channels;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;

import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.ReservedName;
import io.rushb.wire.Sender;
import io.rushb.wire.StatText;
import org.jspecify.annotations.Nullable;

/**
 * A small model of a server with parts, written from the rules and not from the real
 * core: stop and wait in each session, rules A1 to A6, a retransmission timer with the
 * floor of 200 ms (P7). A client is known by its port.
 */
final class ModelServer {

	private final VirtualTime time;

	private final BiConsumer<Integer, byte[]> send;

	private final Map<String, ModelFile> files = new HashMap<>();

	private final Map<Integer, ModelServerSession> sessions = new HashMap<>();

	/** How long one packet keeps the server, in nanoseconds. */
	long work;

	String cookie = "c0ffee00".repeat(4);

	int channels = 1024;

	/** How many part sessions it has room for, of all clients together (rule P8). */
	int seats = Integer.MAX_VALUE;

	boolean digest = true;

	/** Says nothing from now on. */
	boolean silent;

	/** Each n-th trailer is wrong. */
	int spoil;

	/** How many bytes of a file a stat conceals. */
	int concealed;

	int mostSessions;

	/** How many sessions have asked for a stat. */
	int stats;

	/** The size of files changes, but not yet their time of modification. */
	boolean truncating;

	private String modified = "2026-01-01T00:00:00Z";

	private long freeAt;

	/**
	 * A server.
	 * @param send takes the client's port and a datagram
	 */
	ModelServer(VirtualTime time, BiConsumer<Integer, byte[]> send) {
		this.time = time;
		this.send = send;
	}

	/** Files have different times of modification, unless they are being truncated. */
	private String modified(ModelFile file) {
		return this.truncating ? this.modified
				: (this.modified = Instant.EPOCH.plusSeconds(file.hashCode() & 0xffffff).toString());
	}

	void put(String name, @Nullable ModelFile file) {
		if (file == null) {
			this.files.remove(name);
		}
		else {
			this.files.put(name, file);
		}
	}

	/** Is started anew: it knows no session, and has another secret. */
	void restart(String newCookie) {
		this.sessions.values().forEach(ModelServerSession::end);
		this.sessions.clear();
		this.cookie = newCookie;
	}

	/**
	 * As when one server of several behind a balancer dies: it knows no session of these
	 * ports.
	 */
	void forget(IntPredicate ports) {
		this.sessions.forEach((port, session) -> {
			if (ports.test(port)) {
				session.end();
			}
		});
		this.sessions.keySet().removeIf(ports::test);
	}

	/** Those that are not over; others only answer stragglers. */
	int sessions() {
		return (int) this.sessions.values().stream().filter((session) -> !session.isClosed()).count();
	}

	void receive(int port, byte[] datagram) {
		this.freeAt = Math.max(this.freeAt, this.time.now()) + this.work;
		if (this.work > 0) {
			this.time.at(this.freeAt, () -> handle(port, datagram));
		}
		else {
			handle(port, datagram);
		}
	}

	private void handle(int port, byte[] datagram) {
		if (this.silent || !(PacketCodec.decode(datagram, datagram.length, Sender.CLIENT) instanceof Packet packet)
				|| !packet.isChecksumRight()) {
			return;
		}
		ModelServerSession session = this.sessions.get(port);
		if (session == null || (session.isClosed() && packet.kind() == io.rushb.wire.Kind.GET)) {
			if (packet.kind() == io.rushb.wire.Kind.GET && packet.sequence() == 1 && hasSeat(packet)) {
				session = new ModelServerSession(this, port, packet);
				this.sessions.put(port, session);
				this.mostSessions = Math.max(this.mostSessions, sessions());
				session.begin();
			}
			return;
		}
		session.handle(packet);
	}

	private boolean hasSeat(Packet get) {
		return sessions() < this.seats || !(ReservedName.parse(get.data()) instanceof ReservedName.Part);
	}

	void replace(int port, Packet get) {
		ModelServerSession session = new ModelServerSession(this, port, get);
		this.sessions.put(port, session);
		session.begin();
	}

	void forget(int port, ModelServerSession session) {
		this.sessions.remove(port, session);
	}

	void send(int port, byte[] datagram) {
		if (!this.silent) {
			this.send.accept(port, datagram);
		}
	}

	VirtualTime time() {
		return this.time;
	}

	/** What a name names. */
	@Nullable ModelServerContent open(byte[] name) {
		ReservedName reserved = ReservedName.parse(name);
		if (reserved instanceof ReservedName.Stat stat) {
			this.stats++;
			ModelFile file = this.files.get(stat.path());
			if (file == null) {
				return null;
			}
			StatText text = new StatText(stat.nonce(), this.cookie, this.channels, file.bytes().length - this.concealed,
					file.tag(), modified(file), this.digest ? file.sha256() : null);
			return ModelServerContent.of(text.bytes());
		}
		if (reserved instanceof ReservedName.Part part) {
			ModelFile file = this.files.get(part.path());
			long end = (file != null) ? (file.bytes().length + 1463L) / 1464 : 0;
			if (file == null || !part.cookie().equals(this.cookie) || !part.tag().equals(String.valueOf(file.tag()))
					|| part.last() >= end) {
				return null;
			}
			boolean wrong = this.spoil > 0 && part.first() % this.spoil == 0;
			return ModelServerContent.of(part, file, wrong, () -> this.files.get(part.path()) == file);
		}
		ModelFile plain = this.files.get(new String(name, StandardCharsets.UTF_8));
		return (plain != null) ? ModelServerContent.of(plain.bytes()) : null;
	}

	static long millis(long number) {
		return TimeUnit.MILLISECONDS.toNanos(number);
	}

}
