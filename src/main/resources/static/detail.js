/* What is known of one session: its packets as a time line, round trips and timer as a curve, the last packets in words. */

import { at, part, svgElement } from "./dom.js";
import { bytes, count, duration, rate } from "./format.js";
import { kind, outcome, reason } from "./words.js";

const WIDTH = 600;
const LANES = ["sent", "repeated", "received", "ignored"];
const LANE_HEIGHT = 22;
const CURVE_HEIGHT = 110;
const HEADROOM = 8;
/** What is drawn: the last seconds, or less where all took less. */
const MOST_MS = 10_000;
const LEAST_MS = 20;
const LISTED = 40;
const POLL_MS = 1000;

export class Detail {

	/** ask: asks the service for a path below the trace's. */
	constructor(ask) {
		this.ask = ask;
		this.dialog = at("detail");
		this.marks = Object.fromEntries(LANES.map((lane, i) => {
			const y = i * LANE_HEIGHT + LANE_HEIGHT / 2;
			svgElement(at("detail-line"), "path", { class: "grid", d: `M0 ${y}H${WIDTH}` });
			return [lane, { y, path: svgElement(at("detail-line"), "path", { class: `mark ${lane}` }) }];
		}));
		svgElement(at("detail-curve"), "path", { class: "grid", d: `M0 ${HEADROOM}H${WIDTH}` });
		this.timer = svgElement(at("detail-curve"), "path", { class: "timer" });
		this.trips = svgElement(at("detail-curve"), "path", { class: "trips" });
		at("detail-close").addEventListener("click", () => this.dialog.close());
		this.dialog.addEventListener("close", () => {
			clearTimeout(this.next);
			this.shown = null;
		});
	}

	openLive(session) {
		this.open(session, `client=${encodeURIComponent(session.session || session.client)}`);
	}

	openOver(transfer) {
		this.open(transfer, `transfer=${transfer.id}`);
	}

	open(transfer, query) {
		this.shown = { transfer, query };
		at("detail-title").textContent = transfer.resource;
		at("detail-note").textContent = "One moment.";
		at("detail-note").hidden = false;
		at("detail-packets").hidden = true;
		this.showFacts(transfer);
		if (!this.dialog.open) {
			this.dialog.showModal();
		}
		this.poll();
	}

	/** The live session goes on while it is looked at. */
	update(sessions) {
		const { transfer } = this.shown ?? {};
		const now = transfer && !transfer.outcome
			&& sessions.find((session) => session.client === transfer.client && session.resource === transfer.resource);
		if (now) {
			this.showFacts(now);
		}
	}

	showFacts(transfer) {
		const facts = {
			"Client": transfer.client,
			"Outcome": transfer.outcome ? outcome(transfer.outcome).word : "Under way",
			"Problem": transfer.problem,
			"Bytes": transfer.bytesTotal > 0 ? `${count(transfer.bytesDone)} of ${count(transfer.bytesTotal)}` : count(transfer.bytesDone),
			"Time": duration(transfer.durationMs ?? transfer.ageMs),
			"Rate": rate(transfer.rate ?? transfer.bytesDone * 1000 / Math.max(1, transfer.ageMs)),
			"Repeated": count(transfer.retransmissions),
			"Channels": transfer.channels > 1 ? count(transfer.channels) : null,
			"Round trip": transfer.smoothedRttMs > 0 ? duration(transfer.smoothedRttMs) : null,
		};
		at("detail-facts").replaceChildren();
		for (const [title, value] of Object.entries(facts).filter(([, fact]) => fact)) {
			const pair = part(at("detail-facts"), "div");
			part(pair, "dt", "", title);
			part(pair, "dd", "", value);
		}
	}

	async poll() {
		clearTimeout(this.next);
		const asked = this.shown;
		let trace = null;
		try {
			trace = await this.ask(`?${asked.query}`);
		}
		catch {
			// The page itself says that the service is away.
		}
		if (this.shown !== asked) {
			return;
		}
		if (trace) {
			asked.trace = trace;
			this.show(trace);
		}
		else if (!asked.trace) {
			this.say("Its packets are not to be had here.");
		}
		if (trace && !trace.over && !document.hidden) {
			this.next = setTimeout(() => this.poll(), POLL_MS);
		}
	}

	say(text) {
		at("detail-note").textContent = text;
		at("detail-note").hidden = text === "";
	}

	show(trace) {
		const { packets } = trace;
		if (!trace.traced) {
			this.say("Its packets were not remembered. That is done only while somebody looks at this page, and for a few sessions at a time.");
		}
		else if (packets.length === 0) {
			this.say("No packet since you began to look.");
		}
		else {
			const notes = [];
			if (this.shown?.transfer?.outcome && this.shown.transfer.channels > 1) {
				notes.push("These are the packets of the part that ended last.");
			}
			if (trace.dropped > 0) {
				notes.push(`${count(trace.dropped)} packets before these have been forgotten.`);
			}
			this.say(notes.join(" "));
		}
		at("detail-packets").hidden = packets.length === 0;
		if (packets.length > 0) {
			this.draw(packets);
			this.list(packets);
		}
	}

	draw(packets) {
		const end = packets.at(-1).atMs;
		const span = Math.min(MOST_MS, Math.max(LEAST_MS, end - packets[0].atMs));
		const shown = packets.filter((packet) => packet.atMs >= end - span);
		const x = (packet) => ((packet.atMs - end + span) / span * (WIDTH - 4) + 2).toFixed(1);
		const counts = {};
		for (const lane of LANES) {
			const { y, path } = this.marks[lane];
			const marks = shown.filter((packet) => packet.what === lane);
			counts[lane] = marks.length;
			path.setAttribute("d", marks.map((packet) => `M${x(packet)} ${y - 7}v14`).join(""));
			path.dataset.count = marks.length;
			at(`detail-${lane}`).textContent = count(marks.length);
		}
		at("detail-line").setAttribute("aria-label", `Packets of the last ${duration(span)}: ${count(counts.sent)} sent, `
			+ `${count(counts.repeated)} repeated, ${count(counts.received)} answered, ${count(counts.ignored)} ignored`);
		at("detail-span").textContent = `${duration(span)} ago`;
		at("detail-span2").textContent = `${duration(span)} ago`;
		this.drawCurve(shown, x);
	}

	drawCurve(shown, x) {
		const timers = shown.filter((packet) => packet.timerMs > 0);
		const trips = shown.filter((packet) => packet.roundTripMs > 0);
		// By powers of ten: a timer may be a thousand times the round trip.
		const values = [...timers.map((packet) => packet.timerMs), ...trips.map((packet) => packet.roundTripMs)];
		const low = Math.floor(Math.log10(Math.min(...values, 100)));
		const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values, 0.001))));
		const y = (value) => (CURVE_HEIGHT - (CURVE_HEIGHT - HEADROOM) * (Math.log10(value) - low) / (high - low)).toFixed(1);
		this.timer.setAttribute("d", timers.map((packet, i) => i === 0 ? `M${x(packet)} ${y(packet.timerMs)}`
			: `H${x(packet)}V${y(packet.timerMs)}`).join("") + (timers.length > 0 ? `H${WIDTH}` : ""));
		this.trips.setAttribute("d", trips.map((packet, i) => `${i === 0 ? "M" : "L"}${x(packet)} ${y(packet.roundTripMs)}`).join(""));
		at("detail-top").textContent = duration(10 ** high);
		at("detail-low").textContent = duration(10 ** low);
		const last = (list, key) => list.length > 0 ? duration(list.at(-1)[key]) : "not measured";
		at("detail-curve").setAttribute("aria-label",
			`Round trips, the last ${last(trips, "roundTripMs")}; timer, the last ${last(timers, "timerMs")}`);
	}

	list(packets) {
		const words = { sent: "Sent", repeated: "Repeated", received: "Answered", ignored: "Ignored" };
		const end = packets.at(-1).atMs;
		const rows = packets.slice(-LISTED).reverse().map((packet) => {
			const row = document.createElement("tr");
			part(row, "td", "", packet.atMs === end ? "last" : `${duration(end - packet.atMs)} before`);
			part(row, "td", packet.what, words[packet.what]);
			part(row, "td", "", `${kind(packet.kind)} ${count(packet.number)}`
				+ (packet.acknowledges > 0 ? ` for ${count(packet.acknowledges)}` : ""));
			part(row, "td", "", [packet.reason && reason(packet.reason), packet.roundTripMs > 0 && `round trip ${duration(packet.roundTripMs)}`,
				packet.timerMs > 0 && `timer ${duration(packet.timerMs)}`].filter(Boolean).join(", "));
			return row;
		});
		at("detail-list").replaceChildren(...rows);
	}

}
