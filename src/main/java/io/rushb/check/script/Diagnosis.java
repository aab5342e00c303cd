package io.rushb.check.script;

/**
 * A kind of error. Each has a sentence on the rule and one on the usual cause; servers
 * with the same error get the same sentences.
 */
public enum Diagnosis {

	/** Nothing comes after a GET. */
	GET_UNANSWERED("S1", "A GET with number 1 and acknowledgement 0 opens a session, whose first packet has number 1.",
			"The server does not read the name as it is sent (without a zero byte at its end), or waits for something"
					+ " else before it answers."),
	/** Data do not go on. */
	ACKNOWLEDGEMENT_UNANSWERED("A2",
			"A DAT+ACK of the outstanding packet under the next number delivers it; the next"
					+ " packet follows at once.",
			"The server expects other numbers: the client's is one more than the last accepted one, that of a NAK"
					+ " included; the acknowledgement is that of the packet sent last."),
	/** No FIN after the last data. */
	NO_FIN("S6", "When the last data are acknowledged, FIN follows under the next number.",
			"The server ends its loop with the last data, and does not send FIN."),
	/** No FIN+ACK at the end. */
	NOT_CLOSED("S6", "The client's FIN+ACK is answered by FIN+ACK under the next number, and the session is closed.",
			"The server closes the session without the last packet, or compares the FIN+ACK with the flags of DAT+ACK."),
	/** A NAK has no effect. */
	NAK_UNANSWERED("A3", "A NAK of the outstanding packet makes the server send that packet again at once.",
			"The server does not look at the flag NAK."),
	/** A NAK has its effect when the timer runs out. */
	NAK_ANSWERED_LATE("A3", "A NAK of the outstanding packet makes the server send that packet again at once.",
			"The server ignores the NAK, or expects another number, and its timer sends the packet again later."),
	/** The timer never sends anything. */
	NOT_REPEATED("T1", "A packet that is not acknowledged is sent again when its timer runs out.",
			"The server waits for the client without a timeout: set one on the socket, or keep a deadline for each"
					+ " session; what it ignores may not stop the timer either."),
	/** A packet that must come at once comes late. */
	LATE("T1", "What is due comes at once, and what a timer sends comes when that timer runs out.",
			"The server sleeps, waits for another client, or its timer is longer than --server-timeout."),
	/** The answer to the repeated FIN+ACK is missing. */
	FAREWELL_NOT_REPEATED("A7",
			"A FIN+ACK that comes again after the end gets the same FIN+ACK again, which"
					+ " acknowledges the number just received.",
			"The server forgets the session at its end: remember its last number for some seconds."),

	/** Not 1472 bytes. */
	LENGTH("W1", "Every packet has 1472 bytes: 8 of header, 1464 of payload, padded with zero bytes.",
			"The payload is not padded to 1464 bytes before it is sent."),
	/** Version or reserved bits. */
	HEADER("W2", "Byte 7 of every packet is 0x02, and the lowest bit of byte 6 is 0.",
			"The flags are packed in another order, or the version stands in the high bits."),
	/** An illegal combination of flags. */
	FLAGS("W3", "A server sends DAT, FIN and FIN+ACK, with CHK and ENC where they were agreed on, and nothing else.",
			"The flags are packed in another order: ACK is 0x80, NAK 0x40, GET 0x20, DAT 0x10, FIN 0x08, CHK 0x04, ENC"
					+ " 0x02 in byte 6."),
	/** Data in FIN or FIN+ACK. */
	PAYLOAD("W4", "Only GET and DAT carry data; the payload of every other packet is all zeros.",
			"The buffer of the packet before is sent again with another header."),
	/** The two bytes of the checksum are swapped. */
	CHECKSUM_BYTE_ORDER("W5",
			"The checksum sums the payload's 16-bit words with the low byte first; its complement"
					+ " stands in the header with the high byte first.",
			"The words are summed big endian, as RFC 1071 shows it: the two bytes of the result are swapped."),
	/** The checksum field is 0 under CHK. */
	CHECKSUM_MISSING("W5", "Under CHK every packet has a checksum, also one without data: that of nothing is 65535.",
			"The server sets the flag and not the field, or computes the checksum of data only."),
	/** The checksum is that of the clear text. */
	CHECKSUM_BEFORE_ENCODING("W5", "The checksum is that of the payload as sent, after ENC.",
			"The checksum is computed before the payload is encoded."),
	/** Another wrong checksum. */
	CHECKSUM("W5", "The checksum is the complement of the one's complement sum of the payload's 16-bit words.",
			"A carry is not added back, the last odd byte is left out, or the header is summed too."),
	/** A checksum although CHK is not set. */
	CHECKSUM_NOT_ASKED("W5", "Without CHK the checksum field is 0.",
			"The field keeps the value of another session, or is computed always."),
	/** CHK is not set on the server's packet. */
	CHK_NOT_SET("S2", "A GET with CHK asks for checksums; all packets of both sides have the flag from then on.",
			"The server does not take CHK from the GET, or forgets it in some of its packets."),
	/** ENC is not set on the server's packet. */
	ENC_NOT_SET("S2", "A GET with ENC asks for encoded payloads; all packets of both sides have the flag from then on.",
			"The server does not take ENC from the GET, or forgets it in some of its packets."),
	/** An option that nobody asked for. */
	OPTION_NOT_ASKED("S2", "Only what the GET asked for is set on the packets of its session.",
			"The options belong to the server as a whole: keep them for each session."),
	/** ENC is set and the payload is clear, or wrongly encoded. */
	NOT_ENCODED("W6", "Under ENC each byte m of the payload is sent as m^11 mod 249; zero stays zero.",
			"The flag is set and the payload is sent in the clear, or encoded with the exponent 15, which decodes."),

	/** A repeated packet has a new number. */
	NEW_NUMBER("N1", "A packet that is sent again keeps its number and everything else.",
			"The counter is raised for each packet that is sent: raise it for each new packet."),
	/** Another number. */
	NUMBER("N1", "The server's first packet has number 1, and each new packet is one higher.",
			"The counter starts at 0, belongs to all clients, or is not raised for FIN and FIN+ACK."),
	/** Another acknowledgement number. */
	ACKNOWLEDGEMENT_FIELD("N3", "The acknowledgement number is that of the packet meant under ACK, else 0.",
			"The FIN+ACK does not acknowledge the client's FIN+ACK, or a DAT or FIN names the client's last packet."),
	/** FIN although data are left. */
	FIN_TOO_EARLY("S7", "FIN means that every byte has been delivered.",
			"The end of the file is tested before its last part was sent, or FIN follows the last data without"
					+ " waiting for their acknowledgement."),
	/** FIN as the first packet although the file is there. */
	REFUSED("S4", "FIN as the first packet says that there is no such file.",
			"The server serves another directory than the one where the check lays its files, or keeps zero bytes at the"
					+ " end of the name."),
	/** FIN as the first packet although the file is there, and empty. */
	EMPTY_REFUSED("S4", "An empty file is one DAT without data, and then FIN.",
			"The loop over the file's parts has no round for an empty file: FIN comes first, and says that there is no"
					+ " such file."),
	/** Data although there is no such file. */
	NOT_REFUSED("S4", "A name that opens nothing, whatever its bytes, is answered by FIN as the first packet.",
			"The server sends an empty packet or a text about the error: there is no other answer than FIN."),
	/** Nothing comes after a GET of what is not there. */
	MISSING_UNANSWERED("S4", "A name that opens nothing, whatever its bytes, is answered by FIN as the first packet.",
			"The server says nothing, or the exception of the missing file ends it or its thread: catch it and send"
					+ " FIN."),
	/** An empty packet after the last data. */
	MORE_DATA("S4", "A file is sent in the fewest packets, with no empty packet at its end.",
			"The server takes a full packet for a sign that more follows, and reads once more at the end of the file."),
	/** A packet that is not full. */
	CUT_SHORT("S4", "A file is sent in the fewest packets: each has 1464 bytes but the last.",
			"The file is read in other pieces, or the read returned less than was asked for."),
	/** Data of another file that is sent at the same time. */
	MIXED("S1", "A session belongs to one client's address and port.",
			"The file, its position or the numbers are kept once for all: keep them in a table by address and port."),
	/** Other bytes. */
	DATA("S7", "What is delivered is the file, byte by byte, never anything else.",
			"The file is read as text, or a part of it is sent twice or left out."),
	/** Another kind of packet. */
	KIND("S6", "DAT until all data are acknowledged, then FIN, then FIN+ACK after the client's FIN+ACK.",
			"The server is in another state than its client: only what it accepts may change its state."),
	/** From another port. */
	OTHER_PORT("S1", "The answers to a GET come from the address and port that it was sent to.",
			"The server makes a new socket for its answers: send with the socket that received."),
	/** More than one packet is outstanding. */
	NOT_WAITING("S3", "The server has at most one packet unacknowledged: the next one waits for the acknowledgement.",
			"The server sends all packets, or FIN with the last data, without waiting for the client."),
	/** All packets come twice. */
	NEEDLESS_COPIES("S3", "A packet is sent again when a NAK asks for it or its timer runs out, never else.",
			"Each packet is sent twice to be sure, or two threads serve one session."),
	/** Endless copies to a client that never answered. */
	COPIES_WITHOUT_END("T3",
			"Until a client has answered, it is sent at most three packets for a GET: its address may" + " be forged.",
			"The server repeats without end: count the copies, and drop the session."),
	/** A packet comes after the end. */
	NOT_QUIET("S6", "After the server's FIN+ACK the session is closed, and nothing is sent any more.",
			"The session stays in the table after its end, and its timer goes on."),
	/** A packet with a number that is too high is taken. */
	TOOK_NUMBER("A1", "Only the next number fits: a packet with another number is ignored.",
			"The server does not look at the client's number: compare it with the last accepted one plus 1."),
	/** An acknowledgement of a packet never sent is taken. */
	TOOK_ACKNOWLEDGEMENT("A5", "An acknowledgement of a packet that was never sent is ignored.",
			"The server takes an acknowledgement of a packet it has not sent: compare it with the outstanding"
					+ " number."),
	/** Other flags are taken for an acknowledgement. */
	TOOK_FLAGS("A5", "What is neither DAT+ACK nor DAT+NAK is no answer to a DAT, and is ignored.",
			"The server takes any packet of a client for an acknowledgement: look at its flags."),
	/** A packet without the session's CHK, or with CHK in a session without, is taken. */
	TOOK_CHK("S2", "A packet whose CHK differs from what was agreed is ignored.",
			"The server does not compare the flag CHK with that of the session's GET."),
	/** A packet without the session's ENC, or with ENC in a session without, is taken. */
	TOOK_ENC("S2", "A packet whose ENC differs from what was agreed is ignored.",
			"The server does not compare the flag ENC with that of the session's GET."),
	/** A wrong checksum is taken. */
	TOOK_CHECKSUM("S2", "Under CHK a packet with a wrong checksum is ignored; a GET opens nothing then.",
			"The server does not compute the checksum of what it receives."),
	/** A datagram of another length is taken. */
	TOOK_LENGTH("W1", "A datagram of another length than 1472 bytes is malformed and ignored.",
			"The server does not look at the length of what it receives: read one byte more than 1472 to see a longer"
					+ " one."),
	/** Another version is taken. */
	TOOK_VERSION("W2", "A packet of another version than 2, or with a reserved bit set, is malformed and ignored.",
			"The server does not look at byte 7 and the lowest bit of byte 6."),
	/** Impossible flags are taken. */
	TOOK_ILLEGAL_FLAGS("W3", "A combination of flags that no client sends is malformed and ignored.",
			"The server tests single flags: compare all of them with what is legal."),
	/** Data in a packet that carries none. */
	TOOK_PAYLOAD("W4", "A payload that is not all zeros in any packet but GET and DAT is malformed: it is ignored.",
			"The server does not look at the payload of acknowledgements."),
	/** What is no packet is answered. */
	TOOK_GARBAGE("A5", "What is no packet is ignored, and nothing is sent for it.",
			"The server answers before it has looked at the whole header."),
	/** Numbers are checked too strictly after a loss. */
	TOO_STRICT("A1",
			"Once a packet was sent again, numbers up to 64 ahead fit: the client's answers may have been lost.",
			"The server insists on the next number, and both sides wait for ever after a lost acknowledgement."),
	/** A late answer to a copy disturbs the session. */
	LATE_ANSWER_DISTURBS("A4",
			"A late answer to a copy, which acknowledges an older packet, changes nothing but the" + " number.",
			"The server sends something for it, or does not take its number as the last one."),
	/** A repeated GET disturbs the session. */
	REPEATED_GET_DISTURBS("A6",
			"A GET that comes again makes the server send its first packet again, and later changes" + " nothing.",
			"Each GET makes a new session, or counts as a packet with a wrong number for ever."),
	/** A client that starts over is blocked by its old session. */
	OLD_SESSION_IN_THE_WAY("A6",
			"A GET from an address with a session replaces it when the outstanding packet's timer"
					+ " runs out without an answer.",
			"The session of a client that has vanished stays for ever, and blocks its address and port."),
	/** Data that end in a zero byte, or a file that does. */
	ZEROS("S5",
			"No packet's data end in a zero byte: a packet is cut before its zeros; a file that ends in one is"
					+ " refused by FIN.",
			"The file is cut every 1464 bytes, whatever they hold: a receiver takes zeros at the end for padding."),
	/** Bytes that ENC cannot carry. */
	NOT_ENCODABLE("S5", "Bytes over 248 do not survive ENC: a file that holds one is refused by FIN.",
			"The byte is taken modulo 249, or left as it is, and the file arrives damaged."),
	/** Numbers do not wrap. */
	NO_WRAP("N2", "After 65535 comes number 0.", "The counter goes on to 65536, which does not fit into 16 bits."),
	/** A name that leaves the root, or a directory, is served; or one below it is not. */
	NAME("S8",
			"A name is a path below the root, perhaps after one slash; what leaves it, and all that is no plain file,"
					+ " is answered by FIN.",
			"The name goes to the file system as it came: take one slash away, decode UTF-8, refuse '..' and all that is"
					+ " no readable regular file."),
	/** The text of stat is not as it should be. */
	STAT("P2",
			"stat is one DAT of lines: rushb-stat 1, the asker's nonce, a cookie, channels, and a file's size, tag and"
					+ " modified.",
			"A line is missing, in another form, or ends in something else than LF."),
	/** FIN in place of a part. */
	PART_REFUSED("P3",
			"A cookie of stat holds for the client's address, from any of its ports, for at least ten minutes.",
			"The cookie is made of the port too, or cookie and tag are compared in another form than stat told them."),
	/** The data of a part. */
	SEGMENT("P4", "DAT i of a part carries segment first + i - 1, less its trailing zeros, and nothing else.",
			"Parts are cut as plain files are (S5): segments have 1464 bytes each, whatever they hold."),
	/** The trailer of a part. */
	TRAILER("P5",
			"After its last segment a part has a DAT of 32 hex digits: HMAC-SHA-256 by the cookie over name, LF and"
					+ " bytes.",
			"The name is not taken as asked from .rushb/ on, or the zeros at the segments' ends are left out."),
	/** A part that must be refused. */
	PART_NOT_REFUSED("P6", "A wrong cookie, an unknown tag, and segments that are not there are answered by FIN.",
			"Cookie, tag and numbers are not compared with what stat told, or the answer is silence."),
	/** A copy of a part's packet before its timer may run out. */
	PART_COPY_EARLY("P7",
			"The timer of a part session is never shorter than 200 ms: its client may hold back an answer.",
			"Parts have the timer of plain files, which follows a short round trip down to 20 ms."),
	/** A part session is dropped while its client may still hold an answer back. */
	PART_IDLE_EARLY("P7", "A part session lasts for 15 s without an answer: its client may hold one back.",
			"The session is dropped after a few copies, or has a shorter idle timeout."),
	/** A part session whose client is gone goes on. */
	PART_NOT_IDLE("P7",
			"A part session without an answer for 15 s is over: nothing more is sent, and its place is free.",
			"Part sessions have no idle timeout, or that of plain ones; or the end of one is not counted."),
	/** One more part session than there are channels is answered. */
	CHANNELS_EXCEEDED("P8", "An address has as many part sessions as stat tells: the next one is met by silence.",
			"Part sessions are not counted by address, or the answer is FIN, which says that there is no such file."),
	/** A part session within the channels is not answered, or no plain one is. */
	CHANNELS_DENIED("P8", "An address has as many part sessions as stat tells, and plain ones besides.",
			"Part sessions count against another limit, those that are over still count, or plain ones count too."),
	/** A digest that nobody may have asked for. */
	DIGEST_NOT_ASKED("P9",
			"The SHA-256 is computed once a part of the file was asked for with a right cookie, not before.",
			"The file is read for stat, or for a part that is refused: a forged GET makes the server hash."),
	/** No digest. */
	DIGEST_MISSING("P9", "Once a part of the file was asked for with a right cookie, stat soon has its SHA-256.",
			"The server never computes it, or not for the version that was asked for."),
	/** Another digest. */
	DIGEST_WRONG("P9", "sha-256 in stat is that of the whole file.",
			"Only the part that was asked for is hashed, or the digest is another one."),
	/** The text of a list. */
	LISTING("P10",
			"list is text: rushb-list 1, then 'file SIZE MODIFIED NAME' or 'dir - MODIFIED NAME' for each entry, by name"
					+ " in byte order.",
			"An entry is missing or too much, the order is that of a language, or a time is not UTC (RFC 3339)."),
	/** A list that must be refused. */
	LIST_NOT_REFUSED("P10", "A list by a wrong cookie, or of what is no directory, is answered by FIN.",
			"The cookie is not looked at, or a file and a missing directory pass for empty directories."),
	/** Other clients have to wait. */
	OTHERS_WAIT("T4", "No client waits for another.",
			"The server serves one client to its end before it looks at the next: keep a session for each address, with"
					+ " a deadline of its own."),
	/** The server's process has ended, or the server no longer answers anybody. */
	CRASHED("A5", "Nothing that a client sends may end the server.",
			"An exception that nobody catches ended the process or its loop: its standard error tells where.");

	private final String rule;

	private final String ruleSentence;

	private final String cause;

	Diagnosis(String rule, String ruleSentence, String cause) {
		this.rule = rule;
		this.ruleSentence = ruleSentence;
		this.cause = cause;
	}

	/**
	 * Returns the rule that is broken.
	 * @return its name in the protocol
	 */
	public String rule() {
		return this.rule;
	}

	/**
	 * Returns what the rule says.
	 * @return one sentence
	 */
	public String ruleSentence() {
		return this.ruleSentence;
	}

	/**
	 * Returns what usually is the cause.
	 * @return one sentence
	 */
	public String cause() {
		return this.cause;
	}

}
