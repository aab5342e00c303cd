package io.rushb.cli;

import io.rushb.client.ByteRange;
import io.rushb.client.FetchOptions;
import io.rushb.client.RushbClientBuilder;
import io.rushb.client.channels.ChannelSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options of a fetch in parts.
 */
final class PartsOptions {

	@Spec(Spec.Target.MIXEE)
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	private int channels = ChannelSettings.DEFAULT_CHANNELS;

	@Option(names = "--channels", paramLabel = "N", defaultValue = "" + ChannelSettings.DEFAULT_CHANNELS,
			description = "At most this many sessions at once, 1 to 1024, with a server that has parts; its own limit"
					+ " holds too. Fast paths with long round trips want more. Default: ${DEFAULT-VALUE}.")
	private void channels(int most) {
		if (most < 1 || most > ChannelSettings.MAX_CHANNELS) {
			throw new ParameterException(this.spec.commandLine(),
					"--channels must be from 1 to " + ChannelSettings.MAX_CHANNELS + ": " + most);
		}
		this.channels = most;
	}

	@Option(names = "--plain", description = "Do not ask for parts: fetch the whole in one session.")
	private boolean plain;

	@Option(names = "--window", paramLabel = "N", hidden = true, defaultValue = "0",
			description = "For measurements: this many answers under way, whatever the path says.")
	private int window;

	@Option(names = { "-c", "--continue" },
			description = "Go on where an interrupted run ended, if the server still has the same version.")
	private boolean goOn;

	@Option(names = "--sha256", paramLabel = "HEX",
			description = "The SHA-256 that the bytes have to have. Otherwise the file does not get its name.")
	private @Nullable String sha256;

	@Option(names = "--range", paramLabel = "FROM-[TO]",
			description = "Fetch only these bytes, counted from 0, TO included; from FROM to the end without TO. The"
					+ " server has to have parts.")
	private @Nullable String range;

	@Option(names = "--growing",
			description = "Take what comes of a file that grows, such as a log: all that it had when it was asked for,"
					+ " less two packets at most. Otherwise a file that is changed meanwhile is an error.")
	private boolean growing;

	RushbClientBuilder apply(RushbClientBuilder builder) {
		return builder.channels(this.channels).fixedWindow(this.window).parts(!this.plain);
	}

	/** Whether an interrupted fetch is resumed. */
	boolean isToGoOn() {
		return this.goOn;
	}

	/** An option that was given and is not allowed for trees; {@code null} for none. */
	@Nullable String notForTrees() {
		return this.plain ? "--plain" : (this.sha256 != null) ? "--sha256"
				: (this.range != null) ? "--range" : this.growing ? "--growing" : null;
	}

	/**
	 * The options of each fetch.
	 * @param uris how many URIs there are
	 * @param excludes an option that was given and excludes parts; {@code null} for none
	 */
	FetchOptions fetch(int uris, @Nullable String excludes) {
		if (this.sha256 != null && uris > 1) {
			throw new ParameterException(this.spec.commandLine(), "--sha256 is for one URI");
		}
		if (this.range != null && (this.goOn || this.plain)) {
			throw new ParameterException(this.spec.commandLine(),
					"--range does not go with " + (this.goOn ? "--continue" : "--plain"));
		}
		if (this.range != null && excludes != null) {
			throw new ParameterException(this.spec.commandLine(), "--range does not go with " + excludes);
		}
		if (this.growing && (this.goOn || this.range != null)) {
			throw new ParameterException(this.spec.commandLine(),
					"--growing does not go with " + (this.goOn ? "--continue" : "--range"));
		}
		try {
			return FetchOptions.DEFAULTS.goOn(this.goOn)
				.sha256(this.sha256)
				.range((this.range != null) ? ByteRange.parse(this.range) : null)
				.growing(this.growing);
		}
		catch (IllegalArgumentException ex) {
			throw new ParameterException(this.spec.commandLine(), ex.getMessage(), ex);
		}
	}

}
