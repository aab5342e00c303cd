package io.rushb.endpoint;

import io.rushb.session.NameText;
import io.rushb.session.PartView;
import io.rushb.session.RequestKind;
import io.rushb.wire.ReservedName;
import org.jspecify.annotations.Nullable;

/**
 * What a GET asks for, as far as its name alone tells.
 *
 * @param kind what kind of thing
 * @param resource the file or directory to be opened; {@code null} if the answer is a
 * refusal (rule S4), or needs no file
 * @param reserved the protocol's own name that asks for it (rule P1), {@code null} for a
 * whole resource and for names that do not fit
 * @param proven whether a right cookie came with it (rule P3)
 */
record Demand(RequestKind kind, @Nullable ResourceName resource, @Nullable ReservedName reserved, boolean proven) {

	static Demand whole(byte[] name) {
		return new Demand(RequestKind.WHOLE, ResourceName.of(name), null, false);
	}

	/** A request for one of the protocol's own names that is refused. */
	static Demand refused(RequestKind kind) {
		return new Demand(kind, null, null, false);
	}

	/** The part that is asked for; {@code null} for anything else. */
	ReservedName.@Nullable Part part() {
		return (this.reserved instanceof ReservedName.Part part) ? part : null;
	}

	/** The same to be shown, without its cookie. */
	@Nullable PartView partView() {
		ReservedName.Part part = part();
		return (part != null && this.resource != null)
				? new PartView(NameText.of(this.resource.bytes()), part.tag(), part.first(), part.last(), 0) : null;
	}

	/** Whether it is answered without opening a file (rule P2). */
	boolean isRootStat() {
		return this.reserved instanceof ReservedName.Stat && this.resource == null;
	}

	/** What the store is asked to open. */
	OpenQueue.Wanted target(ResourceName name) {
		return new OpenQueue.Wanted(name, this.kind == RequestKind.LIST);
	}

	/**
	 * Tells the name as it may be shown in logs and views. The cookie is left out: it is
	 * what keeps others from forging the client's parts (rule P5).
	 * @param name the bytes of the GET, with ENC undone
	 */
	NameText text(byte[] name) {
		ReservedName.Part part = part();
		if (part != null && this.resource != null) {
			String prefix = ".rushb/part/.../" + part.tag() + "/" + part.first() + "-" + part.last() + "/";
			return new NameText(prefix, this.resource.bytes());
		}
		if (this.kind == RequestKind.LIST && this.resource != null) {
			return new NameText(".rushb/list/.../", this.resource.bytes());
		}
		return new NameText("", name);
	}

}
