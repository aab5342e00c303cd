package io.rushb.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.rushb.check.script.TestFile;
import io.rushb.wire.PartTrailer;
import io.rushb.wire.ReservedName;
import org.jspecify.annotations.Nullable;

/**
 * Stat and parts of a {@link StudentServer} (rules P1 to P6). All clients have the same
 * cookie, and all files the same tag.
 */
final class StudentParts {

	private static final String COOKIE = "00112233445566778899aabbccddeeff";

	private static final String TAG = "v-1";

	private static final int SEGMENT = 1464;

	private final Defect defect;

	private final Function<String, @Nullable TestFile> files;

	StudentParts(Defect defect, Function<String, @Nullable TestFile> files) {
		this.defect = defect;
		this.files = files;
	}

	/** The data of the packets for a name; {@code null} if it is none of these. */
	@Nullable List<byte[]> packets(int client, byte[] name) {
		ReservedName parsed = ReservedName.isReserved(name) ? ReservedName.parse(name) : null;
		if (parsed instanceof ReservedName.Stat stat) {
			return stat(stat, cookie(client));
		}
		return (parsed instanceof ReservedName.Part part) ? part(part, cookie(client)) : null;
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
				+ ((this.defect == Defect.STAT_WITHOUT_CHANNELS) ? "" : "channels 8\n") + "size "
				+ ((file != null) ? file.size() : 0) + "\ntag " + TAG + "\nmodified 2026-01-01T10:00:00Z\n";
		return List.of(text.getBytes(StandardCharsets.US_ASCII));
	}

	private @Nullable List<byte[]> part(ReservedName.Part part, String cookie) {
		TestFile file = this.files.apply(part.path());
		boolean known = (part.cookie().equals(cookie) || this.defect == Defect.ANY_COOKIE)
				&& (part.tag().equals(TAG) || this.defect == Defect.ANY_TAG);
		boolean there = file != null
				&& (part.last() * SEGMENT < file.size() || this.defect == Defect.SEGMENTS_BEYOND_THE_END);
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
