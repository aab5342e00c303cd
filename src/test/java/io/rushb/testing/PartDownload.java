package io.rushb.testing;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.rushb.wire.Options;
import io.rushb.wire.StatText;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client of parts that loses nothing and answers at once. It knows the rules P1 to P5
 * by itself and shares no code for them with the server, but for reading stat.
 */
public final class PartDownload {

	private static final String NONCE = "00112233445566778899aabbccddeeff";

	private final VirtualServer server;

	private final InetSocketAddress client;

	public PartDownload(VirtualServer server, InetSocketAddress client) {
		this.server = server;
		this.client = client;
	}

	/** Asks for stat; {@code null} where the answer is no. */
	public StatText stat(String path) {
		byte[] text = new Download(this.server, this.client, Options.NONE).fetch(".rushb/stat/" + NONCE + "/" + path);
		if (text.length == 0) {
			return null;
		}
		StatText stat = StatText.parse(text);
		assertThat(stat).as(new String(text, StandardCharsets.UTF_8)).isNotNull();
		assertThat(stat.nonce()).isEqualTo(NONCE);
		return stat;
	}

	/** A cookie for this client. */
	public String cookie() {
		return stat("").cookie();
	}

	public static String name(String cookie, String tag, long first, long last, String path) {
		return ".rushb/part/" + cookie + "/" + tag + "/" + first + "-" + last + "/" + path;
	}

	/** Fetches some segments of a file, all at once; {@code null} if they are refused. */
	public byte[] part(StatText stat, long first, long last, String path) {
		return part(name(stat.cookie(), stat.tag(), first, last, path), stat.cookie(), stat.size(), first, last);
	}

	/** Fetches a part whose name may be any, and verifies what comes. */
	public byte[] part(String name, String cookie, long size, long first, long last) {
		List<byte[]> packets = new ArrayList<>();
		Download download = new Download(this.server, this.client, Options.NONE);
		download.begin(name);
		while (!download.isFinished()) {
			download.step(packets::add);
		}
		return packets.isEmpty() ? null : verified(packets, name, cookie, size, first, last);
	}

	private static byte[] verified(List<byte[]> packets, String name, String cookie, long size, long first, long last) {
		assertThat(packets).as("a DAT for each segment, and the trailer").hasSize((int) (last - first + 2));
		byte[] part = new byte[(int) (Math.min(size, 1464 * (last + 1)) - 1464 * first)];
		for (int i = 0; i < packets.size() - 1; i++) {
			byte[] data = packets.get(i);
			assertThat(data.length).isLessThanOrEqualTo(Math.min(1464, part.length - 1464 * i));
			System.arraycopy(data, 0, part, 1464 * i, data.length);
		}
		String trailer = new String(packets.get(packets.size() - 1), StandardCharsets.US_ASCII);
		assertThat(trailer).as("the trailer (P5)").isEqualTo(mac(cookie, name, part));
		return part;
	}

	/** Rule P5. */
	public static String mac(String cookie, String name, byte[] part) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(cookie.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
			mac.update((name + "\n").getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(part), 16));
		}
		catch (GeneralSecurityException ex) {
			throw new AssertionError(ex);
		}
	}

}
