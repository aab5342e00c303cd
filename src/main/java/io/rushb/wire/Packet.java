package io.rushb.wire;

/**
 * A well-formed packet, as received.
 *
 * @param kind what it is
 * @param options the options its flags show
 * @param sequence the sequence number, 0 to 65535 (rule N1)
 * @param acknowledgement the number of the packet meant, 0 where there is none (rule N3)
 * @param checksum the checksum field, 0 to 65535
 * @param payload the payload as sent, without its trailing zero bytes (rule W4)
 */
public record Packet(Kind kind, Options options, int sequence, int acknowledgement, int checksum,
		byte[] payload) implements Decoded {

	/**
	 * Returns whether the checksum field is what rule W5 wants: the payload's checksum
	 * under CHK, else 0.
	 * @return whether the checksum is right
	 */
	public boolean isChecksumRight() {
		return this.checksum == (this.options.checksum() ? InternetChecksum.of(this.payload) : 0);
	}

	/**
	 * Returns the data that the payload carries, with ENC undone (rule W6).
	 * @return the data, a new array
	 */
	public byte[] data() {
		byte[] data = this.payload.clone();
		if (this.options.encryption()) {
			TextbookRsa.decipher(data);
		}
		return data;
	}

}
