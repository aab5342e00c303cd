package io.rushb.check.scenario;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.rushb.check.script.TestFile;
import io.rushb.wire.PacketCodec;

/**
 * The files that the scenarios ask for, in a directory of their own below the server's
 * root.
 */
public final class TestFiles {

	/** A name whose letters are not ASCII. */
	public static final String UNUSUAL = "gr\u00fc\u00dfe 1.txt";

	/**
	 * When all files were changed, in seconds since 1970. It is long ago: a file that was
	 * changed just now has no tag yet (rule P2).
	 */
	public static final long MODIFIED = 1_600_000_000;

	/** The same in the usual form of RFC 3339, without the Z. */
	public static final String MODIFIED_TEXT = "2020-09-13T12:26:40";

	/** Enough packets that both sides' numbers wrap from 65535 to 0 (rule N2). */
	static final int WRAPPING_PACKETS = 65_540;

	private static final int CLIENT_FILE_LENGTH = 2000;

	/** Enough that their list needs two packets, however times are written. */
	private static final int LISTED = 30;

	private static final int PART_LENGTH = 25 * PacketCodec.MAX_PAYLOAD;

	/** Up to 64 KB of difference, so that two runs rarely have the same size. */
	private static final int DIGESTED_MASK = 0xffff;

	private static final int BINARY_LENGTH = 4000;

	/** The values of ASCII but zero: what every server can send. */
	private static final int VALUES = 127;

	/** Odd and prime: neighbouring bytes differ, and all values come. */
	private static final int BINARY_STEP = 89;

	private final String directory;

	private final boolean anyName;

	/**
	 * Names the files.
	 * @param directory the directory's name below the root, without slashes
	 * @param anyName whether names may have letters that are not ASCII
	 */
	public TestFiles(String directory, boolean anyName) {
		this.directory = directory;
		this.anyName = anyName;
	}

	/**
	 * Returns the directory in which they are.
	 * @return its name below the root
	 */
	public String directory() {
		return this.directory;
	}

	/**
	 * Returns the file that every server can serve.
	 * @return a file of 13 bytes
	 */
	public TestFile hello() {
		return TestFile.of(name("hello.txt"), "Hello, RUSHB!");
	}

	/** 2466 bytes in two packets, as in the protocol's examples. */
	TestFile file() {
		return TestFile.of(name("file.txt"), "a".repeat(1466) + "b".repeat(1000));
	}

	/** Two packets of text, whose checksum tells the order of its bytes. */
	TestFile text() {
		return ofClient(0);
	}

	/** Three packets. */
	TestFile three() {
		return TestFile.of(name("three.txt"), "c".repeat(1464) + "d".repeat(1464) + "e".repeat(100));
	}

	/** Two full packets. */
	TestFile full() {
		return TestFile.of(name("full.txt"), "f".repeat(1464) + "g".repeat(1464));
	}

	TestFile empty() {
		return TestFile.of(name("empty.txt"), "");
	}

	/** All values of bytes, in three packets. */
	TestFile binary() {
		return new TestFile(name("binary.bin"), BINARY_LENGTH, (position) -> (int) (position * BINARY_STEP + 1) & 0xff);
	}

	/** Ten zeros where a full packet would end. */
	TestFile zeros() {
		byte[] bytes = ("a".repeat(1460) + "\0".repeat(10) + "b".repeat(500)).getBytes(StandardCharsets.US_ASCII);
		return TestFile.of(name("zeros.bin"), bytes);
	}

	TestFile endsInZero() {
		return TestFile.of(name("ends-in-zero.bin"), "abc\0");
	}

	/** Three segments, the second of which is all zeros, and a zero at the end. */
	TestFile holes() {
		byte[] bytes = ("a".repeat(1464) + "\0".repeat(1464) + "b".repeat(500) + "\0")
			.getBytes(StandardCharsets.US_ASCII);
		return TestFile.of(name("holes.bin"), bytes);
	}

	/** A file in a directory. */
	TestFile deep() {
		return TestFile.of(name("one/two/deep.txt"), "in a directory");
	}

	/** A file whose name is not ASCII if that may be, and has a space. */
	TestFile unusual() {
		return TestFile.of(name(this.anyName ? UNUSUAL : "an unusual name.txt"), "an unusual name");
	}

	/** A file of two packets for each client. */
	TestFile ofClient(int number) {
		String line = "client " + number + " of several. ";
		return TestFile.of(name("client-" + number + ".txt"),
				line.repeat(CLIENT_FILE_LENGTH / line.length() + 1).substring(0, CLIENT_FILE_LENGTH));
	}

	/** More packets than there are numbers. */
	TestFile wrapping() {
		long size = (long) WRAPPING_PACKETS * PacketCodec.MAX_PAYLOAD;
		return new TestFile(name("wrapping.bin"), size, (position) -> (int) (position % 251) + 1);
	}

	/** Enough segments for a timer that has learnt (rules T1 and P7). */
	TestFile learnt() {
		return new TestFile(name("learnt.bin"), PART_LENGTH, (position) -> (int) (position % 251) + 1);
	}

	/**
	 * A file whose size is another one in each run: a server that knows versions by
	 * inode, size and time must not take it for that of an earlier run. It has no zeros,
	 * so that it may be fetched in the plain way, too.
	 */
	TestFile digested() {
		long size = PacketCodec.MAX_PAYLOAD + (this.directory.hashCode() & DIGESTED_MASK);
		return new TestFile(name("digested.bin"), size,
				(position) -> (int) ((position * BINARY_STEP + position / BINARY_STEP) % VALUES) + 1);
	}

	/** The files of the directory that is listed, in the order of their names' bytes. */
	List<TestFile> listed() {
		List<TestFile> files = new ArrayList<>();
		for (String first : List.of("Upper", "lower")) {
			for (int i = 0; i < LISTED / 2; i++) {
				String name = String.format("%s-case-%02d-and-a-longer-name.txt", first, i);
				files.add(TestFile.of(name("listed/" + name), "x".repeat(i)));
			}
		}
		return files;
	}

	/** A file in a directory that is listed, which comes last there. */
	TestFile within() {
		return TestFile.of(name("listed/within/deep.txt"), "in a directory that is listed");
	}

	byte[] missing() {
		return bytes(name("no-such-file.txt"));
	}

	String name(String name) {
		return this.directory + "/" + name;
	}

	static byte[] bytes(String name) {
		return name.getBytes(StandardCharsets.UTF_8);
	}

}
