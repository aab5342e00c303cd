package io.rushb.wire;

import io.rushb.bench.MicroBenchmark;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * The cipher over a full payload, 1464 bytes, in place: each call works on what the one
 * before it left, which costs the same, since the cipher looks every byte up in a table.
 */
public class TextbookRsaBenchmark extends MicroBenchmark {

	private final byte[] payload = Text.ofLength(PacketCodec.MAX_PAYLOAD);

	@Benchmark
	public byte[] encipher() {
		TextbookRsa.encipher(this.payload, 0, this.payload.length);
		return this.payload;
	}

	@Benchmark
	public byte[] decipher() {
		TextbookRsa.decipher(this.payload);
		return this.payload;
	}

}
