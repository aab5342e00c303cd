package io.rushb.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Set;

import io.rushb.endpoint.ResourceName;
import io.rushb.session.ContentSource;
import io.rushb.session.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * A file, read at positions of one descriptor.
 */
final class FileSource implements ContentSource {

	private final FileChannel channel;

	private final FileVersion version;

	private final FlawedFiles flawed;

	private final Look look;

	private @Nullable Digest digest;

	private final boolean settled;

	private final Set<Flaw> flaws;

	/**
	 * Makes a source, and reads the file's last byte.
	 * @param channel the file, open
	 * @param version its version
	 * @param settled whether every later change will change the version
	 * @param flawed remembers the flaws of files
	 * @param look finds the current version
	 */
	FileSource(FileChannel channel, FileVersion version, boolean settled, FlawedFiles flawed, Look look) {
		this.channel = channel;
		this.version = version;
		this.flawed = flawed;
		this.look = look;
		this.settled = settled;
		Flaw atEnd = flawAtEnd();
		this.flaws = (atEnd != null) ? Set.of(atEnd) : flawed.of(version);
	}

	/**
	 * Reads one byte more than there should be: some files, such as those of
	 * {@code /proc}, have more bytes than their size says.
	 */
	private @Nullable Flaw flawAtEnd() {
		byte[] end = new byte[2];
		int wanted = (size() > 0) ? 1 : 0;
		try {
			if (read(size() - wanted, end, 0, wanted + 1) != wanted) { // S7
				return Flaw.SIZE;
			}
		}
		catch (IOException ex) {
			return Flaw.UNREADABLE;
		}
		return (wanted > 0 && end[0] == 0) ? Flaw.ZEROS : null; // S5
	}

	@Override
	public long size() {
		return this.version.size();
	}

	/** Sets where its digest comes from, before others see it. */
	void digestBy(Digest from) {
		this.digest = from;
	}

	/** While the file is open, nobody else can have its inode. */
	@Override
	public @Nullable Object version() {
		return this.settled ? this.version : null;
	}

	@Override
	public @Nullable String tag() {
		return this.settled ? this.version.tag() : null;
	}

	@Override
	public String modified() {
		return this.version.modified().toString();
	}

	@Override
	public @Nullable String digest() {
		Digest known = this.digest;
		return (this.settled && known != null) ? known.of(this.version) : null;
	}

	@Override
	public void wantDigest() {
		Digest wanted = this.digest;
		if (this.settled && wanted != null) {
			wanted.want(this.version);
		}
	}

	@Override
	public Set<Flaw> flaws() {
		return this.flaws;
	}

	@Override
	public void remember(Flaw flaw) {
		if (this.settled) {
			this.flawed.add(this.version, flaw);
		}
	}

	@Override
	public boolean isUnchanged() throws IOException {
		Flaw atEnd = flawAtEnd();
		return atEnd != Flaw.SIZE && atEnd != Flaw.UNREADABLE && this.version.equals(this.look.version());
	}

	@Override
	public int read(long from, byte[] buffer, int offset, int length) throws IOException {
		ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
		while (target.hasRemaining() && this.channel.read(target, from + target.position() - offset) >= 0) {
			// A read may return less than there is.
			continue;
		}
		return target.position() - offset;
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

	/** Looks at a file by its name, without opening it. */
	@FunctionalInterface
	interface Look {

		FileVersion version() throws IOException;

	}

	/**
	 * Where the digest of a file comes from.
	 *
	 * @param store opens the file
	 * @param name the name it was asked for
	 * @param digests what is known, {@code null} if digests are not computed
	 */
	record Digest(DirectoryContentStore store, ResourceName name, @Nullable FileDigests digests) {

		@Nullable String of(FileVersion version) {
			return (this.digests != null) ? this.digests.of(version) : null;
		}

		void want(FileVersion version) {
			if (this.digests != null) {
				this.digests.want(this.store, this.name, version);
			}
		}

	}

}
