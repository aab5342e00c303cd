package io.rushb.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code list} (rule P10): text, each line ended by LF, a line for each
 * entry of the directory.
 *
 * @param entries the entries, by name in byte order
 */
public record ListText(List<ListEntry> entries) {

	/**
	 * The first line.
	 */
	public static final String FIRST_LINE = "rushb-list 1";

	private static final Pattern LINE = Pattern
		.compile("(?:file (?<size>0|[1-9][0-9]{0,17})|dir -) (?<modified>[0-9TZ:.+-]{1,40}) (?<name>[^/\\p{Cntrl}]+)");

	/**
	 * Returns the text as it is sent.
	 * @return UTF-8
	 */
	public byte[] bytes() {
		StringBuilder text = new StringBuilder(64 * (this.entries.size() + 1)).append(FIRST_LINE).append('\n');
		this.entries.forEach((entry) -> text.append(entry).append('\n'));
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Reads an answer. Lines with unknown first words are ignored.
	 * @param bytes the data of all DATs
	 * @return the text; {@code null} if it is none, or a line is malformed
	 */
	public static @Nullable ListText parse(byte[] bytes) {
		String text;
		try {
			text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
		if (!text.startsWith(FIRST_LINE + "\n") || !text.endsWith("\n")) {
			return null;
		}
		List<ListEntry> entries = new ArrayList<>();
		for (String line : text.split("\n")) {
			if (line.startsWith("file ") || line.startsWith("dir ")) {
				Matcher matcher = LINE.matcher(line);
				if (!matcher.matches()) {
					return null;
				}
				String size = matcher.group("size");
				entries.add(new ListEntry((size != null) ? Long.parseLong(size) : -1, matcher.group("modified"),
						matcher.group("name")));
			}
		}
		return new ListText(List.copyOf(entries));
	}

	/**
	 * A file that a GET would serve, or a directory that could be listed.
	 *
	 * @param size the size of the file in bytes, -1 for a directory
	 * @param modified the time of the last change (RFC 3339, UTC)
	 * @param name its name, without a slash
	 */
	public record ListEntry(long size, String modified, String name) {

		/**
		 * Returns whether it is a directory.
		 * @return whether it is one, and no file
		 */
		public boolean isDirectory() {
			return this.size < 0;
		}

		/** The entry's line, without its end. */
		@Override
		public String toString() {
			return (isDirectory() ? "dir -" : "file " + this.size) + " " + this.modified + " " + this.name;
		}

	}

}
