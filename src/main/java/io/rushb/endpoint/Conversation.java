package io.rushb.endpoint;

import java.net.InetSocketAddress;

import io.rushb.session.Chunk;
import io.rushb.session.Content;
import io.rushb.session.Outbox;
import io.rushb.session.PacketBuffer;
import io.rushb.session.Session;
import io.rushb.wire.Kind;
import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

/**
 * A session as the endpoint manages it: its places in the session table and the timer
 * queue, and its outbox, which knows the client's address.
 */
final class Conversation implements Outbox {

	private final Session session;

	private final Demand demand;

	private final Endpoint endpoint;

	private final AddressBlock block;

	/** The task that opens the session's resource; {@code null} when that is done. */
	ContentTask.@Nullable Open opening;

	/** The resource that the session uses, if any. */
	@Nullable Content content;

	/** Whether the table knows that its client has proven its address. */
	boolean knownProven;

	/** When its client answered last, as far as the table knows; kept by the table. */
	long silentSince;

	/** How many sessions there were before it; kept by the table. */
	long number;

	/** Where it stands in the timer queue; kept by the queue. */
	int timerIndex = TimerQueue.NOT_QUEUED;

	/** The time it is queued for, at the latest its deadline; kept by the queue. */
	long queuedFor;

	/**
	 * Where to answer. Always equal to the client of the request. The caller may keep in
	 * it which of the server's addresses the client has asked.
	 */
	private InetSocketAddress client;

	Conversation(Session session, Demand demand, Endpoint endpoint) {
		this.session = session;
		this.demand = demand;
		this.endpoint = endpoint;
		this.client = session.request().client();
		this.block = AddressBlock.of(this.client.getAddress());
	}

	Session session() {
		return this.session;
	}

	/** What its GET asked for. */
	Demand demand() {
		return this.demand;
	}

	InetSocketAddress client() {
		return this.client;
	}

	/**
	 * Handles a packet of its client. If it is acceptable, later packets leave from the
	 * address it was sent to.
	 */
	boolean handle(Packet packet, InetSocketAddress from, long now) {
		boolean taken = this.session.handle(packet, now, this);
		if (taken || !this.session.client().isProven()) {
			this.client = from;
		}
		return taken;
	}

	/** The address block that its client counts as for the limits. */
	AddressBlock block() {
		return this.block;
	}

	@Override
	public void transmit(Kind kind, PacketBuffer packet) {
		this.endpoint.transmit(this.client, kind, packet);
	}

	@Override
	public void read(Chunk chunk) {
		this.endpoint.content().read(chunk, this);
	}

	@Override
	public void look() {
		this.endpoint.content().look(this);
	}

}
