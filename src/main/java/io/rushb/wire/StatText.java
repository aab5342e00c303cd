package io.rushb.wire;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code stat} (rule P2): text, each line ended by LF, short enough for one
 * DAT. A root's stat has neither size nor tag.
 *
 * @param nonce the asker's, as sent
 * @param cookie 32 hex digits, which prove the asker's address (rule P3)
 * @param channels how many part sessions one address may have
 * @param size the size of the file in bytes, -1 where the path is no file
 * @param tag names the version of the file; {@code null} while a further change might not
 * show
 * @param modified the time of the last change (RFC 3339, UTC); {@code null} where the
 * path is no file
 * @param sha256 64 hex digits; {@code null} until it is known
 */
public record StatText(String nonce, String cookie, int channels, long size, @Nullable String tag,
		@Nullable String modified, @Nullable String sha256) {

	/**
	 * The first line, by which a client knows that the server has parts.
	 */
	public static final String FIRST_LINE = "rushb-stat 1";

	private static final String NUMBER = "0|[1-9][0-9]{0,17}";

	private static final Map<String, String> GRAMMAR = Map.of("nonce", "[0-9A-Fa-f]{1,32}", "cookie", "[0-9A-Fa-f]{32}",
			"channels", "[1-9][0-9]{0,8}", "size", NUMBER, "tag", "[0-9A-Za-z-]{1,40}", "modified", "[0-9TZ:.+-]{1,40}",
			"sha-256", "[0-9A-Fa-f]{64}");

	/**
	 * Makes the answer about a root.
	 * @param nonce the asker's, as sent
	 * @param cookie 32 hex digits
	 * @param channels how many part sessions one address may have
	 * @return the text
	 */
	public static StatText ofRoot(String nonce, String cookie, int channels) {
		return new StatText(nonce, cookie, channels, -1, null, null, null);
	}

	/**
	 * Returns whether it is about a file.
	 * @return whether there is a size
	 */
	public boolean isFile() {
		return this.size >= 0;
	}

	/**
	 * Returns the text as it is sent.
	 * @return ASCII, at most 1464 bytes
	 */
	public byte[] bytes() {
		StringBuilder text = new StringBuilder(256).append(FIRST_LINE).append('\n');
		line(text, "nonce", this.nonce);
		line(text, "cookie", this.cookie);
		line(text, "channels", Integer.toString(this.channels));
		line(text, "size", isFile() ? Long.toString(this.size) : null);
		line(text, "tag", this.tag);
		line(text, "modified", this.modified);
		line(text, "sha-256", this.sha256);
		return text.toString().getBytes(StandardCharsets.US_ASCII);
	}

	private static void line(StringBuilder text, String key, @Nullable String value) {
		if (value != null) {
			text.append(key).append(' ').append(value).append('\n');
		}
	}

	/**
	 * Reads an answer. Lines with unknown words are ignored.
	 * @param bytes the data of the DAT
	 * @return the text; {@code null} where it is none, lacks nonce, cookie or channels,
	 * says something twice, or says something that does not fit
	 */
	public static @Nullable StatText parse(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		if (!text.startsWith(FIRST_LINE + "\n") || !text.endsWith("\n")) {
			return null;
		}
		Map<String, String> values = new HashMap<>();
		for (String line : text.split("\n")) {
			int space = line.indexOf(' ');
			String key = (space > 0) ? line.substring(0, space) : "";
			String grammar = GRAMMAR.get(key);
			if (grammar != null && (!line.substring(space + 1).matches(grammar)
					|| values.put(key, line.substring(space + 1)) != null)) {
				return null;
			}
		}
		String nonce = values.get("nonce");
		String cookie = values.get("cookie");
		String channels = values.get("channels");
		if (nonce == null || cookie == null || channels == null) {
			return null;
		}
		return new StatText(nonce, cookie, Integer.parseInt(channels),
				Long.parseLong(values.getOrDefault("size", "-1")), values.get("tag"), values.get("modified"),
				values.get("sha-256"));
	}

}
