package io.rushb.check.script;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

import io.rushb.check.script.Step.Await;
import io.rushb.check.script.TestFile.Slice;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import io.rushb.wire.PacketCodec;
import io.rushb.wire.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * One client of a script. Each method adds a step; the client keeps the packet numbers of
 * both sides (rules N1 to N3), so that a scenario names only what it tests.
 */
public final class ScriptedClient {

	private final Script script;

	private final int index;

	private Options options = Options.NONE;

	private List<Slice> slices = List.of();

	private int next;

	/** The number that the client sent last. */
	private int number;

	private Expected last = new Expected(Kind.FIN_ACK, Options.NONE, 0, 0, null);

	ScriptedClient(Script script, int index) {
		this.script = script;
		this.index = index;
	}

	/**
	 * Adds another client to the script that this one is in.
	 * @return the client, which has a port of its own
	 */
	public ScriptedClient another() {
		return this.script.client();
	}

	/**
	 * Asks for a file.
	 * @param file the file
	 * @return this
	 */
	public ScriptedClient get(TestFile file) {
		return get(file, Options.NONE);
	}

	/**
	 * Asks for a file, with options.
	 * @param file the file
	 * @param asked the options, which the server must grant
	 * @return this
	 */
	public ScriptedClient get(TestFile file, Options asked) {
		this.script.asks(file);
		return get(file.name().getBytes(StandardCharsets.UTF_8), file.slices(), asked);
	}

	/**
	 * Asks for something whose packets are known.
	 * @param name the bytes of the name, in the clear
	 * @param content the data of its packets, in order; empty where nobody knows
	 * @param asked the options, which the server must grant
	 * @return this
	 */
	public ScriptedClient get(byte[] name, List<Slice> content, Options asked) {
		begin(content, asked);
		return send(PacketCodec.encode(Kind.GET, asked, 1, 0, name, 0, name.length));
	}

	/**
	 * Expects a DAT of any data, and continues with the script that a function makes of
	 * it.
	 * @param then gets the packet and writes the rest of the script, by clients that are
	 * {@link #in} it
	 */
	public void any(BiConsumer<Packet, Script> then) {
		Expected expected = new Expected(Kind.DAT, this.options, SerialNumber.next(this.last.sequence()), 0, null);
		this.script.add(new Await(this.index, expected, Cue.GET, null, null, (packet) -> {
			Script rest = this.script.rest();
			then.accept(packet, rest);
			return rest;
		}));
		this.last = expected;
		this.next++;
	}

	/**
	 * Ends the script, because the packet that came last is wrong.
	 * @param diagnosis what is wrong with it
	 * @param expected what was expected
	 */
	public void fail(Diagnosis diagnosis, String expected) {
		this.script.add(new Step.Fail(this.index, diagnosis, expected));
	}

	/**
	 * Returns this client for the rest of a script.
	 * @param rest where its steps are added
	 * @return the client there
	 */
	public ScriptedClient in(Script rest) {
		ScriptedClient client = new ScriptedClient(rest, this.index);
		client.options = this.options;
		client.slices = this.slices;
		client.next = this.next;
		client.number = this.number;
		client.last = this.last;
		return client;
	}

	/**
	 * Asks for something that the server does not have.
	 * @param name the bytes of the name, in the clear
	 * @param asked the options
	 * @return this
	 */
	public ScriptedClient getMissing(byte[] name, Options asked) {
		return get(name, List.of(), asked);
	}

	/**
	 * Begins a session by a datagram of the script's own, which is to open one.
	 * @param content the data of its packets, in order
	 * @param granted the options that the server is to grant
	 * @param datagram the GET
	 * @return this
	 */
	public ScriptedClient getBy(List<Slice> content, Options granted, byte[] datagram) {
		begin(content, granted);
		return send(datagram);
	}

	private void begin(List<Slice> content, Options asked) {
		this.options = asked;
		this.slices = content;
		this.next = 0;
		this.number = 1;
		this.last = new Expected(Kind.FIN_ACK, asked, 0, 0, null);
	}

	/**
	 * Sends a datagram that the server must ignore.
	 * @param datagram its bytes
	 * @return this
	 */
	public ScriptedClient send(byte[] datagram) {
		this.script.add(new Step.Send(this.index, () -> datagram));
		return this;
	}

	/**
	 * Expects the next data.
	 * @return this
	 */
	public ScriptedClient data() {
		Cue cue = (this.next == 0) ? Cue.GET : Cue.ACKNOWLEDGEMENT;
		return expect(new Expected(Kind.DAT, this.options, SerialNumber.next(this.last.sequence()), 0,
				this.slices.get(this.next++)), cue);
	}

	/**
	 * Expects FIN: the end, or the refusal.
	 * @return this
	 */
	public ScriptedClient fin() {
		Cue cue = (this.next == 0) ? Cue.GET : Cue.LAST_ACKNOWLEDGEMENT;
		return expect(new Expected(Kind.FIN, this.options, SerialNumber.next(this.last.sequence()), 0, null), cue);
	}

	/**
	 * Expects the refusal and closes.
	 * @return this
	 */
	public ScriptedClient refused() {
		return fin().blame(Diagnosis.NOT_REFUSED, Diagnosis.MISSING_UNANSWERED).ack().closed();
	}

	/**
	 * Expects the packet that came last once more, by the server's timer.
	 * @return this
	 */
	public ScriptedClient again() {
		return again(Cue.TIMER);
	}

	/**
	 * Expects the packet that came last once more.
	 * @param cue what makes the server send it
	 * @return this
	 */
	public ScriptedClient again(Cue cue) {
		return expect(this.last, cue).blame((cue == Cue.NAK) ? Diagnosis.NAK_UNANSWERED : null, null);
	}

	/**
	 * Acknowledges the packet that came last, under the next number.
	 * @return this
	 */
	public ScriptedClient ack() {
		return answer((this.last.kind() == Kind.DAT) ? Kind.DAT_ACK : Kind.FIN_ACK);
	}

	/**
	 * Sends a NAK for the packet that came last, under the next number.
	 * @return this
	 */
	public ScriptedClient nak() {
		return answer((this.last.kind() == Kind.DAT) ? Kind.DAT_NAK : Kind.FIN_NAK);
	}

	private ScriptedClient answer(Kind kind) {
		skip();
		return send(this.number, this.last.sequence(), kind, this.options);
	}

	/**
	 * Takes a number for an answer that is lost.
	 * @return this
	 */
	public ScriptedClient skip() {
		this.number = SerialNumber.next(this.number);
		return this;
	}

	/**
	 * Sends a packet that the server must ignore.
	 * @param sequence its number
	 * @param acknowledgement its acknowledgement number
	 * @param kind what it is
	 * @param shown the options that its flags show
	 * @return this
	 */
	public ScriptedClient send(int sequence, int acknowledgement, Kind kind, Options shown) {
		this.script.add(new Step.Send(this.index, () -> PacketCodec.encode(kind, shown, sequence, acknowledgement)));
		return this;
	}

	/**
	 * Expects the server's FIN+ACK.
	 * @return this
	 */
	public ScriptedClient closed() {
		return expect(
				new Expected(Kind.FIN_ACK, this.options, SerialNumber.next(this.last.sequence()), this.number, null),
				Cue.FIN_ACKNOWLEDGEMENT);
	}

	/**
	 * Sends the FIN+ACK again after the end and expects the server's FIN+ACK again.
	 * @param sequence the number of the client's FIN+ACK
	 * @return this
	 */
	public ScriptedClient closedAgain(int sequence) {
		Expected farewell = this.last;
		send(sequence, farewell.sequence() - 1, Kind.FIN_ACK, this.options);
		return expect(new Expected(Kind.FIN_ACK, this.options, farewell.sequence(), sequence, null),
				Cue.LATE_FIN_ACKNOWLEDGEMENT);
	}

	/**
	 * Expects FIN, acknowledges it, and expects FIN+ACK.
	 * @return this
	 */
	public ScriptedClient end() {
		return fin().ack().closed();
	}

	/**
	 * Fetches the rest, to the end.
	 * @return this
	 */
	public ScriptedClient rest() {
		while (this.next < this.slices.size()) {
			data().ack();
		}
		return end();
	}

	/**
	 * Expects that nothing comes.
	 * @param time how long
	 * @param ifSomething what is wrong if something comes
	 * @return this
	 */
	public ScriptedClient quiet(ToLongFunction<Times> time, Diagnosis ifSomething) {
		return quiet(time, 0, ifSomething);
	}

	/**
	 * Expects that nothing comes but a few copies.
	 * @param time how long
	 * @param copies how many
	 * @param ifSomething what is wrong if more comes
	 * @return this
	 */
	public ScriptedClient quiet(ToLongFunction<Times> time, int copies, Diagnosis ifSomething) {
		this.script.add(new Step.Quiet(this.index, time, copies, ifSomething));
		return this;
	}

	/**
	 * Names what is wrong if another packet comes than the one just expected.
	 * @param ifOther the class of the error
	 * @return this
	 */
	public ScriptedClient blame(Diagnosis ifOther) {
		return blame(ifOther, null);
	}

	/**
	 * Names what is wrong if another packet comes than the one just expected, or nothing.
	 * @param ifOther the kind of error if another packet comes
	 * @param ifNothing the kind of error if nothing comes; {@code null} for that of the
	 * cue
	 * @return this
	 */
	public ScriptedClient blame(@Nullable Diagnosis ifOther, @Nullable Diagnosis ifNothing) {
		Await step = (Await) this.script.takeLast();
		this.script.add(new Await(step.client(), step.expected(), step.cue(), ifOther, ifNothing, step.then()));
		return this;
	}

	private ScriptedClient expect(Expected expected, Cue cue) {
		this.script.add(new Await(this.index, expected, cue, null, null, null));
		this.last = expected;
		return this;
	}

	/**
	 * Returns the number that the client sent last.
	 * @return the number, 0 before the first GET
	 */
	public int number() {
		return this.number;
	}

}
