package io.rushb.check.script;

import java.util.Arrays;

import io.rushb.check.script.TestFile.Slice;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

/**
 * A packet that must come.
 *
 * @param kind what it is
 * @param options the options that its flags show
 * @param sequence its number
 * @param acknowledgement its acknowledgement number
 * @param data its data in the clear; {@code null} if anything will do
 */
record Expected(Kind kind, Options options, int sequence, int acknowledgement, @Nullable Slice data) {

	boolean isMetBy(Packet packet) {
		return packet.kind() == this.kind && packet.options().equals(this.options) && packet.sequence() == this.sequence
				&& packet.acknowledgement() == this.acknowledgement && packet.isChecksumRight() && hasRightData(packet);
	}

	boolean hasRightData(Packet packet) {
		return this.data == null || Arrays.equals(packet.data(), this.data.bytes());
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.kind.name().replace('_', '+'));
		text.append(this.options.checksum() ? " CHK" : "").append(this.options.encryption() ? " ENC" : "");
		text.append(" seq ").append(this.sequence);
		if (this.acknowledgement != 0) {
			text.append(" ack ").append(this.acknowledgement);
		}
		if (this.data != null && this.kind == Kind.DAT) {
			text.append(", ").append(this.data.length()).append((this.data.length() == 1) ? " byte" : " bytes");
		}
		return text.toString();
	}

}
