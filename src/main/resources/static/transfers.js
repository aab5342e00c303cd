/* The transfers that are over: a row for each, and how many ended how. */

import { arrange, at, part } from "./dom.js";
import { bytes, count, dateAndTime, duration, percent, rate, timeOfDay } from "./format.js";
import { outcome, term } from "./words.js";

/** How many are shown until somebody asks for all. */
const FEW = 8;
export const ALL = 100;

/** The columns' titles; the narrow form names them in each row. */
const COLUMNS = ["Outcome", "File", "Size", "Time", "Rate", "Repeated", "Channels", "Ended"];

class Row {

	constructor(transfer, open) {
		this.element = document.createElement("tr");
		const cells = COLUMNS.map((title) => {
			const cell = part(this.element, "td");
			cell.dataset.title = title;
			return cell;
		});
		const { word, meaning, mood } = outcome(transfer.outcome);
		const why = transfer.problem ?? meaning;
		const badge = part(cells[0], "span", `outcome ${mood}`, word);
		badge.title = why;
		const name = part(cells[1], "button", "name open", transfer.resource);
		name.type = "button";
		name.addEventListener("click", () => open(transfer));
		part(cells[1], "p", "client", mood === "good" ? transfer.client : `${transfer.client} · ${why}`);
		const whole = transfer.bytesDone >= transfer.bytesTotal;
		cells[2].textContent = whole ? bytes(transfer.bytesDone)
			: `${bytes(transfer.bytesDone)} of ${bytes(transfer.bytesTotal)}`;
		cells[3].textContent = duration(transfer.durationMs);
		cells[4].textContent = transfer.bytesDone > 0 ? rate(transfer.rate) : "–";
		cells[5].textContent = transfer.retransmissions > 0
			? `${count(transfer.retransmissions)} (${percent(transfer.retransmissions, transfer.packets)})` : "0";
		cells[6].textContent = count(transfer.channels);
		const time = part(cells[7], "time", "", timeOfDay(transfer.ended));
		time.dateTime = transfer.ended;
		time.title = dateAndTime(transfer.ended);
	}

}

export class Transfers {

	/** open: is called with a transfer whose name was clicked; changed: when more or fewer are wanted. */
	constructor(open, changed) {
		this.open = open;
		this.rows = new Map();
		this.all = false;
		const head = at("transfers-head");
		for (const title of COLUMNS) {
			const cell = part(head, "th");
			cell.scope = "col";
			if (title === "Repeated" || title === "Channels") {
				term(cell, title);
			}
			else {
				cell.textContent = title;
			}
		}
		at("transfers-all").addEventListener("click", () => {
			this.all = !this.all;
			changed();
		});
	}

	get limit() {
		return this.all ? ALL : FEW + 1;
	}

	show({ transfers, outcomes, since }) {
		const shown = this.all ? transfers : transfers.slice(0, FEW);
		const rows = new Map();
		for (const transfer of shown) {
			// The number alone begins anew with the service.
			const key = `${transfer.id} ${transfer.ended}`;
			rows.set(key, this.rows.get(key) ?? new Row(transfer, this.open));
		}
		this.rows = rows;
		arrange(at("transfers"), [...rows.values()].map((row) => row.element));
		at("transfers-table").hidden = rows.size === 0;
		at("transfers-none").hidden = rows.size > 0;
		at("transfers-all").hidden = transfers.length <= FEW;
		at("transfers-all").textContent = this.all ? "Show fewer" : "Show more";
		at("transfers-all").setAttribute("aria-expanded", String(this.all));
		this.showOutcomes(outcomes, since);
	}

	showOutcomes(outcomes, since) {
		const counted = Object.entries(outcomes).filter(([name, number]) => number > 0 || name === "completed");
		const key = JSON.stringify([counted, since]);
		if (this.key === key) {
			return;
		}
		this.key = key;
		at("outcomes").replaceChildren();
		for (const [name, number] of counted) {
			const { word, meaning, mood } = outcome(name);
			const item = part(at("outcomes"), "li", `outcome ${mood}`, `${word} ${count(number)}`);
			item.title = meaning;
		}
		at("since").textContent = `Since the start, ${dateAndTime(since)}:`;
	}

}
