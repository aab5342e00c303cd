package io.rushb.wire;

import java.nio.charset.StandardCharsets;

import io.rushb.bench.MicroBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One packet to and from its bytes.
 */
public class PacketCodecBenchmark extends MicroBenchmark {

	private static final byte[] NAME = "some-file.txt".getBytes(StandardCharsets.US_ASCII);

	private final byte[] ack = PacketCodec.encode(Kind.DAT_ACK, Options.NONE, 2, 1);

	private final byte[] get = PacketCodec.encode(Kind.GET, Options.NONE, 1, 0, NAME, 0, NAME.length);

	@Benchmark
	public Decoded decodeAck() {
		return PacketCodec.decode(this.ack, this.ack.length, Sender.CLIENT);
	}

	@Benchmark
	public Decoded decodeGet() {
		return PacketCodec.decode(this.get, this.get.length, Sender.CLIENT);
	}

	@Benchmark
	public byte[] encodeData(FullData data) {
		PacketCodec.encodeData(data.datagram, data.agreed, 1, data.source, 0, data.source.length);
		return data.datagram;
	}

	/** What a DAT without padding is made of. */
	@State(Scope.Benchmark)
	public static class FullData {

		@Param({ "none", "CHK", "ENC", "CHK+ENC" })
		private String options;

		private final byte[] source = Text.ofLength(PacketCodec.MAX_PAYLOAD);

		private final byte[] datagram = new byte[PacketCodec.PACKET_LENGTH];

		private Options agreed;

		@Setup
		public void setUp() {
			this.agreed = new Options(this.options.contains("CHK"), this.options.contains("ENC"));
		}

	}

}
