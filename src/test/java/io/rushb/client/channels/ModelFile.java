package io.rushb.client.channels;

import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

/**
 * A version of a file on a model server.
 */
record ModelFile(byte[] bytes, @Nullable String tag, @Nullable String sha256) {

	static ModelFile random(int size, long seed) {
		byte[] bytes = new byte[size];
		SplittableRandom random = new SplittableRandom(seed);
		random.nextBytes(bytes);
		return of(bytes, "v" + seed);
	}

	static ModelFile of(byte[] bytes, String tag) {
		return new ModelFile(bytes, tag, "0123456789abcdef".repeat(4));
	}

}
