package io.rushb.simulation;

import io.rushb.session.Outcome;
import io.rushb.simulation.Resource.Fault;
import io.rushb.wire.Kind;
import io.rushb.wire.Options;
import io.rushb.wire.Packet;
import org.jspecify.annotations.Nullable;

/**
 * What a session may be sent of its resource (S4, S5, S7).
 */
final class ModelContent {

	private final SimulatedClient client;

	private final @Nullable Resource resource;

	private final ModelFlaws flaws;

	private final Options granted;

	/** Whether it was known when the GET came that the resource cannot be carried. */
	private final boolean knownToBeFlawed;

	private boolean refused;

	ModelContent(SimulatedClient client, @Nullable Resource resource, ModelFlaws flaws, Options granted) {
		this.client = client;
		this.resource = resource;
		this.flaws = flaws;
		this.granted = granted;
		this.knownToBeFlawed = resource != null && flaws.hinder(resource, granted);
	}

	/** A packet is sent for the first time, after some have been delivered. */
	void sent(Packet packet, int delivered) {
		if (packet.kind() == Kind.DAT) {
			Violation.unless(!mustBeRefused() && this.resource != null
					&& packet.sequence() <= this.resource.carriableSegments(this.granted)
					&& this.resource.isSegment(packet.sequence(), packet.data()), this.client, "wrong data");
		}
		else if (delivered == 0) {
			Violation.unless(packet.kind() == Kind.FIN && mayBeRefused(), this.client, "refused (S4)");
			this.refused = true;
		}
		else {
			Violation.unless(
					packet.kind() == Kind.FIN && this.resource != null && this.resource.isWhole()
							&& this.resource.isCarriable(this.granted) && delivered == this.resource.segments(),
					this.client, "FIN before the last byte (S7)");
		}
	}

	private boolean mustBeRefused() {
		return this.resource == null || this.resource.isUnreadable() || this.knownToBeFlawed && this.resource.isWhole()
				|| this.resource.isRefusedAtOnce(this.granted);
	}

	/** It may have been opened at any time since the GET. */
	private boolean mayBeRefused() {
		return mustBeRefused() || this.resource != null && this.flaws.hinder(this.resource, this.granted);
	}

	/** How the session ends if its FIN has been delivered. */
	Outcome disposition() {
		if (this.resource == null || this.resource.isUnreadable()) {
			return Outcome.NOT_FOUND;
		}
		return this.refused ? Outcome.REFUSED : Outcome.COMPLETED;
	}

	int segmentLength(int number) {
		return (this.resource != null) ? this.resource.segmentLength(number) : 0;
	}

	boolean cannotBeOpened() {
		return this.resource != null && this.resource.fault() == Fault.OPEN;
	}

	/** The resource was opened, but cannot be sent rightly (S7). */
	boolean isBroken() {
		return this.resource != null && !cannotBeOpened() && !this.resource.isWhole();
	}

	/**
	 * What comes after these packets cannot be carried, and did not show before (S5).
	 */
	boolean meetsAFlaw(int delivered) {
		return this.resource != null && delivered > 0 && !this.resource.isCarriable(this.granted)
				&& delivered == this.resource.carriableSegments(this.granted);
	}

	void rememberFlaw() {
		if (this.resource != null) {
			this.flaws.met(this.resource, this.granted);
		}
	}

}
