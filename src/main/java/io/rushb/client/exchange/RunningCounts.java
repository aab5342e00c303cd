package io.rushb.client.exchange;

import io.rushb.wire.Packet;

/**
 * Counts while an exchange goes on; see {@link Counts}.
 */
final class RunningCounts {

	long received;

	long sent;

	long retransmissions;

	long repeats;

	long naks;

	long damaged;

	long ignored;

	void unfit(Packet packet) {
		if (packet.isChecksumRight()) {
			this.ignored++;
		}
		else {
			this.damaged++;
		}
	}

	Counts counts() {
		return new Counts(this.received, this.sent, this.retransmissions, this.repeats, this.naks, this.damaged,
				this.ignored);
	}

}
