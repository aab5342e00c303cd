/* The page: asks the service once a second what it does, and shows it. It changes nothing. */

import { Chart } from "./chart.js";
import { bytes, count, figure, encodeName } from "./format.js";
import { Sessions } from "./sessions.js";

const POLL_MS = 1000;
const QUIET_POLL_MS = 10_000;
const MOST_WAIT_MS = 10_000;
const ABOUT_MS = 30_000;
const TIMEOUT_MS = 8000;
const MOST_ROWS = 50;

const at = (id) => document.getElementById(id);
const sessions = new Sessions(at("sessions"));
const charts = {
	throughput: new Chart(document.querySelector("#throughput svg"), { least: 1000 }),
	retransmissions: new Chart(document.querySelector("#retransmissions svg"), { bars: true, least: 5 }),
	active: new Chart(document.querySelector("#active svg"), { least: 5 }),
};

let about = null;
let aboutAt = 0;
let counters = null;
let failures = 0;
let timer = 0;
let running = null;

/** What a path answers; null where this is not for us. Throws while the service is away. */
async function ask(path, signal) {
	const answer = await fetch(path.replace(/^\//, ""), { cache: "no-store", redirect: "error", signal });
	if (answer.ok) {
		return answer.json();
	}
	if (answer.status >= 500) {
		throw new Error(`${path}: ${answer.status}`);
	}
	return null;
}

async function readAbout(signal) {
	const answer = await ask("about", signal);
	if (!answer) {
		throw new Error("no answer");
	}
	about = answer;
	aboutAt = performance.now();
	showAbout();
}

function showAbout() {
	const { sessions: list, metrics, elsewhere } = about.figures;
	at("where").textContent = about.port > 0 ? ` · UDP port ${about.port}` : "";
	at("version").textContent = about.version ? `Version ${about.version}` : "";
	at("figures").hidden = !metrics;
	at("sessions-section").hidden = !list;
	const missing = [!list && "sessions", !metrics && "metrics"].filter(Boolean);
	at("figures-note").hidden = missing.length === 0;
	at("figures-note").textContent = elsewhere
		? "Live figures are not shown here: health, metrics and sessions answer on a management port of their own."
		: `Not shown here, because it is not exposed: ${missing.join(" and ")}.`;
	showFiles();
	showCommand();
}

function showFiles() {
	const found = about.files;
	const files = found?.files ?? [];
	at("files-note").hidden = files.length > 0;
	if (!about.listing) {
		at("files-note").textContent = "The files are not listed here. Who knows a name can ask for it.";
	}
	else {
		at("files-note").textContent = found ? "There are no files directly in the served directory."
			: "The served directory cannot be read just now.";
	}
	at("files").hidden = files.length === 0;
	const rest = [];
	if (found?.more > 0) {
		rest.push(`and ${count(found.more)} more`);
	}
	if (found && !found.complete) {
		rest.push("the directory was too large to look at all of it");
	}
	at("files-rest").hidden = rest.length === 0;
	at("files-rest").textContent = rest.join("; ");
	// Made anew only when something has changed: somebody may be in the middle of it with the keyboard.
	const key = JSON.stringify(files);
	if (at("files").dataset.key !== key) {
		at("files").dataset.key = key;
		at("files").replaceChildren(...files.map(fileItem));
	}
}

function fileItem({ name, size }) {
	const item = document.createElement("li");
	const button = document.createElement("button");
	button.type = "button";
	button.title = "Show how to fetch it";
	for (const [className, text] of [["name", name], ["size", bytes(size)]]) {
		const span = document.createElement("span");
		span.className = className;
		span.textContent = text;
		button.append(span);
	}
	button.addEventListener("click", () => {
		at("name").value = name;
		showCommand();
	});
	item.append(button);
	return item;
}

function showCommand() {
	const name = at("name").value.replace(/^\//, "");
	const jar = about?.version ? `rushb-${about.version}.jar` : "rushb.jar";
	const port = about?.port > 0 ? about.port : "PORT";
	at("command").textContent = `java -jar ${jar} get rushb://${location.hostname}:${port}/${name ? encodeName(name) : "NAME"}`;
}

async function counter(name, signal) {
	const answer = await ask(`${about.figures.metrics}/${name}`, signal);
	return answer ? answer.measurements[0].value : null;
}

/** Somebody before the service may keep figures from us that it exposes. */
function forget(figures) {
	about.figures = { ...about.figures, ...figures };
	showAbout();
}

async function readFigures(signal) {
	const { sessions: list, metrics } = about.figures;
	const [answer, sent, resent, packets, gauge] = await Promise.all([
		list && ask(`${list}?limit=${MOST_ROWS}`, signal),
		metrics && counter("rushb.bytes.sent", signal),
		metrics && counter("rushb.retransmits", signal),
		metrics && counter("rushb.packets.sent", signal),
		metrics && !list && counter("rushb.sessions.active", signal),
	]);
	const now = performance.now();
	if (list && !answer) {
		forget({ sessions: null });
	}
	else if (list) {
		sessions.show(answer.sessions, now);
		const left = answer.active - answer.sessions.length;
		at("sessions-rest").hidden = left <= 0;
		at("sessions-rest").textContent = `and ${count(left)} more`;
	}
	if (metrics && [sent, resent, packets].includes(null)) {
		forget({ metrics: null });
	}
	else if (metrics) {
		showFigures({ now, sent, resent, packets }, answer?.active ?? gauge ?? 0);
	}
}

function showFigures(next, active) {
	const last = counters;
	counters = next;
	show("active", next.now, active, count(active), "", figure);
	// A counter that went back belongs to a service that was started anew.
	if (!last || next.sent < last.sent || next.resent < last.resent || next.packets < last.packets) {
		return;
	}
	const seconds = (next.now - last.now) / 1000;
	const rate = (next.sent - last.sent) / seconds;
	const repeats = (next.resent - last.resent) / seconds;
	const packets = next.packets - last.packets;
	show("throughput", next.now, rate, `${bytes(rate)}/s`, `${bytes(next.sent)} in all`, (value) => `${bytes(value)}/s`);
	show("retransmissions", next.now, repeats, `${figure(repeats)}/s`,
		packets > 0 ? `${figure(100 * (next.resent - last.resent) / packets)} % of the packets` : `${count(next.resent)} in all`,
		(value) => `${figure(value)}/s`);
}

function show(id, now, value, text, aside, format) {
	const chart = charts[id];
	chart.add(now, value);
	const card = at(id);
	card.querySelector("b").textContent = text;
	card.querySelector(".now span").textContent = aside;
	card.querySelector(".top").textContent = `lines: ${format(chart.top / 2)}, ${format(chart.top)}`;
	chart.svg.setAttribute("aria-label",
		`${card.querySelector("figcaption").textContent} in the last minute: now ${text}, at most ${format(chart.highest)}`);
}

function setState(state, text) {
	const element = at("state");
	if (element.dataset.state !== state) {
		element.dataset.state = state;
		element.textContent = text;
	}
	document.body.classList.toggle("stale", state === "away");
}

/** One round of questions. The next is asked when it is over, so that a slow service gets fewer. */
async function poll() {
	const controller = new AbortController();
	running = controller;
	const timeout = setTimeout(() => controller.abort(), TIMEOUT_MS);
	const began = performance.now();
	let wait;
	try {
		if (!about || failures > 0 || began - aboutAt >= ABOUT_MS || !hasFigures()) {
			await readAbout(controller.signal);
		}
		await readFigures(controller.signal);
		failures = 0;
		setState("live", hasFigures() ? "Live" : "Reachable");
		const took = performance.now() - began;
		wait = Math.max(hasFigures() ? POLL_MS - took : QUIET_POLL_MS, took);
	}
	catch {
		controller.abort();
		if (running === controller) {
			failures++;
			setState("away", "Not reachable");
			wait = Math.min(POLL_MS * 2 ** (failures - 1), MOST_WAIT_MS);
		}
	}
	finally {
		clearTimeout(timeout);
	}
	// Nobody looks at a hidden page; whoever interrupted us has begun anew.
	if (running === controller) {
		running = null;
		if (!document.hidden) {
			timer = setTimeout(poll, wait);
		}
	}
}

function hasFigures() {
	return Boolean(about?.figures.sessions || about?.figures.metrics);
}

function pauseOrGoOn() {
	clearTimeout(timer);
	if (document.hidden) {
		const interrupted = running;
		running = null;
		interrupted?.abort();
	}
	else if (!running) {
		poll();
	}
}

document.addEventListener("visibilitychange", pauseOrGoOn);
at("name").addEventListener("input", showCommand);
if (navigator.clipboard) {
	at("copy").hidden = false;
	at("copy").addEventListener("click", async () => {
		await navigator.clipboard.writeText(at("command").textContent);
		at("copy").textContent = "Copied";
		setTimeout(() => { at("copy").textContent = "Copy"; }, 2000);
	});
}
showCommand();
pauseOrGoOn();
