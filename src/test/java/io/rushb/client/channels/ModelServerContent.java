package io.rushb.client.channels;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

import io.rushb.wire.PartTrailer;
import io.rushb.wire.ReservedName;

/**
 * The data of the DATs of a session.
 */
record ModelServerContent(int packets, IntFunction<byte[]> data, BooleanSupplier unchanged) {

	static ModelServerContent of(byte[] bytes) {
		return new ModelServerContent(Math.max(1, (bytes.length + 1463) / 1464), (index) -> piece(bytes, index * 1464L),
				() -> true);
	}

	static ModelServerContent of(ReservedName.Part part, ModelFile file, boolean wrong, BooleanSupplier unchanged) {
		int segments = part.segments();
		return new ModelServerContent(segments + 1, (index) -> {
			if (index < segments) {
				return piece(file.bytes(), (part.first() + index) * 1464);
			}
			PartTrailer trailer = new PartTrailer(part);
			int from = (int) part.first() * 1464;
			trailer.take(file.bytes(), from, Math.min(file.bytes().length, (int) (part.last() + 1) * 1464) - from);
			byte[] mac = trailer.finish();
			mac[0] = (byte) (wrong ? 'x' : mac[0]);
			return mac;
		}, unchanged);
	}

	private static byte[] piece(byte[] bytes, long from) {
		return Arrays.copyOfRange(bytes, (int) from, (int) Math.min(bytes.length, from + 1464));
	}

}
