package io.rushb.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.security.SecureRandom;
import java.time.Clock;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.rushb.endpoint.PartsSettings;
import io.rushb.storage.FileNames;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Files in parts, over many sessions at once.
 *
 * @param enabled Whether files are served in parts too; if not, clients fetch them whole.
 * @param channels Part sessions that one client address may have at a time, 1 to 1024.
 * @param share While more than this percentage of all sessions are parts, 1 to 100,
 * requests for new parts get no answer; the rest is reserved for clients that fetch whole
 * files.
 * @param digest Whether the SHA-256 of files that are fetched in parts is computed and
 * sent.
 * @param digestRate How much is read in a second to compute digests, 1MB to 100GB.
 * @param secret Key for the cookies that prove client addresses, 16 characters or more;
 * servers behind one balancer need the same. Empty for a random one.
 * @param secretFile A file with the secret, in place of it.
 */
@Validated
@ConfigurationProperties("rushb.parts")
public record PartsProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("256") @Min(1) @Max(1024) int channels, @DefaultValue("50") @Min(1) @Max(100) int share,
		@DefaultValue("true") boolean digest,
		@DefaultValue("128MB") @DataSizeRange(min = "1MB", max = "100GB") DataSize digestRate,
		@DefaultValue("") String secret, @DefaultValue("") String secretFile) {

	/**
	 * Sixteen characters chosen by a person have about 64 bits of entropy, which are not
	 * easily guessed.
	 */
	private static final int LEAST_SECRET = 16;

	/** The length of a random secret: that of the MAC's output (RFC 2104, section 3). */
	private static final int RANDOM_SECRET = 32;

	PartsSettings toSettings(Clock clock) {
		return new PartsSettings(this.enabled, this.channels, this.share, secretBytes(),
				() -> clock.instant().getEpochSecond(), new ReceiversTally());
	}

	private byte[] secretBytes() {
		if (!this.secret.isEmpty() && !this.secretFile.isEmpty()) {
			throw new InvalidConfigurationPropertyValueException("rushb.parts.secret-file", this.secretFile,
					"one of the two, and rushb.parts.secret is set too");
		}
		if (!this.secretFile.isEmpty()) {
			return checked("rushb.parts.secret-file", this.secretFile, read());
		}
		if (!this.secret.isEmpty()) {
			return checked("rushb.parts.secret", Setting.NOT_SHOWN, this.secret);
		}
		byte[] random = new byte[RANDOM_SECRET];
		new SecureRandom().nextBytes(random);
		return random;
	}

	private String read() {
		try {
			return Files.readString(FileNames.path(this.secretFile)).strip();
		}
		catch (IOException | InvalidPathException ex) {
			throw new InvalidConfigurationPropertyValueException("rushb.parts.secret-file", this.secretFile,
					"a text file that exists and can be read");
		}
	}

	private static byte[] checked(String property, String shown, String secret) {
		if (secret.length() < LEAST_SECRET) {
			throw new InvalidConfigurationPropertyValueException(property, shown,
					"a secret of at least " + LEAST_SECRET + " characters");
		}
		return secret.getBytes(StandardCharsets.UTF_8);
	}

	/** The secret is never shown. */
	@Override
	public String toString() {
		return "PartsProperties[enabled=" + this.enabled + ", channels=" + this.channels + ", share=" + this.share
				+ ", digest=" + this.digest + ", digestRate=" + this.digestRate + "]";
	}

}
