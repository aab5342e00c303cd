package io.rushb.health;

import java.util.List;

import io.rushb.session.SessionView;
import io.rushb.transport.RushbServer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/sessions}: the live sessions, read only.
 */
@Component
@WebEndpoint(id = "sessions")
class SessionsEndpoint {

	/** A row has some 250 bytes: 1000 of them are quickly made and read. */
	private static final RowLimit LIMIT = new RowLimit(100, 1000);

	private final RushbServer server;

	SessionsEndpoint(RushbServer server) {
		this.server = server;
	}

	/**
	 * Shows the live sessions, the oldest first.
	 * @param limit how many at the most, 1 to 1000; 100 where it is left out
	 */
	@ReadOperation
	WebEndpointResponse<Object> sessions(@Nullable String limit) {
		return LIMIT.answer(limit,
				(most) -> new Sessions(this.server.sessions(most).stream().map(LiveSession::of).toList(),
						this.server.activeSessions()));
	}

	/**
	 * What the endpoint answers.
	 *
	 * @param sessions the live sessions, the oldest first
	 * @param active how many live, those left out included
	 */
	record Sessions(List<LiveSession> sessions, int active) {

	}

	/**
	 * One live session.
	 *
	 * @param client address and port
	 * @param resource the name asked for
	 * @param bytesDone bytes acknowledged
	 * @param bytesTotal bytes of the resource
	 * @param smoothedRttMs smoothed round-trip time in milliseconds, 0 before the first
	 * @param retransmissions packets sent again
	 * @param ageMs milliseconds since the request
	 * @param silentMs milliseconds since the client's last acceptable answer
	 * @param checksum whether CHK was agreed
	 * @param encryption whether ENC was agreed
	 */
	record LiveSession(String client, String resource, long bytesDone, long bytesTotal, double smoothedRttMs,
			long retransmissions, long ageMs, long silentMs, boolean checksum, boolean encryption) {

		static LiveSession of(SessionView view) {
			return new LiveSession(Clients.text(view.client()), view.resource(), view.bytesDone(), view.bytesTotal(),
					view.smoothedRoundTrip().toNanos() / 1e6, view.retransmissions(), view.age().toMillis(),
					view.silence().toMillis(), view.options().checksum(), view.options().encryption());
		}

	}

}
