package io.rushb.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import io.rushb.wire.InternetChecksum;

/**
 * Changes exchanges and datagrams by chance.
 */
final class Mutator {

	private static final int HEADER = 8;

	private static final int[] TELLING = { 0, 1, 2, 3, 0x20, 0x24, 0x40, 0x50, 0x80, 0x88, 0x90, 0x94, 0x7f, 0xff };

	private final SplittableRandom random;

	private final List<List<byte[]>> corpus;

	Mutator(SplittableRandom random, List<List<byte[]>> corpus) {
		this.random = random;
		this.corpus = corpus;
	}

	/** An exchange that nobody recorded. */
	List<byte[]> exchange() {
		List<byte[]> exchange = new ArrayList<>(any(this.corpus));
		for (int i = this.random.nextInt(4); i > 0; i--) {
			int at = this.random.nextInt(exchange.size());
			switch (this.random.nextInt(4)) {
				case 0 -> exchange.add(at, any(exchange));
				case 1 -> exchange.add(at, any(any(this.corpus)));
				case 2 -> exchange.set(at, any(exchange));
				default -> {
					if (exchange.size() > 1) {
						exchange.remove(at);
					}
				}
			}
		}
		exchange.replaceAll((datagram) -> (this.random.nextInt(3) == 0) ? datagram(datagram) : datagram);
		return exchange;
	}

	/** A datagram like this one, but not quite. */
	byte[] datagram(byte[] original) {
		byte[] changed = original.clone();
		for (int i = 1 + this.random.nextInt(3); i > 0 && changed.length > HEADER; i--) {
			int at = (this.random.nextInt(4) > 0) ? this.random.nextInt(HEADER) : this.random.nextInt(changed.length);
			switch (this.random.nextInt(6)) {
				case 0 -> changed[at] ^= (byte) (1 << this.random.nextInt(8));
				case 1 -> changed[at] = (byte) TELLING[this.random.nextInt(TELLING.length)];
				case 2 -> changed[at]++;
				case 3 -> changed[at] = (byte) this.random.nextInt(256);
				case 4 -> changed = Arrays.copyOf(changed,
						(this.random.nextInt(3) == 0) ? this.random.nextInt(2000) : original.length);
				default -> fill(changed, at);
			}
		}
		if (changed.length > HEADER && this.random.nextBoolean()) {
			int checksum = InternetChecksum.of(changed, HEADER, changed.length - HEADER);
			changed[4] = (byte) (checksum >>> 8);
			changed[5] = (byte) checksum;
		}
		return changed;
	}

	private void fill(byte[] bytes, int from) {
		byte value = (byte) this.random.nextInt(256);
		Arrays.fill(bytes, Math.max(HEADER, from), bytes.length, value);
	}

	private <T> T any(List<T> all) {
		return all.get(this.random.nextInt(all.size()));
	}

}
