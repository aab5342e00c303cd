package io.rushb.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The grammar of {@link ReservedName} as a regular expression. No name fits it in two
 * ways, so matching takes time in proportion to the name's length.
 */
final class ReservedNameGrammar {

	private static final Pattern NAME = Pattern.compile("""
			\\.rushb/(?:\
			stat/(?<nonce>[0-9A-Fa-f]{1,32})/(?<about>(?!/).*)\
			|part/(?<cookie>[0-9A-Fa-f]{32})/(?<tag>[0-9A-Za-z-]{1,40})\
			/(?<first>0|[1-9][0-9]{0,18})-(?<last>0|[1-9][0-9]{0,18})/(?<path>(?!/).+)\
			|list/(?<asker>[0-9A-Fa-f]{32})/(?<directory>(?!/).*))""", Pattern.DOTALL);

	private ReservedNameGrammar() {
	}

	static @Nullable ReservedName parse(byte[] name) {
		String text;
		try {
			text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
		Matcher matcher = NAME.matcher(text.substring(text.startsWith("/") ? 1 : 0));
		if (!matcher.matches()) {
			return null;
		}
		if (matcher.group("nonce") != null) {
			return new ReservedName.Stat(matcher.group("nonce"), matcher.group("about"));
		}
		if (matcher.group("asker") != null) {
			return new ReservedName.Listing(matcher.group("asker"), matcher.group("directory"));
		}
		long first = number(matcher.group("first"));
		long last = number(matcher.group("last"));
		if (last < first || last - first >= ReservedName.MAX_SEGMENTS) { // P6
			return null;
		}
		return new ReservedName.Part(matcher.group("cookie"), matcher.group("tag"), first, last, matcher.group("path"));
	}

	/**
	 * Reads at most 19 digits. A number that is too great for a long is no segment of any
	 * file.
	 */
	private static long number(String digits) {
		long number = 0;
		for (int i = 0; i < digits.length(); i++) {
			number = 10 * number + digits.charAt(i) - '0';
			if (number < 0) {
				return Long.MAX_VALUE;
			}
		}
		return number;
	}

}
