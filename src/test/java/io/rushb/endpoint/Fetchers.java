package io.rushb.endpoint;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.rushb.testing.BadNetwork;
import io.rushb.testing.PublishedClient;
import io.rushb.testing.VirtualNetwork;
import io.rushb.testing.VirtualServer;
import io.rushb.wire.Options;

/**
 * Clients of one address that fetch the file {@code f} again and again, each time from
 * another port. They repeat nothing but a GET that nobody answers.
 */
final class Fetchers {

	/** The rule is about the server's timer: a GET that is lost costs next to nothing. */
	private static final long GET_AGAIN = Duration.ofMillis(20).toNanos();

	/** Longer than the server ever waits: then it has dropped the session. */
	private static final long GIVE_UP = Duration.ofSeconds(5).toNanos();

	private final VirtualServer server;

	private final VirtualNetwork network;

	private final List<Fetcher> all = new ArrayList<>();

	private int port = 1024;

	private int files;

	Fetchers(VirtualServer server, BadNetwork network, int count) {
		this.server = server;
		this.network = new VirtualNetwork(server, network);
		while (this.all.size() < count) {
			this.all.add(new Fetcher());
		}
	}

	/** How many files all of them together have fetched. */
	int files() {
		return this.files;
	}

	void runUntil(BooleanSupplier condition) {
		while (!condition.getAsBoolean()) {
			if (this.network.isBusy() || this.server.endpoint().activeSessions() > 0) {
				this.network.step();
			}
			else {
				this.server.advance(Duration.ofNanos(GET_AGAIN));
			}
			this.all.forEach(Fetcher::goOn);
		}
	}

	/** One of them. */
	private final class Fetcher {

		private InetSocketAddress address = address();

		private PublishedClient client = client();

		private int expected;

		private long heardAt;

		Fetcher() {
			ask();
		}

		private PublishedClient client() {
			return new PublishedClient(Options.NONE, (data) -> {
			});
		}

		private InetSocketAddress address() {
			return VirtualServer.client(1, Fetchers.this.port++);
		}

		private void ask() {
			this.expected = this.client.expected();
			this.heardAt = Fetchers.this.server.now();
			Fetchers.this.network.request(this.address, this.client, "f");
		}

		void goOn() {
			long quiet = Fetchers.this.server.now() - this.heardAt;
			if (this.client.isComplete()) {
				Fetchers.this.files++;
				askAnew();
			}
			else if (this.client.expected() != this.expected) {
				this.expected = this.client.expected();
				this.heardAt = Fetchers.this.server.now();
			}
			else if (this.expected == 1 && quiet >= GET_AGAIN) {
				ask();
			}
			else if (quiet >= GIVE_UP) {
				askAnew();
			}
		}

		private void askAnew() {
			Fetchers.this.network.forget(this.address);
			this.address = address();
			this.client = client();
			ask();
		}

	}

}
