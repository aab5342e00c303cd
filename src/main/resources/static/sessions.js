/* The rows of the live sessions. */

import { Chart } from "./chart.js";
import { arrange, part, svgElement } from "./dom.js";
import { bytes, count, duration, percent, rate } from "./format.js";
import { TERMS } from "./words.js";

/** From then on a client's silence is told; a packet that is sent again takes less. */
const SILENCE_MS = 3000;

class Row {

	constructor(open) {
		this.element = document.createElement("li");
		const who = part(this.element, "div", "who");
		this.name = part(who, "button", "name open");
		this.name.type = "button";
		this.name.addEventListener("click", () => open(this.session));
		this.client = part(who, "p", "client");
		const done = part(this.element, "div", "done");
		this.progress = part(done, "progress");
		this.part = part(done, "p", "part");
		const svg = svgElement(this.element, "svg",
			{ class: "chart", role: "img", viewBox: "0 0 300 72", preserveAspectRatio: "none", "aria-label": "Throughput" });
		this.chart = new Chart(svg, { grid: false });
		const facts = part(this.element, "dl");
		[this.rate, this.left, this.age, this.repeated, this.trip] = ["Rate", "Time left", "Age", "Repeated", "Round trip"]
			.map((title) => {
				const pair = part(facts, "div");
				part(pair, "dt", "", title).title = TERMS[title] ?? "";
				return part(pair, "dd", "", "–");
			});
		this.before = null;
		this.smooth = 0;
	}

	show(session, now) {
		const before = this.before;
		this.session = session;
		const facts = [session.client, session.channels > 1 && `${count(session.channels)} channels`,
			session.checksum && "CHK", session.encryption && "ENC"].filter(Boolean);
		this.name.textContent = session.resource;
		this.client.textContent = facts.join(" · ");
		this.progress.setAttribute("aria-label", `Progress of ${session.resource}`);
		this.showProgress(session);
		if (before && now > before.now) {
			const speed = Math.max(0, session.bytesDone - before.bytesDone) * 1000 / (now - before.now);
			// About the last five seconds count, so that the time left does not jump.
			this.smooth = this.smooth > 0 ? this.smooth * 0.8 + speed * 0.2 : speed;
			this.rate.textContent = rate(speed);
			this.chart.add(now, speed);
			this.chart.draw(now);
			this.chart.svg.setAttribute("aria-label", `Throughput of ${session.resource}, now ${bytes(speed)} a second`);
			const left = session.bytesTotal - session.bytesDone;
			this.left.textContent = left > 0 && this.smooth > 0.5 ? duration(Math.max(1000, left * 1000 / this.smooth)) : "–";
		}
		this.age.textContent = duration(session.ageMs);
		this.repeated.textContent = count(session.retransmissions);
		this.trip.textContent = session.smoothedRttMs > 0 ? duration(session.smoothedRttMs) : "–";
		this.before = { now, bytesDone: session.bytesDone, ageMs: session.ageMs };
	}

	showProgress(session) {
		const words = [];
		if (session.bytesTotal > 0) {
			this.progress.max = session.bytesTotal;
			this.progress.value = session.bytesDone;
			words.push(percent(session.bytesDone, session.bytesTotal), `${bytes(session.bytesDone)} of ${bytes(session.bytesTotal)}`);
		}
		else {
			this.progress.removeAttribute("value");
			words.push("Not begun");
		}
		const silent = session.silentMs >= SILENCE_MS;
		if (silent) {
			words.push(`silent for ${duration(session.silentMs)}`);
		}
		this.part.classList.toggle("silent", silent);
		this.part.textContent = words.join(" · ");
	}

	/** An older request of the same client than the one shown would be another session. */
	isOf(session) {
		return session.ageMs >= this.before.ageMs;
	}

}

export class Sessions {

	/** open: is called with a session whose name was clicked. */
	constructor(list, open) {
		this.list = list;
		this.open = open;
		this.rows = new Map();
	}

	show(sessions, now) {
		const rows = new Map();
		for (const session of sessions) {
			// A transfer in parts is one row for an address and a file.
			const key = `${session.client} ${session.resource}`;
			const known = this.rows.get(key);
			const row = known?.isOf(session) ? known : new Row(this.open);
			row.show(session, now);
			rows.set(key, row);
		}
		this.rows = rows;
		arrange(this.list, [...rows.values()].map((row) => row.element));
	}

}
