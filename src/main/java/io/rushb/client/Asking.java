package io.rushb.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.rushb.client.channels.ChannelSettings;
import io.rushb.client.channels.Question;
import io.rushb.wire.Options;

/**
 * Asks a server a question, at all its addresses at once: the first answer counts.
 */
final class Asking {

	private static final long HEARTBEAT = TimeUnit.MILLISECONDS.toNanos(250);

	private static final long FAREWELL = TimeUnit.MILLISECONDS.toNanos(50);

	private final RushbClientBuilder builder;

	private final Cancellation cancellation;

	Asking(RushbClientBuilder builder, Cancellation cancellation) {
		this.builder = builder;
		this.cancellation = cancellation;
	}

	/** Asks until there is an answer; fails with a {@link FetchException}. */
	Question ask(String host, int port, Supplier<Question> question) throws FetchException {
		Map<Question, PartsLane> asked = new LinkedHashMap<>();
		InetSocketAddress from = this.builder.localAddress;
		InetAddress local = (from != null) ? from.getAddress() : null;
		ChannelSettings settings = new ChannelSettings(1, new Options(this.builder.checksum, false), 0);
		try (PartsLoop loop = new PartsLoop(this.cancellation)) {
			for (InetAddress address : this.builder.addresses.of(host)) {
				PartsLane lane = loop.open(new InetSocketAddress(address, port), local, settings, FetchListener.NONE);
				Question one = question.get();
				lane.batch().add(one);
				asked.put(one, lane);
			}
			long begun = System.nanoTime();
			while (asked.values()
				.stream()
				.anyMatch((lane) -> System.nanoTime()
						- Math.max(lane.channels().heardAt(), begun) < this.builder.timeout.toNanos())) {
				loop.step(HEARTBEAT);
				for (Map.Entry<Question, PartsLane> one : asked.entrySet()) {
					if (one.getKey().isOver()) {
						farewell(loop, one.getValue());
						return one.getKey();
					}
				}
				if (asked.values().stream().allMatch((lane) -> lane.ports().isRefused())) {
					throw new FetchException.Unreachable("nothing listens at " + host + " port " + port
							+ ": check host and port, and whether the server runs", null);
				}
			}
		}
		catch (UnknownHostException ex) {
			throw new FetchException.NoSuchHost("there is no host '" + host + "': check the name", ex);
		}
		catch (FetchException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new FetchException.Unreachable("cannot reach " + host + " port " + port + ": " + ex.getMessage(), ex);
		}
		throw new FetchException.TimedOut("no answer from " + host + " port " + port + " in "
				+ this.builder.timeout.toMillis() / 1000.0
				+ " s: packets get lost on the way, a firewall swallows them, or the server is silent about what it"
				+ " does not know; check host and port", null);
	}

	/** Ends the session, so that the server does not wait for an answer. */
	private static void farewell(PartsLoop loop, PartsLane lane) throws IOException {
		long end = System.nanoTime() + 2 * lane.channels().roundTrip() + FAREWELL;
		while (lane.channels().busy() > 0 && System.nanoTime() < end) {
			loop.step(FAREWELL);
		}
	}

}
