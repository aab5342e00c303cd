package io.rushb.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import io.rushb.check.scenario.TestFiles;
import io.rushb.check.script.TestFile;
import io.rushb.wire.ListText;
import io.rushb.wire.PartTrailer;
import io.rushb.wire.ReservedName;
import org.jspecify.annotations.Nullable;

/**
 * Stat, parts and lists of a {@link StudentServer} (rules P1 to P10). All clients have
 * the same cookie, and all files the same tag.
 */
final class StudentParts {

	private static final String COOKIE = "00112233445566778899aabbccddeeff";

	private static final String TAG = "v-1";

	private static final int SEGMENT = 1464;

	private static final int CHANNELS = 8;

	private final Defect defect;

	private final Function<String, @Nullable TestFile> files;

	/** The files below a directory. */
	private final Function<String, List<TestFile>> below;

	/** The files whose digest is known. */
	private final Set<String> digested = new HashSet<>();

	private int opened;

	StudentParts(Defect defect, Function<String, @Nullable TestFile> files, Function<String, List<TestFile>> below) {
		this.defect = defect;
		this.files = files;
		this.below = below;
	}

	/** Whether a name asks for a part. */
	static boolean isPart(byte[] name) {
		return ReservedName.isReserved(name) && ReservedName.parse(name) instanceof ReservedName.Part;
	}

	/** Whether there is no room for one more of these, by the parts that are open now. */
	boolean isFull(boolean part, int open) {
		int counted = (this.defect == Defect.CHANNELS_NEVER_FREE) ? this.opened : open;
		int channels = (this.defect == Defect.CHANNELS_FEWER) ? CHANNELS - 1 : CHANNELS;
		if (!part) {
			return this.defect == Defect.CHANNELS_FOR_ALL && open >= channels;
		}
		boolean full = this.defect != Defect.CHANNELS_UNLIMITED && counted >= channels;
		this.opened += full ? 0 : 1;
		return full;
	}

	/** A file was asked for in the plain way. */
	void plain(@Nullable TestFile file) {
		if (file != null && this.defect == Defect.DIGEST_BY_PLAIN_GET) {
			this.digested.add(file.name());
		}
	}

	/** The data of the packets for a name; {@code null} if it is none of these. */
	@Nullable List<byte[]> packets(int client, byte[] name) {
		ReservedName parsed = ReservedName.isReserved(name) ? ReservedName.parse(name) : null;
		if (parsed instanceof ReservedName.Stat stat) {
			return stat(stat, cookie(client));
		}
		if (parsed instanceof ReservedName.Listing list) {
			return list(list, cookie(client));
		}
		return (parsed instanceof ReservedName.Part part) ? part(part, cookie(client)) : null;
	}

	private @Nullable List<byte[]> list(ReservedName.Listing list, String cookie) {
		List<TestFile> files = this.below.apply(list.path());
		if (!list.cookie().equals(cookie) && this.defect != Defect.LIST_ANY_COOKIE
				|| files.isEmpty() && this.defect != Defect.LIST_OF_NOTHING) {
			return null;
		}
		byte[] text = list(list.path(), files).bytes();
		List<byte[]> packets = new ArrayList<>();
		for (int i = 0; i < text.length; i += SEGMENT) {
			packets.add(Arrays.copyOfRange(text, i, Math.min(text.length, i + SEGMENT)));
		}
		return packets;
	}

	private ListText list(String directory, List<TestFile> files) {
		String time = (this.defect == Defect.LIST_LOCAL_TIME) ? "2020-09-13T14:26:40+02:00"
				: TestFiles.MODIFIED_TEXT + "Z";
		Map<String, ListText.ListEntry> entries = new TreeMap<>(
				(this.defect == Defect.LIST_BY_LANGUAGE) ? String.CASE_INSENSITIVE_ORDER : Comparator.naturalOrder());
		for (TestFile file : files) {
			String name = file.name().substring(directory.length() + 1);
			if (!name.contains("/")) {
				entries.put(name, new ListText.ListEntry(file.size(), time, name));
			}
			else if (this.defect != Defect.LIST_WITHOUT_DIRECTORIES) {
				String inner = name.substring(0, name.indexOf('/'));
				entries.put(inner, new ListText.ListEntry(-1, time, inner));
			}
		}
		return new ListText(List.copyOf(entries.values()));
	}

	private String cookie(int client) {
		return (this.defect == Defect.COOKIE_OF_PORT) ? String.format("%032x", client) : COOKIE;
	}

	private @Nullable List<byte[]> stat(ReservedName.Stat stat, String cookie) {
		TestFile file = this.files.apply(stat.path());
		if (file == null && this.defect != Defect.STAT_OF_ANYTHING) {
			return null;
		}
		String text = "rushb-stat 1\nnonce " + stat.nonce() + "\ncookie " + cookie + "\n"
				+ ((this.defect == Defect.STAT_WITHOUT_CHANNELS) ? "" : "channels " + CHANNELS + "\n") + "size "
				+ ((file != null) ? file.size() : 0) + "\ntag " + TAG + "\nmodified 2026-01-01T10:00:00Z\n"
				+ ((file != null) ? digest(file) : "");
		return List.of(text.getBytes(StandardCharsets.US_ASCII));
	}

	/** The line of the digest, if it is known. */
	private String digest(TestFile file) {
		boolean known = this.digested.contains(file.name()) && this.defect != Defect.DIGEST_NEVER;
		if (!known && this.defect != Defect.DIGEST_AT_ONCE) {
			return "";
		}
		int length = (int) ((this.defect == Defect.DIGEST_OF_PART) ? Math.min(SEGMENT, file.size()) : file.size());
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.bytes(0, length));
			return "sha-256 " + HexFormat.of().formatHex(digest) + "\n";
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private @Nullable List<byte[]> part(ReservedName.Part part, String cookie) {
		TestFile file = this.files.apply(part.path());
		boolean known = (part.cookie().equals(cookie) || this.defect == Defect.ANY_COOKIE)
				&& (part.tag().equals(TAG) || this.defect == Defect.ANY_TAG);
		boolean there = file != null
				&& (part.last() * SEGMENT < file.size() || this.defect == Defect.SEGMENTS_BEYOND_THE_END);
		if (file != null && (known || this.defect == Defect.DIGEST_BY_FORGED_PART)) {
			this.digested.add(file.name());
		}
		if (file == null || !known || !there) {
			return null;
		}
		List<byte[]> packets = new ArrayList<>();
		PartTrailer trailer = new PartTrailer(part);
		for (long segment = part.first(); segment <= part.last(); segment++) {
			byte[] bytes = bytes(file, segment);
			int length = (this.defect == Defect.PARTS_CUT_AS_FILES && segment > 0) ? bytes.length / 2 : bytes.length;
			byte[] sent = withoutZeros(Arrays.copyOf(bytes, length));
			packets.add(sent);
			byte[] taken = (this.defect == Defect.TRAILER_WITHOUT_ZEROS) ? sent : bytes;
			trailer.take(taken, 0, taken.length);
		}
		if (this.defect != Defect.NO_TRAILER) {
			packets.add(trailer.finish());
		}
		return packets;
	}

	private static byte[] bytes(TestFile file, long segment) {
		long offset = segment * SEGMENT;
		return file.bytes(offset, (int) Math.max(0, Math.min(SEGMENT, file.size() - offset)));
	}

	private static byte[] withoutZeros(byte[] bytes) {
		int length = bytes.length;
		while (length > 0 && bytes[length - 1] == 0) {
			length--;
		}
		return Arrays.copyOf(bytes, length);
	}

}
