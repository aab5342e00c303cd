package io.rushb.health;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import io.rushb.endpoint.Limit;
import io.rushb.endpoint.TransferView;
import io.rushb.health.RecentTransfers.PastTransfer;
import io.rushb.session.NameText;
import io.rushb.session.Outcome;
import io.rushb.session.PartView;
import io.rushb.session.RequestKind;
import io.rushb.session.SessionView;
import io.rushb.testing.EventCounts;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

class RecentTransfersTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

	private final SessionTraces traces = new SessionTraces(0, () -> 1);

	private final RecentTransfers transfers = new RecentTransfers(this.traces, CLOCK);

	private static SessionView over(int client, Outcome outcome) {
		NameText name = new NameText("", ("file-" + client).getBytes(StandardCharsets.US_ASCII));
		return new SessionView(VirtualServer.client(client), name, new Options(true, false), 3000, 3000, 4, 1,
				Duration.ofMillis(10), Duration.ofMillis(500), Duration.ZERO, outcome, null, RequestKind.WHOLE, null);
	}

	@Test
	void theNewestComesFirstAndTheOldestGoes() {
		for (int i = 1; i <= RecentTransfers.MOST + 5; i++) {
			this.transfers.closed(over(i, Outcome.COMPLETED));
		}
		List<PastTransfer> all = this.transfers.latest(RecentTransfers.MOST).transfers();
		assertThat(all).hasSize(RecentTransfers.MOST);
		assertThat(all.get(0).resource()).isEqualTo("file-105");
		assertThat(all.get(99).resource()).isEqualTo("file-6");
		assertThat(this.transfers.latest(2).transfers()).extracting(PastTransfer::resource)
			.containsExactly("file-105", "file-104");
		assertThat(this.transfers.find(5)).isNull();
		assertThat(this.transfers.find(6)).isNotNull();
	}

	@Test
	void aTransferTellsItsRateAndItsEnd() {
		this.transfers.closed(over(1, Outcome.COMPLETED));
		PastTransfer transfer = this.transfers.latest(1).transfers().get(0);
		assertThat(transfer).isEqualTo(new PastTransfer(1, "10.0.0.1:40000", "file-1", "completed", null, 3000, 3000, 4,
				1, 500, 6000, 10, 1, "2026-01-02T03:04:05Z", false));
	}

	@Test
	void whoNeverAnsweredIsCountedAndPushesNobodyOut() {
		this.transfers.closed(over(1, Outcome.COMPLETED));
		for (int i = 0; i < 1000; i++) {
			this.transfers.closed(over(2, Outcome.UNPROVEN));
			this.transfers.rejected(new InetSocketAddress("10.0.0.3", 1), Limit.SESSIONS);
		}
		assertThat(this.transfers.latest(100).transfers()).hasSize(1);
		assertThat(this.transfers.latest(100).outcomes()).containsEntry("completed", 1L)
			.containsEntry("unproven", 1000L)
			.containsEntry("rejected", 1000L)
			.hasSize(Outcome.values().length + 1);
	}

	@Test
	void allPartsOfAFileAreOneTransfer() {
		SessionView part = over(7, Outcome.COMPLETED);
		this.transfers.closed(new SessionView(part.client(), new NameText(".rushb/part/...", new byte[0]),
				part.options(), 3000, 3000, 4, 1, Duration.ofMillis(10), Duration.ofMillis(500), Duration.ZERO,
				Outcome.COMPLETED, null, RequestKind.PART, new PartView("big.bin", "tag", 0, 2, 9_000)));
		assertThat(this.transfers.latest(1).transfers()).isEmpty();
		this.transfers.transferOver(new TransferView(part.client().getAddress(), "big.bin", 0, 8, 20, 9_000, 9_000, 40,
				2, Duration.ofSeconds(3), false));
		this.transfers.transferOver(new TransferView(part.client().getAddress(), "big.bin", 0, 8, 20, 8_000, 9_000, 40,
				2, Duration.ofSeconds(2), false));
		assertThat(this.transfers.latest(5).transfers())
			.extracting(PastTransfer::client, PastTransfer::resource, PastTransfer::outcome, PastTransfer::channels,
					PastTransfer::rate)
			.containsExactly(tuple("10.0.0.7", "big.bin", "left_off", 8, 4000L),
					tuple("10.0.0.7", "big.bin", "completed", 8, 3000L));
		assertThat(this.transfers.latest(1).outcomes()).containsEntry("completed", 1L).containsEntry("left_off", 1L);
	}

	@Test
	void aTransferInPartsHasThePacketsOfThePartThatEndedLast() {
		SessionTraces looking = new SessionTraces(2, () -> 1);
		RecentTransfers recent = new RecentTransfers(looking, CLOCK);
		looking.look();
		EventCounts usual = new EventCounts();
		SessionTrace first = looking.begin(VirtualServer.client(7, 1), usual, false);
		SessionTrace last = looking.begin(VirtualServer.client(7, 2), usual, false);
		assertThat(last).isNotNull();
		last.sent(Kind.DAT, 1, null, 1_000_000, 0);
		recent.closed(part(VirtualServer.client(7, 1)));
		recent.closed(part(VirtualServer.client(7, 2)));
		InetAddress client = VirtualServer.client(7).getAddress();
		recent.transferOver(new TransferView(client, "other.bin", 0, 8, 20, 9, 9, 4, 2, Duration.ofSeconds(3), false));
		assertThat(recent.latest(1).transfers().get(0).traced()).isFalse();
		recent.transferOver(new TransferView(client, "big.bin", 0, 8, 20, 9, 9, 4, 2, Duration.ofSeconds(3), false));
		assertThat(recent.latest(1).transfers().get(0).traced()).isTrue();
		assertThat(recent.find(2)).isNotNull();
		assertThat(recent.find(2).trace()).isSameAs(last);
		// The same file once more, by sessions that nobody traced.
		recent.transferOver(new TransferView(client, "big.bin", 0, 8, 20, 9, 9, 4, 2, Duration.ofSeconds(3), false));
		assertThat(recent.latest(1).transfers().get(0).traced()).isFalse();
		// Their places are the first to be taken by others.
		looking.begin(VirtualServer.client(8), usual, false);
		looking.begin(VirtualServer.client(9), usual, false);
		assertThat(first).isNotNull();
		assertThat(first.isKept()).isFalse();
		assertThat(recent.latest(2).transfers().get(1).traced()).isFalse();
	}

	private static SessionView part(InetSocketAddress client) {
		return new SessionView(client, new NameText(".rushb/part/...", new byte[0]), Options.NONE, 3000, 3000, 4, 1,
				Duration.ofMillis(10), Duration.ofMillis(500), Duration.ZERO, Outcome.COMPLETED, null, RequestKind.PART,
				new PartView("big.bin", "tag", 0, 2, 9_000));
	}

	@Test
	void theCountersHaveABeginning() {
		assertThat(this.transfers.latest(1).since()).isEqualTo("2026-01-02T03:04:05Z");
	}

}
