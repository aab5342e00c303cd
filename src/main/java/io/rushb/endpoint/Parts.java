package io.rushb.endpoint;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import io.rushb.session.ContentSource;
import io.rushb.session.Flaw;
import io.rushb.session.RequestKind;
import io.rushb.wire.Decoded;
import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import io.rushb.wire.ReservedName;
import io.rushb.wire.Segments;
import io.rushb.wire.StatText;
import org.jspecify.annotations.Nullable;

/**
 * The protocol's own names (rules P1 to P6): who may ask for what, and the answer to
 * {@code stat}. A forged cookie costs one MAC and no access to files.
 */
final class Parts {

	private final PartsSettings settings;

	private final Cookies cookies;

	Parts(PartsSettings settings) {
		this.settings = settings;
		this.cookies = new Cookies(settings.secret());
	}

	/**
	 * Finds what a GET asks for.
	 * @param client who asks
	 * @param name the bytes of the GET, with ENC undone
	 * @return what is asked for
	 */
	Demand demand(InetSocketAddress client, byte[] name) {
		if (!ReservedName.isReserved(name)) {
			return Demand.whole(name);
		}
		ReservedName reserved = this.settings.enabled() ? ReservedName.parse(name) : null;
		if (reserved == null) { // P1
			return Demand.refused(this.settings.enabled() ? RequestKind.STAT : RequestKind.WHOLE);
		}
		ResourceName resource = reserved.path().isEmpty() ? null
				: ResourceName.of(reserved.path().getBytes(StandardCharsets.UTF_8));
		boolean isRoot = reserved.path().isEmpty();
		if (reserved instanceof ReservedName.Stat) {
			return (resource != null || isRoot) ? new Demand(RequestKind.STAT, resource, reserved, false)
					: Demand.refused(RequestKind.STAT);
		}
		if (reserved instanceof ReservedName.Part part) {
			boolean right = resource != null && isRight(part.cookie(), client);
			return right ? new Demand(RequestKind.PART, resource, part, true) : Demand.refused(RequestKind.PART);
		}
		ReservedName.Listing list = (ReservedName.Listing) reserved;
		ResourceName directory = isRoot ? ResourceName.ROOT : resource;
		boolean right = directory != null && isRight(list.cookie(), client);
		return right ? new Demand(RequestKind.LIST, directory, list, true) : Demand.refused(RequestKind.LIST);
	}

	/** Whether a datagram is a GET with a right cookie (rule P3). */
	boolean hasCookie(InetSocketAddress client, Decoded datagram) {
		return datagram instanceof Packet get && get.kind() == Kind.GET && demand(client, get.data()).proven();
	}

	/** Rule P3. */
	private boolean isRight(String cookie, InetSocketAddress client) {
		return this.cookies.isRight(cookie, client.getAddress(), now());
	}

	private long now() {
		return this.settings.epochSeconds().getAsLong();
	}

	/**
	 * Answers {@code stat} (rule P2).
	 * @param demand what is asked for
	 * @param client who asks
	 * @param file the file, {@code null} for the root
	 * @return the text; {@code null} if the answer is no
	 */
	byte @Nullable [] stat(Demand demand, InetAddress client, @Nullable ContentSource file) {
		if (!(demand.reserved() instanceof ReservedName.Stat stat) || (file != null && !isServable(file))) {
			return null;
		}
		String cookie = this.cookies.of(client, now());
		int channels = this.settings.channels();
		StatText text = (file == null) ? StatText.ofRoot(stat.nonce(), cookie, channels)
				: new StatText(stat.nonce(), cookie, channels, file.size(), file.tag(), file.modified(), file.digest());
		return text.bytes();
	}

	/**
	 * Tells whether a part can be had (rule P6).
	 * @param part what is asked for
	 * @param file the file
	 * @return whether it is that version and has those segments
	 */
	static boolean isThere(ReservedName.Part part, ContentSource file) {
		return isServable(file) && part.tag().equals(file.tag()) && part.last() < Segments.count(file.size());
	}

	/** Zeros and high bytes do not matter for parts (rule P4). */
	private static boolean isServable(ContentSource file) {
		return !file.flaws().contains(Flaw.SIZE) && !file.flaws().contains(Flaw.UNREADABLE);
	}

}
