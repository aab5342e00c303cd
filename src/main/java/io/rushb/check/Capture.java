package io.rushb.check;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.rushb.check.ladder.CaptureFormat;

/**
 * A capture file for Wireshark, of datagrams sent and received. It may be used by several
 * threads.
 */
public final class Capture implements Closeable {

	private final OutputStream out;

	private final long wall = System.currentTimeMillis();

	private final long origin = System.nanoTime();

	private Capture(OutputStream out) {
		this.out = out;
	}

	/**
	 * Begins a file. One of that name is overwritten.
	 * @param file where it is
	 * @return the capture
	 * @throws IOException if it cannot be written
	 */
	public static Capture to(Path file) throws IOException {
		OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
		out.write(CaptureFormat.header());
		return new Capture(out);
	}

	/**
	 * Adds a datagram.
	 * @param nanos when it was sent or received, on the clock of
	 * {@link System#nanoTime()}
	 * @param source from where
	 * @param destination to where
	 * @param datagram the array that holds it from its first byte on
	 * @param length its length in bytes
	 * @throws IOException if it cannot be written
	 */
	public synchronized void add(long nanos, InetSocketAddress source, InetSocketAddress destination, byte[] datagram,
			int length) throws IOException {
		long micros = TimeUnit.MILLISECONDS.toMicros(this.wall) + TimeUnit.NANOSECONDS.toMicros(nanos - this.origin);
		this.out.write(CaptureFormat.frame(micros, source, destination, datagram, length));
	}

	@Override
	public synchronized void close() throws IOException {
		this.out.close();
	}

}
