package io.rushb.client.exchange;

import io.rushb.wire.Decoded;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.Sender;
import io.rushb.wire.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one transfer, from its GET to the end of the FIN exchange. The
 * caller passes in datagrams and the time, then takes the datagrams to send and the
 * received bytes. One thread at a time may call.
 * <p>
 * Times are nanoseconds on a clock of the caller's that never goes back.
 */
public final class ClientExchange {

	private final ExchangeSettings settings;

	private final ClientTransmitter transmitter;

	private final Delivery delivery = new Delivery();

	private final RunningCounts tally = new RunningCounts();

	private final Patience patience;

	private final Ending ending;

	private final Repeats repeats = new Repeats();

	private Phase phase = Phase.OPENING;

	/** How it ends, or would end if it ended now. */
	private ExchangeOutcome outcome = ExchangeOutcome.TIMED_OUT;

	private Options options = Options.NONE;

	private int expected = 1;

	/** How many packets of this run have been taken; unlike their numbers no wrap. */
	private long taken;

	/**
	 * Makes an exchange, which {@link #start} begins.
	 * @param name the resource's name, 1 to 1024 bytes (rule S8)
	 * @param settings the configuration
	 * @param listener is told what is measured
	 */
	public ClientExchange(byte[] name, ExchangeSettings settings, ExchangeListener listener) {
		this.settings = settings;
		this.patience = new Patience(settings);
		this.ending = new Ending(settings.linger().toNanos());
		this.transmitter = new ClientTransmitter(name, settings, listener, this.tally);
	}

	/**
	 * Asks for the resource.
	 * @param now the time
	 * @param quietSince since when nothing new has come: now, or in an earlier attempt
	 */
	public void start(long now, long quietSince) {
		this.patience.begin(now, quietSince, this.transmitter.timeout());
		this.transmitter.sendGet(now);
	}

	/**
	 * Handles a datagram of the server. Any content is safe.
	 * @param datagram the array that holds it from its first byte on; not kept
	 * @param length its length in bytes
	 * @param now the time
	 */
	public void handleDatagram(byte[] datagram, int length, long now) {
		if (this.phase == Phase.OVER) {
			return;
		}
		this.tally.received++;
		Decoded decoded = PacketCodec.decode(datagram, length, Sender.SERVER);
		if (!(decoded instanceof Packet packet)) {
			this.tally.damaged++;
		}
		else if (packet.kind() == Kind.FIN_ACK) {
			handleClosing(packet, now);
		}
		else if (packet.acknowledgement() != 0) { // N3
			this.tally.ignored++;
		}
		else if (this.phase == Phase.OPENING) {
			handleFirst(packet, now);
		}
		else {
			handleNumbered(packet, now);
		}
	}

	private void handleFirst(Packet packet, long now) {
		if (packet.sequence() != 1 || !this.settings.mayBeGranted(packet.options())) {
			this.tally.ignored++;
		}
		else if (!packet.isChecksumRight()) {
			nak(packet, now);
		}
		else if (this.settings.isRefusal(packet)) {
			end(ExchangeOutcome.OPTION_REFUSED);
		}
		else {
			this.options = packet.options(); // S2
			this.phase = Phase.TRANSFERRING;
			take(packet, now);
		}
	}

	private void handleNumbered(Packet packet, long now) {
		if (!packet.options().equals(this.options)) { // S2
			handleOtherOptions(packet, now);
			return;
		}
		int ahead = SerialNumber.distance(this.expected, packet.sequence());
		boolean strange = packet.kind() == Kind.FIN && ahead != ((this.phase == Phase.TRANSFERRING) ? 0 : -1);
		this.ending.strange(strange, now);
		if (strange) {
			this.tally.ignored++;
		}
		else if (this.phase != Phase.TRANSFERRING && this.ending.isRefutation(packet, ahead)) {
			handleRefutation(packet, now);
		}
		else if (ahead == -1) {
			handleRepeated(packet, now);
		}
		else if (this.phase != Phase.TRANSFERRING) {
			this.tally.ignored++;
		}
		else if (ahead == 0 && packet.isChecksumRight()) {
			take(packet, now);
		}
		else if (ahead != 0 && packet.sequence() == 1) {
			handleNewStart(packet, now);
		}
		else if (ahead >= 0) {
			nak(packet, now);
		}
		else {
			this.tally.ignored++;
		}
	}

	/** The next packet has come. */
	private void take(Packet packet, long now) {
		this.transmitter.answered(now);
		this.patience.heard(now, this.transmitter.timeout());
		this.repeats.heard();
		this.delivery.release(packet);
		this.taken++;
		this.expected = SerialNumber.next(packet.sequence());
		boolean fin = packet.kind() == Kind.FIN;
		if (this.delivery.isContradicted() || (fin && !this.delivery.isCaughtUp())) {
			end(ExchangeOutcome.DAMAGED);
			return;
		}
		this.delivery.hold(packet);
		if (fin) { // S4, S7
			this.outcome = (this.taken == 1) ? ExchangeOutcome.NOT_AVAILABLE : ExchangeOutcome.COMPLETE;
			this.phase = Phase.CLOSING;
			this.ending.begin(packet.sequence());
			this.patience.settle();
		}
		this.transmitter.sendAnswer(fin ? Kind.FIN_ACK : Kind.DAT_ACK, packet.sequence(), this.options, now);
	}

	/** The server has repeated a packet that was answered: it needs the same answer. */
	private void handleRepeated(Packet packet, long now) {
		this.tally.retransmissions++;
		this.repeats.goesOn();
		if (packet.isChecksumRight()) {
			this.delivery.compare(packet);
			this.delivery.confirmFin(this.ending.isStrange());
		}
		else {
			this.tally.damaged++;
		}
		if (this.delivery.isContradicted()) {
			end(ExchangeOutcome.DAMAGED);
		}
		else {
			this.transmitter.sendAnswerAsked(this.options, now);
		}
	}

	/** Data comes after the FIN: the second time, the FIN counts as forged (S7). */
	private void handleRefutation(Packet packet, long now) {
		if (!this.delivery.isRefuted(packet)) {
			this.phase = Phase.CLOSING;
			this.transmitter.sendAnswerAsked(this.options, now);
			return;
		}
		this.outcome = ExchangeOutcome.TIMED_OUT;
		this.phase = Phase.TRANSFERRING;
		this.taken--;
		this.expected = this.ending.refuted();
		if (packet.sequence() == this.expected) {
			take(packet, now);
			return;
		}
		this.patience.heard(now, this.transmitter.timeout());
		this.transmitter.sendAnswer(Kind.DAT_ACK, packet.sequence(), this.options, now);
	}

	/** Flags have no checksum. If the first packet's were damaged, its copy counts. */
	private void handleOtherOptions(Packet packet, long now) {
		boolean copyOfFirst = this.taken == 1 && packet.sequence() == 1 && this.settings.mayBeGranted(packet.options());
		if (!copyOfFirst || !packet.isChecksumRight() || this.phase == Phase.LINGERING
				|| this.settings.isRefusal(packet)) {
			this.tally.ignored++;
			return;
		}
		this.tally.retransmissions++;
		this.options = packet.options();
		this.delivery.hold(packet);
		this.transmitter.sendAnswerAsked(this.options, now);
	}

	/** A server that got a stray GET may have begun anew (A6). It repeats packet 1. */
	private void handleNewStart(Packet packet, long now) {
		if (!packet.isChecksumRight() || this.delivery.isLater(packet) || !this.repeats.isNewStart()) {
			this.tally.ignored++;
			return;
		}
		this.tally.retransmissions++;
		this.transmitter.restart(now);
		this.taken = 0;
		this.delivery.restart();
		take(packet, now);
	}

	/** Asks for the expected packet at once: what came was damaged or is out of place. */
	private void nak(Packet packet, long now) {
		this.tally.unfit(packet);
		Options agreed = (this.phase == Phase.OPENING) ? packet.options() : this.options;
		this.transmitter.sendNak((packet.kind() == Kind.FIN) ? Kind.FIN_NAK : Kind.DAT_NAK, this.expected, agreed, now);
	}

	/** The server's FIN+ACK ends the exchange (rule S6). */
	private void handleClosing(Packet packet, long now) {
		boolean fits = this.phase == Phase.CLOSING && packet.options().equals(this.options) && packet.isChecksumRight()
				&& packet.sequence() == this.expected && this.transmitter.hasAnsweredUnder(packet.acknowledgement());
		if (!fits) {
			this.tally.ignored++;
			this.ending.strange(packet.sequence() != this.expected || this.phase == Phase.TRANSFERRING, now);
			return;
		}
		this.transmitter.answered(now);
		this.transmitter.fallSilent();
		this.phase = Phase.LINGERING;
		this.delivery.confirmFin(this.ending.isStrange());
		this.ending.confirmed(now, this.transmitter.smoothedRoundTrip());
		handleTimeout(now);
	}

	/**
	 * Handles a timeout, if one is due. Early, late or repeated calls do no harm.
	 * @param now the time
	 */
	public void handleTimeout(long now) {
		if (this.phase == Phase.OVER || now < deadline()) {
			return;
		}
		boolean enough = this.phase == Phase.CLOSING && (this.settings.strict() || this.repeats.isEnoughToClose());
		if (now >= this.patience.giveUpAt() || enough || this.phase == Phase.LINGERING) {
			end((this.delivery.isRefuted() || this.ending.isDoubtful(now)) ? ExchangeOutcome.DAMAGED : this.outcome);
		}
		else {
			repeat(now);
		}
	}

	private void repeat(long now) {
		this.transmitter.backOff();
		this.repeats.unanswered();
		if (this.phase != Phase.OPENING) {
			this.transmitter.sendAnswerAgain(this.options, now);
		}
		boolean forgotten = this.repeats.isForgotten(this.taken == 1) && !this.settings.strict(); // T3
		if (this.phase == Phase.OPENING || (forgotten && this.phase == Phase.TRANSFERRING)) {
			this.transmitter.sendGetAgain(now);
		}
	}

	private void end(ExchangeOutcome how) {
		this.outcome = how;
		this.phase = Phase.OVER;
	}

	/**
	 * Returns when {@link #handleTimeout} is to be called.
	 * @return nanoseconds, {@link Long#MAX_VALUE} once the exchange is over
	 */
	public long deadline() {
		return switch (this.phase) {
			case OPENING, TRANSFERRING, CLOSING -> Math.min(this.transmitter.repeatAt(), this.patience.giveUpAt());
			case LINGERING -> Math.min(this.ending.until(), this.patience.giveUpAt());
			case OVER -> Long.MAX_VALUE;
		};
	}

	/**
	 * Takes the next datagram to send.
	 * @return the datagram, 1472 bytes, {@code null} if there is none
	 */
	public byte @Nullable [] pollTransmit() {
		return this.transmitter.poll();
	}

	/**
	 * Takes the next bytes of the resource.
	 * @return some bytes, {@code null} if there are none yet
	 */
	public byte @Nullable [] pollData() {
		return this.delivery.poll();
	}

	/**
	 * Returns how the exchange ended.
	 * @return the outcome, {@code null} while it goes on
	 */
	public @Nullable ExchangeOutcome outcome() {
		return (this.phase == Phase.OVER) ? this.outcome : null;
	}

	/**
	 * Returns how long nothing new has come.
	 * @return the same object for the whole exchange
	 */
	public Patience patience() {
		return this.patience;
	}

	/**
	 * Returns the present state of the exchange.
	 * @return the view
	 */
	public ExchangeView view() {
		return new ExchangeView(this.delivery.delivered(), this.options, this.taken > 0, this.ending.isConfirmed(),
				this.tally.counts());
	}

}
