package io.rushb.session;

import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a closed session while it lingers (rule A7).
 *
 * @param options the options that were agreed
 * @param finSequence the number of the server's FIN
 * @param last the number of the client's FIN+ACK
 */
public record Farewell(Options options, int finSequence, int last) {

	/**
	 * Answers a FIN+ACK that comes again with the same FIN+ACK.
	 * @param packet a packet of the client
	 * @return the answer, or {@code null} if the packet is something else
	 */
	public @Nullable PacketBuffer answer(Packet packet) {
		int ahead = SerialNumber.distance(this.last, packet.sequence());
		boolean again = packet.kind() == Kind.FIN_ACK && packet.options().equals(this.options)
				&& packet.isChecksumRight() && packet.acknowledgement() == this.finSequence && ahead >= 0
				&& ahead <= Acceptance.WINDOW;
		return again ? closing(packet.sequence()) : null;
	}

	PacketBuffer closing(int acknowledgement) {
		PacketBuffer packet = new PacketBuffer();
		PacketCodec.encode(packet.bytes(), Kind.FIN_ACK, this.options, SerialNumber.next(this.finSequence),
				acknowledgement);
		return packet;
	}

}
