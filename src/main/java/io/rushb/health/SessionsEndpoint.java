package io.rushb.health;

import java.util.Comparator;
import java.util.List;

import io.rushb.session.SessionView;
import io.rushb.transport.RushbServer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/sessions}: the live sessions, read only.
 */
@Component
@Endpoint(id = "sessions")
class SessionsEndpoint {

	private final RushbServer service;

	SessionsEndpoint(RushbServer service) {
		this.service = service;
	}

	/**
	 * Shows the live sessions, the oldest first.
	 * @param limit how many at the most; all where it is left out
	 */
	@ReadOperation
	Sessions sessions(@Nullable Integer limit) {
		List<SessionView> all = this.service.sessions();
		return new Sessions(all.stream()
			.sorted(Comparator.comparing(SessionView::age).reversed())
			.limit((limit != null) ? Math.max(limit, 0) : Long.MAX_VALUE)
			.map(LiveSession::of)
			.toList(), all.size());
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
	 * @param checksum whether CHK was agreed
	 * @param encryption whether ENC was agreed
	 */
	record LiveSession(String client, String resource, long bytesDone, long bytesTotal, double smoothedRttMs,
			long retransmissions, long ageMs, boolean checksum, boolean encryption) {

		static LiveSession of(SessionView view) {
			return new LiveSession(view.client().getAddress().getHostAddress() + ":" + view.client().getPort(),
					view.resource(), view.bytesDone(), view.bytesTotal(), view.smoothedRoundTrip().toNanos() / 1e6,
					view.retransmissions(), view.age().toMillis(), view.options().checksum(),
					view.options().encryption());
		}

	}

}
