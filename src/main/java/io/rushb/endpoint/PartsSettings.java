package io.rushb.endpoint;

import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What an endpoint needs to know of parts (rules P1 to P10).
 *
 * @param enabled whether there are parts at all
 * @param channels how many part sessions one address may have at a time, 1 to 1024
 * @param share while more than this percentage of all sessions are parts, no new part is
 * served (rule P8)
 * @param secret what cookies are made with, at least one byte
 * @param epochSeconds the time of day in seconds since 1970, on which servers with the
 * same secret agree; the clock that is used everywhere else is this server's own
 * @param tally counts the part sessions of addresses for several endpoints together;
 * {@code null} where there is one endpoint
 */
public record PartsSettings(boolean enabled, int channels, int share, byte[] secret, LongSupplier epochSeconds,
		@Nullable AddressTally tally) {

	/**
	 * No parts.
	 */
	public static final PartsSettings OFF = new PartsSettings(false, 1, 1, new byte[1], () -> 0, null);

	/** The secret is never shown. */
	@Override
	public String toString() {
		return "PartsSettings[enabled=" + this.enabled + ", channels=" + this.channels + ", share=" + this.share + "]";
	}

}
