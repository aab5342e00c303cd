package io.rushb.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.rushb.client.channels.ChannelSettings;
import io.rushb.client.channels.Question;
import io.rushb.wire.Options;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server a question, at all its addresses at once: the first answer counts.
 */
final class Asking {

	private static final long HEARTBEAT = TimeUnit.MILLISECONDS.toNanos(250);

	private final RushbClientBuilder builder;

	private final Cancellation cancellation;

	private final Duration patience;

	Asking(RushbClientBuilder builder, Cancellation cancellation) {
		this(builder, cancellation, builder.timeout);
	}

	/** Asks with a shorter timeout than the client's. */
	Asking(RushbClientBuilder builder, Cancellation cancellation, Duration patience) {
		this.builder = builder;
		this.cancellation = cancellation;
		this.patience = patience;
	}

	/**
	 * An answer.
	 *
	 * @param question it is over
	 * @param lane leads to the address that answered
	 */
	record Answered(Question question, PartsLane lane) {

	}

	/** Asks until there is an answer; fails with a {@link FetchException}. */
	Question ask(String host, int port, Supplier<Question> question) throws FetchException {
		ChannelSettings settings = new ChannelSettings(1, new Options(this.builder.checksum, false), 0);
		try (PartsLoop loop = new PartsLoop(this.cancellation, this.builder.farewell)) {
			Answered answered = ask(loop, settings, FetchListener.NONE, host, port, question);
			loop.farewell(answered.lane());
			return answered.question();
		}
		catch (FetchException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new FetchException.Unreachable("cannot reach " + host + " port " + port + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Asks until there is an answer; closes all lanes of the loop except that of the
	 * answer.
	 */
	Answered ask(PartsLoop loop, ChannelSettings settings, FetchListener listener, String host, int port,
			Supplier<Question> question) throws IOException {
		Map<Question, PartsLane> asked = new LinkedHashMap<>();
		InetSocketAddress from = this.builder.localAddress;
		InetAddress local = (from != null) ? from.getAddress() : null;
		for (InetSocketAddress address : this.builder.addresses.of(host, port)) {
			PartsLane lane = loop.open(address, local, settings, listener);
			Question one = question.get();
			lane.batch().add(one);
			asked.put(one, lane);
		}
		long begun = System.nanoTime();
		while (asked.values()
			.stream()
			.anyMatch((lane) -> System.nanoTime() - Math.max(lane.channels().heardAt(), begun) < this.patience
				.toNanos())) {
			loop.step(HEARTBEAT);
			for (Map.Entry<Question, PartsLane> one : asked.entrySet()) {
				if (one.getKey().isOver()) {
					Options granted = one.getValue().channels().granted();
					if (this.builder.insist && one.getKey().hasParts() && !granted.equals(settings.options())) {
						throw new FetchException.OptionRefused(settings.options(), granted);
					}
					loop.keep(one.getValue());
					return new Answered(one.getKey(), one.getValue());
				}
			}
			FetchException noWay = noWay(asked.values());
			if (noWay != null) {
				throw noWay;
			}
			listener.progress(0, 0, 0); // it may end the wait, as --max-time does
		}
		throw NoWay.silence(host, port, this.patience,
				asked.values().stream().mapToLong((lane) -> lane.channels().view().damaged()).sum());
	}

	/** Why nothing gets to any address; {@code null} while something may. */
	static @Nullable FetchException noWay(Collection<PartsLane> lanes) {
		FetchException why = null;
		for (PartsLane lane : lanes) {
			why = lane.ports().noWay();
			if (why == null) {
				return null;
			}
		}
		return why;
	}

	/** Why there is no list of a directory. */
	static FetchException notListed(DirectoryUri directory, Question answered) {
		if (!answered.hasParts()) {
			return new FetchException.NotAvailable("the server at " + directory.host() + " port " + directory.port()
					+ " has no parts (rushb.parts.enabled), which lists are among: it cannot be asked what is in "
					+ directory);
		}
		if (answered.listBytes() > 0) {
			return new FetchException.Damaged("the list of " + directory + " is damaged: the server sent "
					+ answered.listBytes() + " bytes that are no list, or a list of names that no file can have");
		}
		return new FetchException.NotAvailable("the server lists no directory " + directory
				+ ": either there is none, or the server lets none be listed (its setting rushb.files.listing)");
	}

}
