package io.rushb.endpoint;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import io.rushb.session.SessionRequest;
import io.rushb.session.SessionView;
import io.rushb.testing.ClientPackets;
import io.rushb.testing.PartDownload;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.StatText;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TransfersTests {

	private static final long SECOND = 1_000_000_000;

	private final VirtualServer server = new VirtualServer().with("f", new byte[5 * 1464]).with("g", new byte[10]);

	private final Transfers transfers = new Transfers();

	/** Fetches a part of a file and tells of it. */
	private SessionView part(String path, int first, int last) {
		PartDownload client = new PartDownload(this.server, VirtualServer.CLIENT);
		StatText stat = client.stat(path);
		client.part(stat, first, last, path);
		List<SessionView> closed = this.server.events().closedSessions();
		return closed.get(closed.size() - 1);
	}

	private void tell(SessionView session, long now) {
		this.transfers.opened(new SessionRequest(session.client(), null, session.name(), now, session.kind(), true,
				session.part(), null), now);
		this.transfers.closed(session, now);
	}

	@Test
	void putsThePartsOfAFileTogether() {
		tell(part("f", 0, 1), 0);
		tell(part("f", 2, 2), SECOND);
		List<TransferView> under = this.transfers.underWay(List.of(), SECOND);
		assertThat(under).hasSize(1);
		assertThat(under.get(0).bytesDone()).isEqualTo(3 * 1464);
		assertThat(under.get(0).bytesTotal()).isEqualTo(5 * 1464);
		assertThat(under.get(0).parts()).isEqualTo(2);
		assertThat(this.transfers.takeOver(SECOND)).isEmpty();
		tell(part("f", 3, 4), SECOND);
		List<TransferView> over = this.transfers.takeOver(SECOND);
		assertThat(over).hasSize(1);
		assertThat(over.get(0).isComplete()).isTrue();
		assertThat(over.get(0).age()).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.transfers.size()).isZero();
	}

	@Test
	void aTransferThatHasBeenQuietForTwoSecondsIsOver() {
		tell(part("f", 0, 1), 0);
		assertThat(this.transfers.takeOver(2 * SECOND - 1)).isEmpty();
		List<TransferView> over = this.transfers.takeOver(2 * SECOND);
		assertThat(over).hasSize(1);
		assertThat(over.get(0).bytesDone()).isEqualTo(2 * 1464);
	}

	@Test
	void aClientThatWantsARangeOrTheRestOnlyHasHadAllWhenItsPartsHaveCome() {
		tell(part("f", 1, 2), 0);
		assertThat(this.transfers.underWay(List.of(), 0).get(0).delivered()).isTrue();
		TransferView over = this.transfers.takeOver(2 * SECOND).get(0);
		assertThat(over.isComplete()).isTrue();
		assertThat(over.bytesTotal()).isEqualTo(5 * 1464);
	}

	@Test
	void aClientThatLeavesASessionHasLeftOff() {
		tell(part("f", 1, 2), 0);
		InetSocketAddress client = VirtualServer.client(1, 50_000);
		StatText stat = new PartDownload(this.server, client).stat("f");
		this.server.receive(client, ClientPackets.get(PartDownload.name(stat.cookie(), stat.tag(), 3, 4, "f")));
		this.server.advance(Duration.ofSeconds(16));
		List<SessionView> closed = this.server.events().closedSessions();
		tell(closed.get(closed.size() - 1), SECOND);
		assertThat(this.transfers.takeOver(3 * SECOND).get(0).isComplete()).isFalse();
	}

	@Test
	void aTransferWithALiveSessionIsNotOver() {
		InetSocketAddress client = VirtualServer.client(1, 50_000);
		StatText stat = new PartDownload(this.server, client).stat("f");
		this.server.receive(client, ClientPackets.get(PartDownload.name(stat.cookie(), stat.tag(), 0, 4, "f")));
		SessionView live = this.server.endpoint().sessions(this.server.now()).get(0);
		this.transfers.opened(new SessionRequest(client, null, live.name(), 0, live.kind(), true, live.part(), null),
				0);
		assertThat(this.transfers.takeOver(100 * SECOND)).isEmpty();
		TransferView view = this.transfers.underWay(List.of(live), SECOND).get(0);
		assertThat(view.channels()).isOne();
		assertThat(view.bytesTotal()).isEqualTo(5 * 1464);
		assertThat(view.packets()).isOne();
		assertThat(this.transfers.count(1)).as("all parts of a file are one transfer").isOne();
		this.transfers.opened(new SessionRequest(VirtualServer.client(1, 50_001), null, live.name(), 0, live.kind(),
				true, live.part(), null), 0);
		assertThat(this.transfers.count(2)).isOne();
		assertThat(this.transfers.count(5)).as("and three others").isEqualTo(4);
	}

	@Test
	void filesAndClientsAreToldApart() {
		tell(part("f", 0, 1), 0);
		tell(part("g", 0, 0), 0);
		assertThat(this.transfers.size()).isEqualTo(2);
		assertThat(this.transfers.takeOver(0)).extracting(TransferView::path).containsExactly("g");
	}

	@Test
	void plainTransfersAreNone() {
		io.rushb.testing.Download.of(this.server, "g", io.rushb.wire.Options.NONE);
		SessionView whole = this.server.events().closedSessions().get(0);
		tell(whole, 0);
		assertThat(this.transfers.size()).isZero();
	}

	@Test
	void theOldestIsOverWhenThereAreTooMany() {
		SessionView part = part("f", 0, 0);
		for (int i = 0; i < 1001; i++) {
			InetSocketAddress client = VirtualServer.client(i);
			this.transfers
				.opened(new SessionRequest(client, null, part.name(), i, part.kind(), true, part.part(), null), i);
		}
		assertThat(this.transfers.size()).isEqualTo(1000);
		assertThat(this.transfers.takeOver(1001)).extracting(TransferView::client)
			.containsExactly(VirtualServer.client(0).getAddress());
	}

}
