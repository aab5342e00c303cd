package io.rushb.simulation;

import java.util.SplittableRandom;

/**
 * Flips bits, only where a receiver can tell. The checksum covers the payload alone (rule
 * W5), so a low bit of a number or ENC on a GET may turn a packet into another that is
 * just as valid, which no implementation can notice: those bits stay. So does the payload
 * of data packets without CHK.
 */
final class Damage {

	private static final int HEADER = 8;

	private static final int FLAGS = 6;

	private static final int GET = 0x20;

	private static final int DATA = 0x10;

	private static final int ANSWER = 0xc0;

	private static final int CHK = 0x04;

	private static final int ENC = 0x02;

	private Damage() {
	}

	static byte[] flip(byte[] datagram, boolean encryptionAsked, SplittableRandom random) {
		byte[] damaged = datagram.clone();
		int flags = datagram[FLAGS];
		boolean data = (flags & GET) != 0 || (flags & DATA) != 0 && (flags & ANSWER) == 0;
		if (random.nextBoolean() && (!data || (flags & CHK) != 0)) {
			// A burst within one byte cannot cancel out in the checksum.
			damaged[HEADER + random.nextInt(datagram.length - HEADER)] ^= (byte) (1 + random.nextInt(255));
			return damaged;
		}
		int at = random.nextInt(HEADER);
		if (at == 1 || at == 3) {
			at--;
		}
		int bit = 1 << random.nextInt(8);
		if (at == FLAGS && bit == ENC && (encryptionAsked || (flags & GET) != 0)) {
			bit = 1;
		}
		damaged[at] ^= (byte) bit;
		return damaged;
	}

}
