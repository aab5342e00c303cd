package io.rushb.health;

import java.time.Duration;
import java.util.List;

import io.rushb.endpoint.TransferView;
import io.rushb.session.SessionView;

/**
 * A transfer that is under way, as {@code /actuator/sessions} shows it: a session, or all
 * sessions in which one address fetches the parts of one file.
 *
 * @param client address and port; the address alone of a transfer in parts
 * @param session address and port of the session, or of one of them; empty if none lives
 * @param resource the name asked for
 * @param channels how many sessions live
 * @param bytesDone bytes acknowledged
 * @param bytesTotal bytes of the resource
 * @param rate bytes a second since the request
 * @param smoothedRttMs smoothed round-trip time in milliseconds, 0 before the first; the
 * mean of all sessions
 * @param retransmissions packets sent again
 * @param ageMs milliseconds since the request
 * @param silentMs milliseconds since the client's last acceptable answer
 * @param checksum whether CHK was agreed
 * @param encryption whether ENC was agreed
 */
record LiveTransfer(String client, String session, String resource, int channels, long bytesDone, long bytesTotal,
		long rate, double smoothedRttMs, long retransmissions, long ageMs, long silentMs, boolean checksum,
		boolean encryption) {

	static LiveTransfer of(SessionView view) {
		String client = Clients.text(view.client());
		return new LiveTransfer(client, client, view.resource(), 1, view.bytesDone(), view.bytesTotal(),
				rate(view.bytesDone(), view.age()), view.smoothedRoundTrip().toNanos() / 1e6, view.retransmissions(),
				view.age().toMillis(), view.silence().toMillis(), view.options().checksum(),
				view.options().encryption());
	}

	static LiveTransfer of(TransferView view, List<SessionView> sessions) {
		return new LiveTransfer(view.client().getHostAddress(),
				sessions.stream().findFirst().map((session) -> Clients.text(session.client())).orElse(""), view.path(),
				view.channels(), view.bytesDone(), view.bytesTotal(), rate(view.bytesDone(), view.age()),
				sessions.stream()
					.mapToLong((session) -> session.smoothedRoundTrip().toNanos())
					.filter((nanos) -> nanos > 0)
					.average()
					.orElse(0) / 1e6,
				view.retransmissions(), view.age().toMillis(),
				sessions.stream().mapToLong((session) -> session.silence().toMillis()).min().orElse(0),
				sessions.stream().anyMatch((session) -> session.options().checksum()), false);
	}

	private static long rate(long bytes, Duration age) {
		return bytes * 1000 / Math.max(1, age.toMillis());
	}

}
