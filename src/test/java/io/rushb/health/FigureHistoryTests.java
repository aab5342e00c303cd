package io.rushb.health;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.rushb.health.FigureHistory.Figure;
import io.rushb.session.RetransmitCause;
import io.rushb.transport.RushbServer;
import io.rushb.wire.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

class FigureHistoryTests {

	private final RushbServer server = Mockito.mock(RushbServer.class);

	private long now = TimeUnit.SECONDS.toNanos(5);

	private FigureHistory history;

	@BeforeEach
	void make() {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("server", this.server);
		this.history = new FigureHistory(beans.getBeanProvider(RushbServer.class), () -> this.now);
	}

	private void second() {
		this.now += TimeUnit.SECONDS.toNanos(1);
		this.history.sample();
	}

	@Test
	void aFigureIsWhatHappenedInItsSecond() {
		this.history.sample();
		this.history.acknowledged(1000);
		this.history.acknowledged(464);
		this.history.sent(Kind.DAT);
		this.history.sent(Kind.DAT);
		this.history.retransmitted(RetransmitCause.TIMEOUT);
		given(this.server.activeSessions()).willReturn(3);
		second();
		second();
		this.now += TimeUnit.MILLISECONDS.toNanos(250);
		assertThat(this.history.latest(10)).containsExactly(new Figure(2, 1250, 1464, 2, 1, 3),
				new Figure(3, 250, 0, 0, 0, 3));
		assertThat(this.history.totals()).isEqualTo(new FigureHistory.Totals(1464, 2, 1));
	}

	@Test
	void aLateSampleIsDividedByTheTimeThatWentBy() {
		this.history.sample();
		this.history.acknowledged(4000);
		this.now += TimeUnit.SECONDS.toNanos(3);
		second();
		assertThat(this.history.latest(1)).extracting(Figure::bytes).containsExactly(1000L);
	}

	@Test
	void tenMinutesAreKeptAndNoMore() {
		for (int i = 0; i < 2000; i++) {
			second();
		}
		List<Figure> all = this.history.latest(FigureHistory.MOST);
		assertThat(all).hasSize(600);
		assertThat(all.get(0).agoMs()).isEqualTo(599_000);
		assertThat(all.get(599).number()).isEqualTo(2000);
		assertThat(this.history.latest(3)).extracting(Figure::number).containsExactly(1998L, 1999L, 2000L);
	}

	@Test
	void thereIsNoneBeforeTheFirstSecondIsOver() {
		assertThat(this.history.latest(5)).isEmpty();
		this.history.sample();
		assertThat(this.history.latest(5)).isEmpty();
	}

}
