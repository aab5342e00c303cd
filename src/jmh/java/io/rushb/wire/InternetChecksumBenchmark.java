package io.rushb.wire;

import io.rushb.bench.MicroBenchmark;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * The checksum of a full payload, 1464 bytes.
 */
public class InternetChecksumBenchmark extends MicroBenchmark {

	private final byte[] payload = Text.ofLength(PacketCodec.MAX_PAYLOAD);

	@Benchmark
	public int ofFullPayload() {
		return InternetChecksum.of(this.payload);
	}

}
