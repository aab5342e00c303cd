package io.rushb.metrics;

import java.util.Arrays;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * Every meter of the service. The tags' values are bounded: never a client's address or a
 * file's name.
 */
enum RushbMeter implements MeterDocumentation {

	/** Packets sent again. */
	RETRANSMITS("rushb.retransmits", Meter.Type.COUNTER, "Packets sent again", "cause"),
	/** Datagrams that are no packets. */
	CORRUPT("rushb.packets.corrupt", Meter.Type.COUNTER, "Datagrams that were damaged or malformed, and ignored",
			"reason"),
	/** Well-formed packets that were ignored. */
	IGNORED("rushb.packets.ignored", Meter.Type.COUNTER, "Well-formed packets that were ignored", "reason"),
	/** Well-formed packets received. */
	RECEIVED("rushb.packets.received", Meter.Type.COUNTER, "Well-formed packets received", "kind"),
	/** Packets sent. */
	SENT("rushb.packets.sent", Meter.Type.COUNTER, "Packets sent, retransmissions included", "kind"),
	/** File bytes acknowledged. */
	BYTES_SENT("rushb.bytes.sent", Meter.Type.COUNTER, "File bytes acknowledged by clients"),
	/** Live sessions. */
	ACTIVE("rushb.sessions.active", Meter.Type.GAUGE, "Sessions that live now"),
	/** The most live sessions. */
	SESSION_LIMIT("rushb.sessions.limit", Meter.Type.GAUGE, "The most sessions at a time"),
	/** Closed sessions that linger. */
	LINGERING("rushb.sessions.lingering", Meter.Type.GAUGE,
			"Closed sessions that are remembered to answer a repeated end"),
	/** Requests by outcome. */
	SESSIONS("rushb.sessions", Meter.Type.COUNTER, "Requests by how they ended", "outcome"),
	/** Sessions opened by what they ask for. */
	OPENED("rushb.sessions.opened", Meter.Type.COUNTER, "Sessions that were opened, by what they ask for", "kind"),
	/** Time from the GET to the end. */
	TRANSFER("rushb.transfer.duration", Meter.Type.TIMER,
			"Time from the request to the end of completed transfers of whole files"),
	/** Round-trip times. */
	RTT("rushb.rtt", Meter.Type.TIMER, "Round-trip times of packets sent once"),
	/** The kernel's drops. */
	SOCKET_DROPS("rushb.socket.drops", Meter.Type.COUNTER,
			"Datagrams the kernel dropped because the receive buffer was full"),
	/** Failed sends. */
	SEND_ERRORS("rushb.send.errors", Meter.Type.COUNTER, "Datagrams that could not be sent"),
	/** Defects of the service. */
	DEFECTS("rushb.defects", Meter.Type.COUNTER, "Events that could not be handled because of a defect"),
	/** Whether datagrams are received. */
	RECEIVER_UP("rushb.receiver.up", Meter.Type.GAUGE,
			"1 while the socket is bound and its loop lives, also while transfers are drained; else 0"),
	/** Restarts of the receiver. */
	RESTARTS("rushb.receiver.restarts", Meter.Type.COUNTER, "Times the receiver was started again"),
	/** Limits reached. */
	LIMITS("rushb.limits.reached", Meter.Type.COUNTER, "Times a limit was reached", "limit"),
	/** Content tasks that wait. */
	FILE_QUEUE("rushb.files.queued", Meter.Type.GAUGE, "Opens and reads that wait for a worker thread"),
	/** File workers that were stuck. */
	FILES_STUCK("rushb.files.stuck", Meter.Type.COUNTER, "Times a thread for files was stuck and was replaced"),
	/** Lines of the transfer log that were not written. */
	LOG_DROPPED("rushb.log.dropped", Meter.Type.COUNTER,
			"Lines of the transfer log that were left out: too many in a second, or the log could not keep up"),
	/** Failed closes. */
	CLOSE_ERRORS("rushb.files.close.errors", Meter.Type.COUNTER, "Files that could not be closed properly");

	private final String meterName;

	private final Meter.Type type;

	private final String description;

	private final String[] tags;

	RushbMeter(String meterName, Meter.Type type, String description, String... tags) {
		this.meterName = meterName;
		this.type = type;
		this.description = description;
		this.tags = tags;
	}

	@Override
	public String getName() {
		return this.meterName;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	/** What it counts or measures. */
	String description() {
		return this.description;
	}

	@Override
	public KeyName[] getKeyNames() {
		return Arrays.stream(this.tags).map((tag) -> (KeyName) () -> tag).toArray(KeyName[]::new);
	}

	/** Registers the counter without tags. */
	Counter counter(MeterRegistry registry) {
		return Counter.builder(this.meterName).description(this.description).register(registry);
	}

	/** Registers the counter for a value of its only tag. */
	Counter counter(MeterRegistry registry, String tagValue) {
		return Counter.builder(this.meterName)
			.description(this.description)
			.tag(this.tags[0], tagValue)
			.register(registry);
	}

}
