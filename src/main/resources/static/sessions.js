/* The rows of the live sessions. Names and addresses come from anybody: they are set as text, never as markup. */

import { Chart } from "./chart.js";
import { bytes, count, duration, percent } from "./format.js";

function part(parent, tag, className, text) {
	const element = document.createElement(tag);
	element.className = className;
	element.textContent = text ?? "";
	parent.append(element);
	return element;
}

class Row {

	constructor() {
		this.element = document.createElement("li");
		const who = part(this.element, "div", "who");
		this.name = part(who, "p", "name");
		this.client = part(who, "p", "client");
		const done = part(this.element, "div", "done");
		this.progress = part(done, "progress", "");
		this.part = part(done, "p", "part");
		const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
		for (const [name, value] of [["class", "chart"], ["role", "img"], ["viewBox", "0 0 300 72"], ["preserveAspectRatio", "none"]]) {
			svg.setAttribute(name, value);
		}
		this.element.append(svg);
		this.chart = new Chart(svg, { grid: false });
		const facts = part(this.element, "dl", "");
		[this.rate, this.resent, this.trip] = ["Rate", "Resent", "Round trip"].map((title) => {
			const pair = part(facts, "div", "");
			part(pair, "dt", "", title);
			return part(pair, "dd", "", "–");
		});
		this.before = null;
	}

	show(session, now) {
		const before = this.before;
		const options = [session.checksum && "CHK", session.encryption && "ENC"].filter(Boolean).join(", ");
		this.name.textContent = session.resource;
		this.client.textContent = options ? `${session.client} · ${options}` : session.client;
		this.progress.setAttribute("aria-label", `Progress of ${session.resource}`);
		if (session.bytesTotal > 0) {
			this.progress.max = session.bytesTotal;
			this.progress.value = session.bytesDone;
			this.part.textContent = `${percent(session.bytesDone, session.bytesTotal)} · ${bytes(session.bytesDone)} of ${bytes(session.bytesTotal)}`;
		}
		else {
			this.progress.removeAttribute("value");
			this.part.textContent = "Not begun";
		}
		if (before && now > before.now) {
			const rate = Math.max(0, session.bytesDone - before.bytesDone) * 1000 / (now - before.now);
			this.rate.textContent = `${bytes(rate)}/s`;
			this.chart.add(now, rate);
			this.chart.svg.setAttribute("aria-label", `Throughput of this session, now ${bytes(rate)} a second`);
		}
		this.resent.textContent = count(session.retransmissions);
		this.trip.textContent = session.smoothedRttMs > 0 ? duration(session.smoothedRttMs) : "–";
		this.before = { now, bytesDone: session.bytesDone, ageMs: session.ageMs };
	}

	/** An older request of the same client than the one shown would be another session. */
	isOf(session) {
		return session.ageMs >= this.before.ageMs;
	}

}

export class Sessions {

	constructor(list) {
		this.list = list;
		this.rows = new Map();
	}

	show(sessions, now) {
		const rows = new Map();
		for (const session of sessions) {
			const known = this.rows.get(session.client);
			const row = known?.isOf(session) ? known : new Row();
			row.show(session, now);
			rows.set(session.client, row);
		}
		this.rows = rows;
		const elements = [...rows.values()].map((row) => row.element);
		// A row that stays where it is keeps its focus and its transition.
		if (elements.length !== this.list.children.length || elements.some((element, i) => element !== this.list.children[i])) {
			this.list.replaceChildren(...elements);
		}
	}

}
