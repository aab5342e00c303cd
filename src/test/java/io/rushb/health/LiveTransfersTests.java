package io.rushb.health;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import io.rushb.endpoint.TransferView;
import io.rushb.session.NameText;
import io.rushb.session.PartView;
import io.rushb.session.RequestKind;
import io.rushb.session.SessionView;
import io.rushb.testing.VirtualServer;
import io.rushb.transport.RushbServer;
import io.rushb.transport.TransferBook;
import io.rushb.wire.Options;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class LiveTransfersTests {

	private final RushbServer server = Mockito.mock(RushbServer.class);

	private final TransferBook book = Mockito.mock(TransferBook.class);

	private long now = 1;

	private final LiveTransfers transfers = new LiveTransfers(this.server, this.book, 3, () -> this.now);

	private static SessionView session(InetSocketAddress client, String name, RequestKind kind, @Nullable PartView part,
			int age) {
		return new SessionView(client, new NameText(name, new byte[0]), new Options(true, false), 1000, 3000, 4, 1,
				Duration.ofMillis(10), Duration.ofSeconds(age), Duration.ofMillis(20L * age), null, null, kind, part);
	}

	private static SessionView whole(int client, int age) {
		return session(VirtualServer.client(client), "file-" + client, RequestKind.WHOLE, null, age);
	}

	private static SessionView part(int port, int age) {
		return session(VirtualServer.client(9, port), ".rushb/part/...", RequestKind.PART,
				new PartView("big", "tag", 0, 7, 9000), age);
	}

	@Test
	void withoutPartsTheLimitIsAppliedFirst() {
		given(this.server.sessions(3)).willReturn(List.of(whole(1, 9), whole(2, 5), whole(3, 4)));
		assertThat(this.transfers.oldest(2)).extracting(LiveTransfer::client, LiveTransfer::resource)
			.containsExactly(tuple("10.0.0.1:40000", "file-1"), tuple("10.0.0.2:40000", "file-2"));
	}

	@Test
	void allPartsOfAFileThatGoToOneAddressAreOneRow() {
		List<SessionView> live = List.of(whole(1, 9), part(1001, 4), part(1002, 2), whole(2, 1));
		TransferView view = new TransferView(VirtualServer.client(9).getAddress(), "big", 2, 4, 6, 5000, 9000, 20, 3,
				Duration.ofSeconds(7), false);
		given(this.book.underWay(List.of())).willReturn(List.of(view));
		given(this.server.sessions(Integer.MAX_VALUE)).willReturn(live);
		given(this.book.underWay(live)).willReturn(List.of(view));
		List<LiveTransfer> rows = this.transfers.oldest(10);
		assertThat(rows).extracting(LiveTransfer::resource).containsExactly("file-1", "big", "file-2");
		assertThat(rows.get(1)).isEqualTo(
				new LiveTransfer("10.0.0.9", "10.0.0.9:1001", "big", 2, 5000, 9000, 714, 10, 3, 7000, 40, true, false));
	}

	@Test
	void manyWhoAskMakeNoMoreWork() {
		given(this.server.sessions(3)).willReturn(List.of(whole(1, 9)));
		for (int i = 0; i < 100; i++) {
			this.transfers.oldest(3);
		}
		verify(this.server, times(1)).sessions(3);
		this.now += LiveTransfers.LIFETIME_NANOS;
		this.transfers.oldest(3);
		verify(this.server, times(2)).sessions(3);
	}

}
