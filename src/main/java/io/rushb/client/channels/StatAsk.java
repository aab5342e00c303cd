package io.rushb.client.channels;

import io.rushb.wire.Packet;
import io.rushb.wire.ReservedName;
import io.rushb.wire.StatText;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the stat of a file, and for a cookie (rule P2).
 */
final class StatAsk implements Ask {

	/** Is told the result, once. */
	interface Listener {

		/**
		 * It is over.
		 * @param text the answer; {@code null} if the server refused, or its answer is
		 * none to this question, or there was none
		 * @param silent whether there was none
		 */
		void told(@Nullable StatText text, boolean silent, long now);

	}

	private final ReservedName.Stat question;

	private final Listener listener;

	private boolean told;

	private boolean forged;

	StatAsk(String nonce, String path, Listener listener) {
		this.question = new ReservedName.Stat(nonce, path);
		this.listener = listener;
	}

	@Override
	public byte[] name() {
		return this.question.bytes();
	}

	/**
	 * A late FIN of an earlier session, or another first DAT, would say that there are no
	 * parts.
	 */
	@Override
	public boolean wantsFreshPort() {
		return true;
	}

	/** Its DAT is enough (rule C1): the FIN is not waited for. */
	@Override
	public Next take(int index, Packet data, long now) {
		StatText text = StatText.parse(data.payload());
		if (text != null && !text.nonce().equalsIgnoreCase(this.question.nonce())) {
			this.forged = true; // or a late packet: this session gives no answer
			return Next.EITHER;
		}
		if (!this.told) {
			this.told = true;
			this.listener.told(text, false, now);
		}
		return Next.EITHER;
	}

	@Override
	public void ended(End how, long now) {
		if (this.told) {
			return;
		}
		this.told = true;
		this.listener.told(null, this.forged || (how != End.REFUSED && how != End.DONE), now);
	}

}
