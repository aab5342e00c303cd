package io.rushb.session;

import java.net.InetSocketAddress;
import java.util.Arrays;

import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

/**
 * What opens a session (rule S1).
 *
 * @param client the client's address and port
 * @param get the GET that was received
 * @param resource the name asked for, in printable form
 * @param openedAt when it came, in nanoseconds
 * @param way what kind of thing is asked for
 * @param proven whether a right cookie came with it, so that the address is proven (rule
 * P3)
 * @param part which part of which file, its size not known; {@code null} unless a part is
 * asked for
 */
public record SessionRequest(InetSocketAddress client, Packet get, String resource, long openedAt, Way way,
		boolean proven, @Nullable PartView part) {

	/**
	 * Makes a request for a whole resource.
	 * @param client the client's address and port
	 * @param get the GET that was received
	 * @param resource the name asked for, in printable form
	 * @param openedAt when it came, in nanoseconds
	 */
	public SessionRequest(InetSocketAddress client, Packet get, String resource, long openedAt) {
		this(client, get, resource, openedAt, Way.WHOLE, false, null);
	}

	/** Which part is asked for, with the file's size once its stream is there. */
	@Nullable PartView partOf(@Nullable ContentStream stream) {
		PartView asked = this.part;
		return (asked == null || stream == null) ? asked : asked.ofFile(stream.content().source().size());
	}

	/**
	 * Returns whether another GET asks for the same with the same options (rule A6).
	 * @param other another GET of the same client
	 * @return whether it is the same request
	 */
	boolean isRepeatedBy(Packet other) {
		return this.get.options().equals(other.options()) && Arrays.equals(this.get.payload(), other.payload());
	}

}
