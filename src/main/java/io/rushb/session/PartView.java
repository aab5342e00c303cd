package io.rushb.session;

/**
 * Which part of which file a session sends.
 *
 * @param path the path of the file, in printable form
 * @param tag names the version of the file
 * @param first the first segment
 * @param last the last segment, itself included
 * @param fileSize the size of the whole file in bytes, 0 where it is not known or refused
 */
public record PartView(String path, String tag, long first, long last, long fileSize) {

	/** The same, now that the size is known. */
	PartView ofFile(long size) {
		return new PartView(this.path, this.tag, this.first, this.last, size);
	}

}
