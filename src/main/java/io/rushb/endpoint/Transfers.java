package io.rushb.endpoint;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.rushb.session.Outcome;
import io.rushb.session.PartView;
import io.rushb.session.SessionRequest;
import io.rushb.session.SessionView;
import org.jspecify.annotations.Nullable;

/**
 * Groups part sessions into transfers, one for each client address and version of a file.
 * A transfer is over when all its bytes have been acknowledged and none of its sessions
 * lives, or when none has lived for two seconds. Bounded: if there are too many, the
 * oldest counts as over. Not thread-safe.
 */
public final class Transfers {

	/**
	 * How long a client may pause between two parts; it may be asking for a new cookie.
	 */
	public static final Duration QUIET = Duration.ofSeconds(2);

	/** One for each ten sessions of the default limit; about 200 bytes each. */
	private static final int MOST = 1000;

	private final Map<Key, Progress> transfers = new LinkedHashMap<>();

	/** The transfers that were removed for others before they were over. */
	private final List<TransferView> displaced = new ArrayList<>();

	/**
	 * A session was opened.
	 * @param request what opened it; ignored unless it asks for a part
	 * @param now the time in nanoseconds
	 */
	public void opened(SessionRequest request, long now) {
		PartView part = request.part();
		if (part == null) {
			return;
		}
		Progress progress = this.transfers.computeIfAbsent(key(request.client().getAddress(), part),
				(key) -> new Progress(now));
		progress.live++;
		progress.most = Math.max(progress.most, progress.live);
		if (this.transfers.size() > MOST) {
			Iterator<Map.Entry<Key, Progress>> oldest = this.transfers.entrySet().iterator();
			Map.Entry<Key, Progress> first = oldest.next();
			this.displaced.add(first.getValue().view(first.getKey(), List.of(), now));
			oldest.remove();
		}
	}

	/**
	 * A session is over.
	 * @param session its last state; ignored unless it sent a part
	 * @param now the time in nanoseconds
	 */
	public void closed(SessionView session, long now) {
		PartView part = session.part();
		Progress progress = (part != null) ? this.transfers.get(key(session.client().getAddress(), part)) : null;
		if (part == null || progress == null) {
			return;
		}
		progress.live--;
		progress.quietSince = now;
		progress.size = Math.max(progress.size, part.fileSize());
		progress.packets += session.packets();
		progress.retransmissions += session.retransmissions();
		if (session.outcome() == Outcome.COMPLETED) {
			progress.parts++;
			progress.done += session.bytesDone();
		}
		else {
			progress.leftOff = true;
		}
	}

	/**
	 * Takes out the transfers that are over.
	 * @param now the time in nanoseconds
	 * @return their last states
	 */
	public List<TransferView> takeOver(long now) {
		List<TransferView> over = new ArrayList<>(this.displaced);
		this.displaced.clear();
		this.transfers.entrySet().removeIf((entry) -> {
			Progress progress = entry.getValue();
			boolean isOver = progress.live <= 0
					&& (progress.isComplete() || now - progress.quietSince >= QUIET.toNanos());
			if (isOver) {
				over.add(progress.view(entry.getKey(), List.of(), progress.quietSince));
			}
			return isOver;
		});
		return over;
	}

	/**
	 * Shows the transfers that are under way.
	 * @param live all live sessions
	 * @param now the time in nanoseconds
	 * @return one view for each address and file, the oldest first
	 */
	public List<TransferView> underWay(List<SessionView> live, long now) {
		Map<Key, List<SessionView>> byTransfer = new LinkedHashMap<>();
		for (SessionView session : live) {
			PartView part = session.part();
			if (part != null) {
				byTransfer.computeIfAbsent(key(session.client().getAddress(), part), (key) -> new ArrayList<>())
					.add(session);
			}
		}
		List<TransferView> views = new ArrayList<>();
		this.transfers
			.forEach((key, progress) -> views.add(progress.view(key, byTransfer.getOrDefault(key, List.of()), now)));
		return views;
	}

	/**
	 * Returns how many transfers are under way.
	 * @return the number, those included that have been quiet for less than two seconds
	 */
	public int size() {
		return this.transfers.size();
	}

	/**
	 * Returns how many transfers some live sessions are: all parts of a file that go to
	 * one address are one.
	 * @param sessions the number of live sessions of all kinds
	 * @return the number of transfers
	 */
	public int count(int sessions) {
		int parts = this.transfers.values().stream().mapToInt((progress) -> progress.live).sum();
		int running = (int) this.transfers.values().stream().filter((progress) -> progress.live > 0).count();
		return Math.max(0, sessions - parts) + running;
	}

	private static Key key(InetAddress client, PartView part) {
		return new Key(client, part.path(), part.tag());
	}

	/** Identifies a transfer. */
	private record Key(InetAddress client, String path, String tag) {

	}

	/** The progress of a transfer. */
	private static final class Progress {

		private final long openedAt;

		private int live;

		private int most;

		private long parts;

		private long done;

		private long size;

		private long packets;

		private long retransmissions;

		private long quietSince;

		/** Whether a session of it ended before its end. */
		private boolean leftOff;

		Progress(long now) {
			this.openedAt = now;
			this.quietSince = now;
		}

		boolean isComplete() {
			return this.size > 0 && this.done >= this.size;
		}

		TransferView view(Key key, List<SessionView> sessions, long now) {
			long bytes = this.done;
			long total = this.size;
			long sent = this.packets;
			long again = this.retransmissions;
			for (SessionView session : sessions) {
				@Nullable PartView part = session.part();
				total = Math.max(total, (part != null) ? part.fileSize() : 0);
				bytes += session.bytesDone();
				sent += session.packets();
				again += session.retransmissions();
			}
			return new TransferView(key.client, key.path, this.live, this.most, this.parts, Math.min(bytes, total),
					total, sent, again, Duration.ofNanos(now - this.openedAt),
					this.live <= 0 && !this.leftOff && this.parts > 0);
		}

	}

}
