package io.rushb.client;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A sink that computes the SHA-256 of its bytes.
 */
final class DigestSink implements Sink {

	private final Sink sink;

	private final MessageDigest digest = Digests.sha256();

	DigestSink(Sink sink) {
		this.sink = sink;
	}

	@Override
	public void write(byte[] bytes) throws IOException {
		this.digest.update(bytes);
		this.sink.write(bytes);
	}

	@Override
	public boolean canRestart() {
		return this.sink.canRestart();
	}

	@Override
	public void restart() throws IOException {
		this.digest.reset();
		this.sink.restart();
	}

	String sha256() {
		return HexFormat.of().formatHex(this.digest.digest());
	}

}
