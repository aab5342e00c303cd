package io.rushb.health;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.rushb.endpoint.TransferView;
import io.rushb.session.PartView;
import io.rushb.session.RequestKind;
import io.rushb.session.SessionView;
import io.rushb.transport.RushbServer;
import io.rushb.transport.TransferBook;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The running transfers: one for a session that sends a whole file, one for all parts of
 * a file that go to one address. The list is made at most twice a second, because it
 * needs a look at all sessions, and anybody may ask for it. Thread-safe.
 */
@Component
class LiveTransfers {

	static final long LIFETIME_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

	private final RushbServer server;

	private final TransferBook book;

	private final int most;

	private final LongSupplier nanoTime;

	private @Nullable List<LiveTransfer> made;

	private long madeAt;

	@Autowired
	LiveTransfers(RushbServer server, TransferBook book) {
		this(server, book, SessionsEndpoint.MOST, System::nanoTime);
	}

	LiveTransfers(RushbServer server, TransferBook book, int most, LongSupplier nanoTime) {
		this.server = server;
		this.book = book;
		this.most = most;
		this.nanoTime = nanoTime;
	}

	/** The oldest transfers, the oldest first. */
	synchronized List<LiveTransfer> oldest(int limit) {
		long now = this.nanoTime.getAsLong();
		List<LiveTransfer> transfers = this.made;
		if (transfers == null || now - this.madeAt >= LIFETIME_NANOS) {
			transfers = make();
			this.made = transfers;
			this.madeAt = now;
		}
		return transfers.subList(0, Math.min(limit, transfers.size()));
	}

	private List<LiveTransfer> make() {
		boolean parts = !this.book.underWay(List.of()).isEmpty();
		List<SessionView> live = this.server.sessions(parts ? Integer.MAX_VALUE : this.most);
		Map<Key, List<SessionView>> byTransfer = live.stream()
			.filter((session) -> session.part() != null)
			.collect(Collectors.groupingBy(Key::of));
		Stream<LiveTransfer> inParts = parts
				? this.book.underWay(live)
					.stream()
					.map((view) -> LiveTransfer.of(view, byTransfer.getOrDefault(Key.of(view), List.of())))
				: Stream.of();
		Stream<LiveTransfer> whole = live.stream()
			.filter((session) -> session.kind() == RequestKind.WHOLE)
			.limit(this.most)
			.map(LiveTransfer::of);
		return Stream.concat(inParts, whole)
			.sorted(Comparator.comparingLong(LiveTransfer::ageMs).reversed())
			.limit(this.most)
			.toList();
	}

	/** What the parts of one transfer have in common. */
	private record Key(InetAddress client, String path) {

		static Key of(SessionView session) {
			PartView part = session.part();
			return new Key(session.client().getAddress(), (part != null) ? part.path() : "");
		}

		static Key of(TransferView view) {
			return new Key(view.client(), view.path());
		}

	}

}
