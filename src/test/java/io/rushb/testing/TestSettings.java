package io.rushb.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.rushb.endpoint.AbuseSettings;
import io.rushb.endpoint.EndpointSettings;
import io.rushb.endpoint.PartsSettings;
import io.rushb.session.ProtocolSettings;
import io.rushb.session.TimeoutSettings;
import io.rushb.wire.Options;
import org.jspecify.annotations.Nullable;

/**
 * The default settings with one thing changed.
 */
public final class TestSettings {

	private static final ProtocolSettings PROTOCOL = ProtocolSettings.DEFAULTS;

	private static final EndpointSettings ENDPOINT = EndpointSettings.DEFAULTS;

	/** Parts as they are by default, with a secret that everybody knows. */
	public static final PartsSettings PARTS = parts(true, 256, 50);

	private TestSettings() {
	}

	/** What older servers have (rule T1). */
	public static ProtocolSettings fixedTimeout(@Nullable Duration timeout) {
		TimeoutSettings usual = TimeoutSettings.DEFAULTS;
		TimeoutSettings fixed = new TimeoutSettings(usual.initial(), usual.floor(), usual.coldFloor(),
				usual.coldSamples(), usual.ceiling(), timeout);
		return new ProtocolSettings(PROTOCOL.offered(), fixed, PROTOCOL.idleTimeout(), PROTOCOL.unprovenPackets());
	}

	/** Grants these options and no others (rule S2). */
	public static ProtocolSettings offering(Options offered) {
		return new ProtocolSettings(offered, PROTOCOL.timeout(), PROTOCOL.idleTimeout(), PROTOCOL.unprovenPackets());
	}

	/** Gives up on silent clients after this time (rule T2). */
	public static ProtocolSettings idleTimeout(Duration timeout) {
		return new ProtocolSettings(PROTOCOL.offered(), PROTOCOL.timeout(), timeout, PROTOCOL.unprovenPackets());
	}

	/** Takes this many sessions. */
	public static EndpointSettings sessions(int sessions, int perAddress) {
		return new EndpointSettings(sessions, perAddress, ENDPOINT.lingering(), ENDPOINT.linger(), ENDPOINT.paths(),
				ENDPOINT.abuse());
	}

	/** Remembers this many closed sessions for this long (rule A7). */
	public static EndpointSettings lingering(int lingering, Duration linger) {
		return new EndpointSettings(ENDPOINT.sessions(), ENDPOINT.sessionsPerAddress(), lingering, linger,
				ENDPOINT.paths(), ENDPOINT.abuse());
	}

	/** Serves parts, within these limits (rule P8). */
	public static PartsSettings parts(boolean enabled, int channels, int share) {
		return new PartsSettings(enabled, channels, share, "secret".getBytes(StandardCharsets.US_ASCII), () -> 0, null);
	}

	/** Keeps client addresses within these budgets. */
	public static EndpointSettings abuse(AbuseSettings abuse) {
		return new EndpointSettings(ENDPOINT.sessions(), ENDPOINT.sessionsPerAddress(), ENDPOINT.lingering(),
				ENDPOINT.linger(), ENDPOINT.paths(), abuse);
	}

}
