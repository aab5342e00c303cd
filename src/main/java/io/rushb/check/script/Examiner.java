package io.rushb.check.script;

import java.util.Arrays;
import java.util.List;

import io.rushb.check.script.Step.Await;
import io.rushb.check.script.TestFile.Slice;
import io.rushb.wire.Corruption;
import io.rushb.wire.Decoded;
import io.rushb.wire.InternetChecksum;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import org.jspecify.annotations.Nullable;

/**
 * Finds the kind of an error by comparing the expected packet with the received one. It
 * checks the form of the packet first, then its options and checksum, then whether the
 * script names the error, and last number, kind and data.
 */
final class Examiner {

	/** Longer files are not searched for data that came for another file. */
	private static final long MOST_COMPARED = 100_000;

	private final List<TestFile> files;

	Examiner(List<TestFile> files) {
		this.files = files;
	}

	/** What is wrong with a datagram; {@code null} if it is the packet expected. */
	@Nullable Diagnosis examine(Await step, byte[] datagram) {
		Decoded decoded = PacketCodec.decode(datagram, datagram.length, Sender.SERVER);
		if (decoded instanceof Corruption corruption) {
			return form(step.expected(), corruption);
		}
		Packet packet = (Packet) decoded;
		Expected expected = step.expected();
		if (expected.isMetBy(packet)) {
			return null;
		}
		Diagnosis diagnosis = options(expected.options(), packet);
		if (diagnosis == null && !packet.isChecksumRight()) {
			diagnosis = checksum(packet);
		}
		if (diagnosis == null && isUnderAnotherNumber(step, packet)) {
			return number(step);
		}
		if (diagnosis == null && isOfAnother(expected, packet)) {
			return Diagnosis.MIXED;
		}
		if (diagnosis == null && isEarlyEnd(expected, packet)) {
			return Diagnosis.FIN_TOO_EARLY;
		}
		if (diagnosis == null) {
			diagnosis = named(step, packet);
		}
		return (diagnosis != null) ? diagnosis : content(expected, packet);
	}

	private static Diagnosis form(Expected expected, Corruption corruption) {
		return switch (corruption) {
			case LENGTH -> Diagnosis.LENGTH;
			case VERSION, RESERVED -> Diagnosis.HEADER;
			case FLAGS -> Diagnosis.FLAGS;
			// A DAT with other flags.
			case PAYLOAD -> (expected.kind() == Kind.DAT) ? Diagnosis.FLAGS : Diagnosis.PAYLOAD;
			case CHECKSUM -> Diagnosis.CHECKSUM;
		};
	}

	private static @Nullable Diagnosis options(Options expected, Packet packet) {
		Options shown = packet.options();
		if (expected.checksum() && !shown.checksum()) {
			return Diagnosis.CHK_NOT_SET;
		}
		if (expected.encryption() && !shown.encryption()) {
			return Diagnosis.ENC_NOT_SET;
		}
		return shown.equals(expected) ? null : Diagnosis.OPTION_NOT_ASKED;
	}

	private static Diagnosis checksum(Packet packet) {
		if (!packet.options().checksum()) {
			return Diagnosis.CHECKSUM_NOT_ASKED;
		}
		int right = InternetChecksum.of(packet.payload());
		if (packet.checksum() == ((right & 0xff) << Byte.SIZE | right >>> Byte.SIZE)) {
			return Diagnosis.CHECKSUM_BYTE_ORDER;
		}
		if (packet.options().encryption() && packet.checksum() == InternetChecksum.of(packet.data())) {
			return Diagnosis.CHECKSUM_BEFORE_ENCODING;
		}
		return (packet.checksum() == 0) ? Diagnosis.CHECKSUM_MISSING : Diagnosis.CHECKSUM;
	}

	private static boolean isUnderAnotherNumber(Await step, Packet packet) {
		Expected expected = step.expected();
		return packet.kind() == expected.kind() && packet.sequence() != expected.sequence()
				&& expected.hasRightData(packet);
	}

	private static Diagnosis number(Await step) {
		if (step.cue() == Cue.TIMER || step.cue() == Cue.NAK) {
			return Diagnosis.NEW_NUMBER;
		}
		return (step.ifOther() == Diagnosis.NO_WRAP) ? Diagnosis.NO_WRAP : Diagnosis.NUMBER;
	}

	/** The error that the script names. */
	private static @Nullable Diagnosis named(Await step, Packet packet) {
		boolean refused = packet.kind() == Kind.FIN && packet.sequence() == 1;
		return (refused && step.ifOther() == Diagnosis.SEGMENT) ? Diagnosis.PART_REFUSED : step.ifOther();
	}

	private static boolean isEarlyEnd(Expected expected, Packet packet) {
		return expected.kind() == Kind.DAT && packet.kind() == Kind.FIN && packet.sequence() > 1
				&& packet.sequence() == expected.sequence();
	}

	/** Whether it has the data of a file that another client has asked for. */
	private boolean isOfAnother(Expected expected, Packet packet) {
		if (packet.kind() != Kind.DAT || packet.payload().length == 0 || expected.data() == null) {
			return false;
		}
		return this.files.stream()
			.filter((file) -> !file.name().equals(expected.data().file().name()) && file.size() <= MOST_COMPARED)
			.flatMap((file) -> file.slices().stream())
			.anyMatch((slice) -> slice.length() == packet.payload().length
					&& Arrays.equals(slice.bytes(), packet.data()));
	}

	private static Diagnosis content(Expected expected, Packet packet) {
		if (packet.kind() != expected.kind()) {
			return kind(expected, packet);
		}
		if (packet.sequence() != expected.sequence()) {
			return Diagnosis.NUMBER;
		}
		if (packet.acknowledgement() != expected.acknowledgement()) {
			return Diagnosis.ACKNOWLEDGEMENT_FIELD;
		}
		return (expected.data() != null) ? data(expected.data(), packet) : Diagnosis.DATA;
	}

	private static Diagnosis kind(Expected expected, Packet packet) {
		if (expected.kind() == Kind.DAT && packet.kind() == Kind.FIN) {
			return (expected.sequence() == 1) ? Diagnosis.REFUSED : Diagnosis.FIN_TOO_EARLY;
		}
		return (expected.kind() == Kind.FIN && packet.kind() == Kind.DAT) ? Diagnosis.MORE_DATA : Diagnosis.KIND;
	}

	private static Diagnosis data(Slice expected, Packet packet) {
		byte[] wanted = expected.bytes();
		byte[] data = packet.data();
		if (data.length > 0 && data.length < wanted.length
				&& Arrays.equals(data, 0, data.length, wanted, 0, data.length)) {
			return Diagnosis.CUT_SHORT;
		}
		return packet.options().encryption() ? Diagnosis.NOT_ENCODED : Diagnosis.DATA;
	}

}
