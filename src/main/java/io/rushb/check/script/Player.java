package io.rushb.check.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Queue;

import io.rushb.check.ladder.Ladder;
import io.rushb.check.ladder.Recording;
import io.rushb.check.ladder.TracedPacket;
import io.rushb.check.script.Step.Await;
import io.rushb.check.script.Step.Fail;
import io.rushb.check.script.Step.Quiet;
import io.rushb.check.script.Step.Send;
import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import org.jspecify.annotations.Nullable;

/**
 * Plays a script. It has no socket and no clock: the caller passes received datagrams in,
 * takes datagrams to send out, and passes the time, in nanoseconds on a clock that never
 * goes back.
 */
public final class Player {

	private final Times times;

	private final Deque<Step> steps;

	private final Script script;

	private final Examiner examiner;

	private final List<Mailbox> mailboxes = new ArrayList<>();

	private final Queue<Outgoing> transmits = new ArrayDeque<>();

	private final Recording recording = new Recording();

	private @Nullable Finding finding;

	private boolean over;

	/** When the script began. */
	private long begun;

	/** Since when the first step has been the first. */
	private long since;

	private int copiesInStep;

	/** What was accepted last. */
	private @Nullable TracedPacket latest;

	private int packets;

	private int copies;

	/**
	 * Makes a player.
	 * @param script what is to be played, once
	 * @param times how long things may take
	 */
	public Player(Script script, Times times) {
		this.script = script;
		this.steps = new ArrayDeque<>(script.steps());
		this.times = times;
		this.examiner = new Examiner(script.files());
		seat(script);
	}

	/** Each client of a script has a mailbox. */
	private void seat(Script of) {
		while (this.mailboxes.size() < of.clients()) {
			this.mailboxes.add(new Mailbox());
		}
	}

	/**
	 * Begins.
	 * @param now the time
	 */
	public void start(long now) {
		this.begun = now;
		this.since = now;
		proceed(now);
	}

	/**
	 * Handles a datagram.
	 * @param client the number of the client that received it
	 * @param datagram the array that holds it from its first byte on
	 * @param length its length in bytes
	 * @param fromServer whether it came from the server's address and port
	 * @param now the time
	 */
	public void handleDatagram(int client, byte[] datagram, int length, boolean fromServer, long now) {
		if (isOver() || this.mailboxes.get(client).hasSentNothing()) {
			return; // before its GET: for an earlier client that had this port
		}
		TracedPacket traced = new TracedPacket(now, client, false, Arrays.copyOf(datagram, length));
		if (fromServer) {
			record(traced);
			this.mailboxes.get(client).add(traced);
		}
		else {
			this.mailboxes.get(client).stray(traced);
		}
		proceed(now);
	}

	/**
	 * Handles a timeout. Does nothing before {@link #nextTimeout()}.
	 * @param now the time
	 */
	public void handleTimeout(long now) {
		if (!isOver()) {
			proceed(now);
		}
	}

	/**
	 * Returns when something is due.
	 * @return the time; {@code Long.MAX_VALUE} if it is over
	 */
	public long nextTimeout() {
		Step step = this.steps.peek();
		if (isOver() || step == null) {
			return Long.MAX_VALUE;
		}
		return this.since + ((step instanceof Quiet quiet) ? quiet.time().applyAsLong(this.times) : this.times.never());
	}

	/**
	 * Takes the next datagram to send.
	 * @return the datagram, {@code null} if there is none
	 */
	public @Nullable Outgoing pollTransmit() {
		return this.transmits.poll();
	}

	/**
	 * Returns whether it is over, well or not.
	 * @return whether nothing more is to come
	 */
	public boolean isOver() {
		return this.over || this.finding != null;
	}

	/**
	 * Returns the finding.
	 * @return the finding; {@code null} if nothing was, so far
	 */
	public @Nullable Finding finding() {
		return this.finding;
	}

	/**
	 * Returns the packets that all clients have sent and received.
	 * @return the packets in order
	 */
	public Recording recording() {
		return this.recording;
	}

	/**
	 * Ends it, since the server has ended.
	 * @param now the time
	 */
	public void crashed(long now) {
		Step step = this.steps.peek();
		int client = (step != null) ? step.client() : 0;
		find(Diagnosis.CRASHED, client, "that the server goes on", "the server's process has ended", null, now);
	}

	private void proceed(long now) {
		boolean going = true;
		while (going && !isOver()) {
			Step step = this.steps.peek();
			if (step == null) {
				finish(now);
			}
			else if (step instanceof Send send) {
				byte[] datagram = send.datagram().get();
				record(new TracedPacket(now, send.client(), true, datagram));
				this.transmits.add(new Outgoing(send.client(), datagram));
				done(now);
			}
			else if (step instanceof Await await) {
				going = await(await, now);
			}
			else if (step instanceof Fail fail) {
				find(fail.diagnosis(), fail.client(), fail.expected(), "something else", this.latest, now);
			}
			else if (step instanceof Quiet quiet) {
				going = listen(quiet, now);
			}
		}
	}

	private void done(long now) {
		this.steps.remove();
		this.since = now;
		this.copiesInStep = 0;
	}

	/** Says whether there is more to do now. */
	private boolean await(Await step, long now) {
		Mailbox mailbox = this.mailboxes.get(step.client());
		TracedPacket arrival = mailbox.poll();
		if (arrival == null) {
			if (now - this.since >= this.times.never()) {
				nothingCame(step, mailbox.straySince(this.since), now);
			}
			return false;
		}
		Diagnosis diagnosis = this.examiner.examine(step, arrival.datagram());
		if (diagnosis == null) {
			accept(step, mailbox, arrival, now);
			return true;
		}
		if (mailbox.has(arrival.datagram())) {
			this.copies++;
			this.copiesInStep++;
			return true;
		}
		find(diagnosis, step.client(), due(step), arrival.text(), arrival, now);
		return false;
	}

	private void nothingCame(Await step, @Nullable TracedPacket stray, long now) {
		if (stray != null) {
			record(stray);
			find(Diagnosis.OTHER_PORT, step.client(), due(step), "it came from another address or port", stray, now);
			return;
		}
		find(missing(step), step.client(), due(step), (this.copiesInStep > 0) ? "only copies came" : "nothing came",
				null, now);
	}

	/**
	 * If a GET is not answered while another client has a session, the client was left to
	 * wait. If the server sends the last data again, it has not accepted their
	 * acknowledgement.
	 */
	private Diagnosis missing(Await step) {
		if (step.missing() == Diagnosis.NO_FIN && this.copiesInStep > 0) {
			return Diagnosis.ACKNOWLEDGEMENT_UNANSWERED;
		}
		boolean others = this.mailboxes.stream().anyMatch(Mailbox::isOpen);
		return (step.missing() == Diagnosis.GET_UNANSWERED && others) ? Diagnosis.OTHERS_WAIT : step.missing();
	}

	private void accept(Await step, Mailbox mailbox, TracedPacket arrival, long now) {
		long waited = arrival.nanos() - this.since;
		if (waited > step.cue().limit(this.times)) {
			find(step.cue().late(), step.client(), due(step) + " within " + millis(step.cue().limit(this.times)),
					"it came after " + millis(waited), arrival, now);
			return;
		}
		if (!mailbox.has(arrival.datagram())) {
			this.packets++;
			mailbox.remember(arrival.datagram());
		}
		this.latest = arrival;
		mailbox.open(step.expected().kind() != Kind.FIN_ACK);
		done(now);
		if (step.then() != null && PacketCodec.decode(arrival.datagram(), arrival.datagram().length,
				Sender.SERVER) instanceof Packet packet) {
			Script rest = step.then().apply(packet);
			seat(rest);
			List<Step> more = rest.steps();
			for (int i = more.size() - 1; i >= 0; i--) {
				this.steps.addFirst(more.get(i));
			}
		}
	}

	private boolean listen(Quiet step, long now) {
		Mailbox mailbox = this.mailboxes.get(step.client());
		TracedPacket arrival = mailbox.poll();
		if (arrival == null) {
			boolean past = now - this.since >= step.time().applyAsLong(this.times);
			if (past) {
				done(now);
			}
			return past;
		}
		if (mailbox.has(arrival.datagram()) && ++this.copiesInStep <= step.copies()) {
			return true;
		}
		Diagnosis diagnosis = unexpected(step, mailbox, arrival);
		if (!this.script.isTellable(diagnosis, now - this.begun)) {
			this.over = true;
			return false;
		}
		find(diagnosis, step.client(), (step.copies() > 0) ? "at most " + step.copies() + " copies" : "nothing",
				arrival.text(), arrival, now);
		return false;
	}

	private Diagnosis unexpected(Quiet step, Mailbox mailbox, TracedPacket arrival) {
		if (mailbox.has(arrival.datagram())) {
			return eachCameTwice() ? Diagnosis.NEEDLESS_COPIES : step.ifSomething();
		}
		return mailbox.hasDataOf(arrival.datagram()) ? Diagnosis.NEW_NUMBER : step.ifSomething();
	}

	/** The copy of the last packet may still be on its way. */
	private boolean eachCameTwice() {
		return this.script.isWithoutCopies() && this.packets > 2 && this.copies >= this.packets - 1;
	}

	private void finish(long now) {
		if (eachCameTwice()) {
			find(Diagnosis.NEEDLESS_COPIES, 0, "each packet once", "each packet came twice or more", null, now);
		}
		this.over = true;
	}

	private void find(Diagnosis diagnosis, int client, String expected, String came, @Nullable TracedPacket arrival,
			long now) {
		Recording own = this.mailboxes.get(client).recording();
		List<String> lines = new ArrayList<>(Ladder.of(own, arrival, "here: expected " + expected));
		if (arrival == null) {
			lines.add(new Ladder(own.origin(), own.clients() > 1).note(now, came + "; expected " + expected, true));
		}
		this.finding = new Finding(diagnosis, expected, came,
				arrival == null || diagnosis == Diagnosis.LATE || diagnosis == Diagnosis.NAK_ANSWERED_LATE, lines);
	}

	private void record(TracedPacket traced) {
		this.recording.add(traced);
		this.mailboxes.get(traced.client()).recording().add(traced);
	}

	private static String due(Await step) {
		return step.expected() + " " + step.cue().words();
	}

	private static String millis(long nanos) {
		return nanos / 1_000_000 + " ms";
	}

}
