package io.rushb.check.script;

import java.util.function.ToLongFunction;

/**
 * The event that makes the server send a packet. It determines how long the packet may
 * take, and what is wrong if it does not come.
 */
public enum Cue {

	/** A GET. */
	GET("in answer to the GET", Times::timer, Diagnosis.GET_UNANSWERED),
	/** An acknowledgement of data that more data follow. */
	ACKNOWLEDGEMENT("after the acknowledgement", Times::timer, Diagnosis.ACKNOWLEDGEMENT_UNANSWERED),
	/** The acknowledgement of the last data. */
	LAST_ACKNOWLEDGEMENT("after the acknowledgement of the last data", Times::timer, Diagnosis.NO_FIN),
	/** The acknowledgement of a FIN. */
	FIN_ACKNOWLEDGEMENT("in answer to the FIN+ACK", Times::timer, Diagnosis.NOT_CLOSED),
	/** A NAK, which asks for the packet at once. */
	NAK("at once after the NAK", Times::atOnce, Diagnosis.NAK_UNANSWERED),
	/** A FIN+ACK that comes again. */
	LATE_FIN_ACKNOWLEDGEMENT("in answer to the FIN+ACK that came again", Times::timer, Diagnosis.FAREWELL_NOT_REPEATED),
	/** No packet: the retransmission timer. */
	TIMER("again when the timer runs out", Times::timer, Diagnosis.NOT_REPEATED);

	private final String words;

	private final ToLongFunction<Times> limit;

	private final Diagnosis missing;

	Cue(String words, ToLongFunction<Times> limit, Diagnosis missing) {
		this.words = words;
		this.limit = limit;
		this.missing = missing;
	}

	String words() {
		return this.words;
	}

	long limit(Times times) {
		return this.limit.applyAsLong(times);
	}

	Diagnosis missing() {
		return this.missing;
	}

	Diagnosis late() {
		return (this == NAK) ? Diagnosis.NAK_ANSWERED_LATE : Diagnosis.LATE;
	}

}
