package io.rushb.session;

import java.net.InetSocketAddress;

import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

/**
 * What opens a session (rule S1).
 *
 * @param client the client's address and port
 * @param get the GET that was received
 * @param name the name asked for, as it may be shown
 * @param openedAt when it came, in nanoseconds
 * @param kind what kind of thing is asked for
 * @param proven whether a right cookie came with it, so that the address is proven (rule
 * P3)
 * @param part the part that is asked for and its file, whose size is not known;
 * {@code null} unless a part is asked for
 * @param path the estimate for the path to the client's address (rule T1), {@code null}
 * if there is none
 */
public record SessionRequest(InetSocketAddress client, Packet get, NameText name, long openedAt, RequestKind kind,
		boolean proven, @Nullable PartView part, @Nullable PathEstimate path) {

	/**
	 * Makes a request for a whole resource, of an unknown client.
	 * @param client the client's address and port
	 * @param get the GET that was received
	 * @param openedAt when it came, in nanoseconds
	 */
	public SessionRequest(InetSocketAddress client, Packet get, long openedAt) {
		this(client, get, new NameText("", get.data()), openedAt, RequestKind.WHOLE, false, null, null);
	}

	/**
	 * Makes the name asked for printable.
	 * @return the name, fit for logs and views
	 */
	public String resource() {
		return this.name.toString();
	}

	/** The part that is asked for, with the file's size once its stream is there. */
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
		return this.get.options().equals(other.options()) && this.get.hasPayloadOf(other);
	}

}
