package io.rushb.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.rushb.check.script.TestFile;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

/**
 * A small server that does all that the kit asks, with one thing wrong. It has a fixed
 * timer, of 4 s, as servers in the field.
 */
final class StudentServer implements PureServer {

	private static final long FIELD_TIMER = TimeUnit.SECONDS.toNanos(4);

	private static final int TEN = 10;

	/** Down to which a timer may follow the round trip of a plain session. */
	private static final long SHORT_TIMER = TimeUnit.MILLISECONDS.toNanos(20);

	private final Defect defect;

	private final long timer;

	private final Function<String, @Nullable TestFile> files;

	private final Map<Integer, StudentSession> sessions = new LinkedHashMap<>();

	private final Map<Integer, StudentSession> lingering = new HashMap<>();

	private final Queue<Reply> replies = new ArrayDeque<>();

	private final StudentWire wire;

	private final StudentParts parts;

	private boolean dead;

	private boolean wasBusy;

	/** Places of part sessions that are never free again. */
	private int lost;

	private int sharedNumber;

	private @Nullable StudentSession sharedSession;

	private Options stickyOptions = Options.NONE;

	StudentServer(Defect defect, List<TestFile> laid) {
		this(defect, FIELD_TIMER,
				laid.stream().collect(Collectors.toMap(TestFile::name, Function.identity(), (one, other) -> one))::get,
				(directory) -> laid.stream().filter((file) -> file.name().startsWith(directory + "/")).toList());
	}

	/** With a timer, in nanoseconds, and files and directories from anywhere. */
	StudentServer(Defect defect, long timer, Function<String, @Nullable TestFile> files,
			Function<String, List<TestFile>> below) {
		this.defect = defect;
		this.wire = new StudentWire(defect);
		this.timer = timer;
		this.files = files;
		this.parts = new StudentParts(defect, files, below);
	}

	long timer(boolean part) {
		return (part && has(Defect.PART_TIMER_SHORT)) ? SHORT_TIMER : this.timer;
	}

	/** Whether it makes this NAK wait, as a busy machine would. */
	boolean isBusy() {
		boolean busy = has(Defect.NAK_LATE_ONCE) && !this.wasBusy;
		this.wasBusy = true;
		return busy;
	}

	boolean isDead() {
		return this.dead;
	}

	boolean has(Defect candidate) {
		return this.defect == candidate;
	}

	@Override
	public void receive(int client, byte[] datagram, long now) {
		if (has(Defect.DIES_AT_SHORT) && datagram.length < 8) {
			this.dead = true;
		}
		Packet packet = this.dead ? null : this.wire.read(datagram);
		if (packet == null) {
			if (has(Defect.ANSWERS_GARBAGE) && !this.dead && datagram.length == 1472) {
				send(client, Kind.FIN, Options.NONE, 1, 0, new byte[0]);
			}
			return;
		}
		StudentSession session = this.sessions.get(client);
		if (packet.kind() == Kind.GET && !(session != null && packet.sequence() != 1)) {
			get(client, session, packet, now);
		}
		else if (session != null) {
			session.handle(packet, now);
		}
		else {
			late(client, packet);
		}
	}

	private void get(int client, @Nullable StudentSession session, Packet packet, long now) {
		boolean opens = packet.sequence() == 1 && packet.acknowledgement() == 0 || has(Defect.ANY_GET_NUMBER);
		if (!opens || (!packet.isChecksumRight() && !has(Defect.CHECKSUM_NEVER_CHECKED))) {
			return;
		}
		if (session != null && !has(Defect.EVERY_GET_BEGINS)) {
			if (!has(Defect.SESSIONS_NEVER_REPLACED)) {
				session.handleGet(packet, now);
			}
			return;
		}
		boolean full = has(Defect.ONE_CLIENT_AT_A_TIME) && !this.sessions.isEmpty()
				|| has(Defect.TEN_CLIENTS_AT_MOST) && this.sessions.size() >= TEN
				|| has(Defect.SAME_PORT_ONCE) && this.lingering.containsKey(client);
		if (!full) {
			open(client, packet, now);
		}
	}

	void open(int client, Packet packet, long now) {
		boolean part = StudentParts.isPart(packet.data());
		int open = (int) this.sessions.values().stream().filter(StudentSession::isPart).count() + this.lost;
		boolean full = this.parts.isFull(part, open);
		if (full && !has(Defect.CHANNELS_REFUSED)) {
			return;
		}
		this.lingering.remove(client);
		String name = name(packet.data());
		List<byte[]> reserved = full ? null : this.parts.packets(client, packet.data());
		if (reserved != null) {
			Options asked = has(Defect.PARTS_ENCODED) ? packet.options()
					: packet.options().and(new Options(true, false));
			StudentSession session = new StudentSession(this, client, packet, granted(asked), null);
			session.willSend(reserved, part, now);
			this.sessions.put(client, session);
			session.proceed(now);
			return;
		}
		TestFile file = find(name, packet.options().encryption());
		this.parts.plain(file);
		if (file == null && has(Defect.DIES_AT_MISSING)
				|| has(Defect.DIES_AT_UNDECODABLE) && packet.options().encryption() && file == null) {
			this.dead = true;
			return;
		}
		if (file == null && has(Defect.SILENT_AT_MISSING)) {
			return;
		}
		StudentSession session = new StudentSession(this, client, packet, granted(packet.options()), file);
		if (has(Defect.SESSIONS_MIXED) && file != null) {
			if (this.sharedSession != null) {
				session.mixWith(this.sharedSession);
			}
			this.sharedSession = session;
		}
		this.sessions.put(client, session);
		session.proceed(now);
	}

	private String name(byte[] bytes) {
		String name = new String(bytes, StandardCharsets.UTF_8);
		if (has(Defect.NAMES_NORMALIZED)) {
			List<String> parts = new ArrayList<>();
			for (String part : name.split("/")) {
				if (part.equals("..") && !parts.isEmpty()) {
					parts.remove(parts.size() - 1);
				}
				else if (!part.isEmpty() && !part.equals("..")) {
					parts.add(part);
				}
			}
			return String.join("/", parts);
		}
		return name.startsWith("/") ? name.substring(1) : name;
	}

	private @Nullable TestFile find(String name, boolean encoded) {
		TestFile file = has(Defect.OTHER_DIRECTORY) ? null : this.files.apply(name);
		boolean refused = file != null && file.size() > 0 && file.content().applyAsInt(file.size() - 1) == 0
				&& !has(Defect.ZEROS_CUT_NOWHERE);
		boolean taken = file != null && file.size() == 0 && has(Defect.EMPTY_IS_MISSING);
		boolean lost = file != null && encoded && !has(Defect.ENC_OF_ANYTHING) && !isEncodable(file);
		return (refused || taken || lost) ? null : file;
	}

	private static boolean isEncodable(TestFile file) {
		return IntStream.range(0, (int) file.size()).allMatch((i) -> file.content().applyAsInt(i) < 249);
	}

	private void late(int client, Packet packet) {
		StudentSession session = this.lingering.get(client);
		if (session != null && !has(Defect.NO_LINGER)) {
			session.farewell(packet);
		}
	}

	void close(int client, StudentSession session) {
		this.lingering.put(client, session);
		if (!has(Defect.NOT_CLOSED)) {
			this.sessions.remove(client);
		}
	}

	void drop(int client) {
		this.sessions.remove(client);
	}

	/** A client of a part has said nothing for too long (rule P7). */
	void idle(int client) {
		drop(client);
		this.lost += has(Defect.IDLE_KEEPS_ITS_PLACE) ? 1 : 0;
	}

	int nextNumber(int number) {
		if (has(Defect.NUMBERS_SHARED)) {
			return ++this.sharedNumber;
		}
		return (number == 65535 && has(Defect.NO_WRAP)) ? 1 : (number + 1) & 0xffff;
	}

	Options granted(Options asked) {
		if (has(Defect.OPTIONS_STICK)) {
			this.stickyOptions = new Options(asked.checksum() || this.stickyOptions.checksum(),
					asked.encryption() || this.stickyOptions.encryption());
			return this.stickyOptions;
		}
		return asked.and(new Options(!has(Defect.CHK_NOT_GRANTED), !has(Defect.ENC_NOT_GRANTED)));
	}

	void send(int client, Kind kind, Options options, int sequence, int acknowledgement, byte[] data) {
		byte[] datagram = this.wire.write(kind, options, sequence, acknowledgement, data);
		this.replies.add(new Reply(client, datagram, !has(Defect.OTHER_PORT)));
		if (has(Defect.SENDS_TWICE)) {
			this.replies.add(new Reply(client, datagram, true));
		}
	}

	@Override
	public long nextTimeout() {
		return this.dead ? Long.MAX_VALUE
				: this.sessions.values().stream().mapToLong(StudentSession::deadline).min().orElse(Long.MAX_VALUE);
	}

	@Override
	public void handleTimeouts(long now) {
		if (!this.dead) {
			List.copyOf(this.sessions.values()).forEach((session) -> session.handleTimeout(now));
		}
	}

	@Override
	public @Nullable Reply poll() {
		return this.replies.poll();
	}

}
