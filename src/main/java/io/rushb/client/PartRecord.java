package io.rushb.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.rushb.client.channels.Version;
import io.rushb.wire.Segments;
import org.jspecify.annotations.Nullable;

/**
 * The record of the finished segments of a file that is fetched in parts (rule C4): a
 * text file beside the part, {@code .NAME.rushb-done}. Its lines are <pre>
 * rushb-done 1
 * size N
 * tag T
 * sha-256 H          once it is known
 * done FIRST-LAST    segments whose MAC was right, both ends included
 * </pre> Lines are only appended, each after its bytes were written, so that a killed
 * process leaves a true record; of two tags or digests the last one counts. A last line
 * without a line end was cut off, and does not count.
 */
final class PartRecord {

	/** At the end of the name of each. */
	static final String SUFFIX = ".rushb-done";

	private static final String FIRST_LINE = "rushb-done 1";

	/** 40 million segments of 1464 bytes in parts of 8 would make 64 MB. */
	private static final long MOST_BYTES = 64 << 20;

	private static final Pattern DONE = Pattern.compile("done (\\d{1,18})-(\\d{1,18})");

	private final Path file;

	private final List<long[]> rows = new ArrayList<>();

	private long size = -1;

	private @Nullable String tag;

	private @Nullable String sha256;

	private boolean ofEarlierRun;

	private PartRecord(Path file) {
		this.file = file;
	}

	/** The record that belongs to a part. */
	static Path of(Path part) {
		String name = String.valueOf(part.getFileName());
		return part.resolveSibling(name.substring(0, name.length() - "part".length()) + "done");
	}

	/** A record of a part that is empty (see {@link HeldPart}). */
	static PartRecord ofNew(Path part) {
		return new PartRecord(of(part));
	}

	/**
	 * Reads the record of a part that an earlier run has left.
	 * @return {@code null} if there is none that can be used
	 */
	static @Nullable PartRecord read(Path part) throws IOException {
		PartRecord record = new PartRecord(of(part));
		try {
			if (!Files.isRegularFile(record.file, LinkOption.NOFOLLOW_LINKS) || Files.size(record.file) > MOST_BYTES) {
				return null;
			}
			String text = Files.readString(record.file, StandardCharsets.ISO_8859_1);
			int end = text.lastIndexOf('\n') + 1;
			if (end < text.length()) { // so that what is added begins a line of its own
				try (FileChannel cut = FileChannel.open(record.file, StandardOpenOption.WRITE)) {
					cut.truncate(end);
				}
			}
			record.ofEarlierRun = true;
			return (record.parse(text.substring(0, end)) && record.isThere(Files.size(part))) ? record : null;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	private boolean parse(String text) {
		for (String line : text.split("\n")) {
			String value = line.substring(line.indexOf(' ') + 1);
			Matcher done = DONE.matcher(line);
			if (done.matches()) {
				this.rows.add(new long[] { Long.parseLong(done.group(1)), Long.parseLong(done.group(2)) });
			}
			else if (line.startsWith("size ") && value.matches("\\d{1,18}")) {
				this.size = Long.parseLong(value);
			}
			else if (line.startsWith("tag ")) {
				this.tag = value;
			}
			else if (line.startsWith("sha-256 ")) {
				this.sha256 = value;
			}
		}
		return text.startsWith(FIRST_LINE + "\n") && this.size >= 0 && this.tag != null;
	}

	/**
	 * Whether the part is long enough: if it was emptied or cut, the record does not
	 * hold.
	 */
	private boolean isThere(long length) {
		return this.rows.stream()
			.allMatch((row) -> row[1] < Segments.count(this.size) && Segments.bytes(0, row[1], this.size) <= length);
	}

	/** Whether it is from an earlier run, and no version was begun since. */
	boolean isOfEarlierRun() {
		return this.ofEarlierRun;
	}

	/**
	 * Begins with a version.
	 * @return the segments of it that are there already: of the same tag, or the same
	 * SHA-256
	 */
	long[][] begin(Version version) throws IOException {
		boolean sameTag = version.tag().equals(this.tag);
		boolean sameDigest = version.sha256() != null && version.sha256().equalsIgnoreCase(this.sha256);
		boolean otherDigest = version.sha256() != null && this.sha256 != null && !sameDigest;
		boolean goesOn = this.size == version.size() && (sameTag || sameDigest) && !otherDigest;
		this.ofEarlierRun = false;
		this.size = version.size();
		this.tag = version.tag();
		if (goesOn) { // never written anew: it would be lost if this ended half way
			add("tag " + this.tag + "\n");
		}
		else {
			this.rows.clear();
			this.sha256 = null;
			Files.writeString(this.file, FIRST_LINE + "\nsize " + this.size + "\ntag " + this.tag + "\n",
					StandardCharsets.ISO_8859_1);
		}
		if (version.sha256() != null && !version.sha256().equals(this.sha256)) {
			digestKnown(version.sha256());
		}
		return this.rows.toArray(long[][]::new);
	}

	void done(long first, long last) throws IOException {
		this.rows.add(new long[] { first, last });
		add("done " + first + "-" + last + "\n");
	}

	void digestKnown(String known) throws IOException {
		this.sha256 = known;
		add("sha-256 " + known + "\n");
	}

	private void add(String line) throws IOException {
		Files.writeString(this.file, line, StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND);
	}

	/** Whether a later run can resume from it. */
	boolean isWorthKeeping() {
		return !this.rows.isEmpty();
	}

	/** Discards the record's segments. */
	void forget() throws IOException {
		this.rows.clear();
		this.tag = null;
		this.sha256 = null;
		this.ofEarlierRun = false;
		delete();
	}

	/** Deletes the record. */
	void delete() throws IOException {
		Files.deleteIfExists(this.file);
	}

}
