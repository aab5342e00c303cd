package io.rushb.wire;

import java.util.Arrays;

/**
 * A well-formed packet, as received.
 *
 * @param kind what it is
 * @param options the options its flags show
 * @param sequence the sequence number, 0 to 65535 (rule N1)
 * @param acknowledgement the number of the packet meant, 0 where there is none (rule N3)
 * @param checksum the checksum field, 0 to 65535
 * @param bytes the array that holds the payload as sent; that of the datagram, if it was
 * decoded in place
 * @param offset where in the array the payload begins
 * @param length the payload's length in bytes, without its trailing zero bytes (rule W4)
 */
public record Packet(Kind kind, Options options, int sequence, int acknowledgement, int checksum, byte[] bytes,
		int offset, int length) implements Decoded {

	/**
	 * Makes a packet whose payload has an array of its own.
	 * @param kind what it is
	 * @param options the options its flags show
	 * @param sequence the sequence number, 0 to 65535
	 * @param acknowledgement the number of the packet meant, 0 where there is none
	 * @param checksum the checksum field, 0 to 65535
	 * @param payload the payload as sent, without its trailing zero bytes
	 */
	public Packet(Kind kind, Options options, int sequence, int acknowledgement, int checksum, byte[] payload) {
		this(kind, options, sequence, acknowledgement, checksum, payload, 0, payload.length);
	}

	/**
	 * Returns the payload as sent, without its trailing zero bytes (rule W4).
	 * @return a new array
	 */
	public byte[] payload() {
		return Arrays.copyOfRange(this.bytes, this.offset, this.offset + this.length);
	}

	/**
	 * Returns whether another packet has the same payload.
	 * @param other the other packet
	 * @return whether all bytes are the same
	 */
	public boolean hasPayloadOf(Packet other) {
		return Arrays.equals(this.bytes, this.offset, this.offset + this.length, other.bytes, other.offset,
				other.offset + other.length);
	}

	/**
	 * Returns whether the checksum field is right by rule W5: the payload's checksum
	 * under CHK, else 0.
	 * @return whether the checksum is right
	 */
	public boolean isChecksumRight() {
		return this.checksum == (this.options.checksum() ? InternetChecksum.of(this.bytes, this.offset, this.length)
				: 0);
	}

	/**
	 * Returns the data that the payload carries, with ENC undone (rule W6).
	 * @return the data, a new array
	 */
	public byte[] data() {
		byte[] data = payload();
		if (this.options.encryption()) {
			TextbookRsa.decipher(data);
		}
		return data;
	}

}
