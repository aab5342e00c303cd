package io.rushb.client.exchange;

import java.util.ArrayDeque;
import java.util.Queue;

import io.rushb.session.RetransmissionTimeout;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * Sends the client's packets: its GET, its answers and its NAKs. Numbers, repeats and
 * times them.
 */
final class ClientTransmitter {

	private final byte[] get;

	private final boolean strict;

	private final RunningCounts tally;

	private final RoundTripTimer timer;

	private final Queue<byte[]> transmits = new ArrayDeque<>();

	private AnswerNumbers numbers = new AnswerNumbers();

	private @Nullable Answer answer;

	ClientTransmitter(byte[] name, ExchangeSettings settings, ExchangeListener listener, RunningCounts tally) {
		this.get = PacketCodec.encode(Kind.GET, settings.requested(), 1, 0, name, 0, name.length);
		this.strict = settings.strict();
		this.tally = tally;
		this.timer = new RoundTripTimer(new RetransmissionTimeout(settings.timeout()), listener);
	}

	void sendGet(long now) {
		transmit(this.get);
		this.timer.said(now);
	}

	void sendGetAgain(long now) {
		this.tally.repeats++;
		transmit(this.get);
		this.timer.saidAgain(now);
	}

	/** Answers a new packet under a new number (rule N1). */
	void sendAnswer(Kind kind, int acknowledgement, Options options, long now) {
		int spare = this.numbers.spare();
		this.answer = new Answer(kind, acknowledgement, this.numbers.takeForAnswer(), spare);
		transmit(this.answer.copy(options));
		this.timer.said(now);
	}

	/**
	 * Repeats the answer because nothing comes. Not to a strict server: it repeats by
	 * itself, and would refuse the copy of an answer that it has accepted.
	 */
	void sendAnswerAgain(Options options, long now) {
		if (this.answer != null && !this.strict) {
			this.tally.repeats++;
			transmit(this.answer.copy(options));
		}
		this.timer.saidAgain(now);
	}

	/** Answers a packet that the server has sent again. */
	void sendAnswerAsked(Options options, long now) {
		if (this.answer != null) {
			this.tally.repeats++;
			transmit(this.answer.copyAsked(options, this.numbers, this.strict));
			this.timer.saidAgain(now);
		}
	}

	/** Asks for a packet at once, unless the server may be too strict for that. */
	void sendNak(Kind kind, int acknowledgement, Options options, long now) {
		int number = this.strict ? AnswerNumbers.NONE : this.numbers.takeForNak();
		if (number != AnswerNumbers.NONE) {
			this.tally.naks++;
			transmit(PacketCodec.encode(kind, options, number, acknowledgement));
			this.timer.saidAgain(now);
		}
	}

	/** The server counts from the start again. */
	void restart(long now) {
		this.numbers = new AnswerNumbers();
		this.timer.saidAgain(now);
	}

	/** The server's next packet has come. */
	void answered(long now) {
		this.timer.answered(now);
	}

	/** From now on nothing is sent without a packet of the server. */
	void fallSilent() {
		this.timer.stop();
	}

	void backOff() {
		this.timer.backOff();
	}

	/** Whether the latest answer went out under this number. */
	boolean hasAnsweredUnder(int number) {
		return this.answer != null && this.answer.isNumber(number);
	}

	/** When to repeat the last packet. */
	long repeatAt() {
		return this.timer.repeatAt();
	}

	/** How long the next answer may take before the last packet is repeated. */
	long timeout() {
		return this.timer.timeout();
	}

	long smoothedRoundTrip() {
		return this.timer.smoothedRoundTrip();
	}

	byte @Nullable [] poll() {
		return this.transmits.poll();
	}

	private void transmit(byte[] datagram) {
		this.tally.sent++;
		this.transmits.add(datagram);
	}

}
