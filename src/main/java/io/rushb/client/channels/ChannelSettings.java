package io.rushb.client.channels;

import io.rushb.wire.Options;

/**
 * The settings of the channels.
 *
 * @param channels the most sessions at a time, 1 to 1024; the server's own limit holds
 * too
 * @param options the options to ask for (rule S2); ENC is never granted for parts (P6)
 * @param fixedWindow 0 for a window that adapts to the path; else a fixed window, for
 * measurements
 */
public record ChannelSettings(int channels, Options options, int fixedWindow) {

	/**
	 * The server's default for one address; a queue of 24 fits to 100 Mbit/s and 25 ms.
	 */
	public static final int DEFAULT_CHANNELS = 256;

	/** As many as servers allow at most (rule P8's setting). */
	public static final int MAX_CHANNELS = 1024;

	/**
	 * Checks the numbers.
	 */
	public ChannelSettings {
		if (channels < 1 || channels > MAX_CHANNELS) {
			throw new IllegalArgumentException("channels must be from 1 to " + MAX_CHANNELS + ": " + channels);
		}
		if (fixedWindow < 0 || options.encryption()) {
			throw new IllegalArgumentException("no parts with " + fixedWindow + " and " + options);
		}
	}

}
