package io.rushb.session;

import java.net.InetSocketAddress;
import java.time.Duration;

import io.rushb.wire.Options;
import org.jspecify.annotations.Nullable;

/**
 * The state of a session at one moment.
 *
 * @param client the client's address and port
 * @param name the name asked for, as it may be shown
 * @param options the options agreed
 * @param bytesDone how many bytes have been acknowledged
 * @param bytesTotal the size of the resource, 0 where it is not known or refused
 * @param packets how many packets have been sent, retransmissions included
 * @param retransmissions how many of them were sent again
 * @param smoothedRoundTrip the smoothed round-trip time, zero before the first sample
 * @param age the time since the GET
 * @param silence the time since the last acceptable answer, or since the GET before the
 * first; zero when the session is over
 * @param outcome how the session ended, {@code null} while it lives
 * @param problem what went wrong with the resource, {@code null} if nothing
 * @param kind what kind of thing is sent
 * @param part the part that is sent and its file; {@code null} unless a part is sent
 */
public record SessionView(InetSocketAddress client, NameText name, Options options, long bytesDone, long bytesTotal,
		long packets, long retransmissions, Duration smoothedRoundTrip, Duration age, Duration silence,
		@Nullable Outcome outcome, @Nullable String problem, RequestKind kind, @Nullable PartView part) {

	/**
	 * Makes the name asked for printable.
	 * @return the name, fit for logs and views
	 */
	public String resource() {
		return this.name.toString();
	}

}
