/* The page: asks the service once a second what it does, and shows it. It changes nothing. */

import { Chart } from "./chart.js";
import { Detail } from "./detail.js";
import { at } from "./dom.js";
import { showCommand, showFiles } from "./files.js";
import { bytes, count, figure, rate } from "./format.js";
import { Sessions } from "./sessions.js";
import { Transfers } from "./transfers.js";
import { term, TERMS } from "./words.js";

const POLL_MS = 1000;
const QUIET_POLL_MS = 10_000;
const MOST_WAIT_MS = 10_000;
const ABOUT_MS = 30_000;
const TIMEOUT_MS = 8000;
const MOST_ROWS = 50;
/** What the service remembers, a figure a second. */
const MOST_FIGURES = 600;

const charts = {
	bytes: { id: "throughput", format: rate, chart: new Chart(document.querySelector("#throughput svg"), { least: 1000 }) },
	retransmissions: { id: "retransmissions", format: (value) => `${figure(value)}/s`,
		chart: new Chart(document.querySelector("#retransmissions svg"), { bars: true, least: 4 }) },
	active: { id: "active", format: (value) => Number.isInteger(value) ? count(value) : "", chart: new Chart(document.querySelector("#active svg"), { least: 4 }) },
};
const detail = new Detail((query) => ask(`${about.figures.trace}${query}`));
const sessions = new Sessions(at("sessions"), (session) => detail.openLive(session));
const transfers = new Transfers((transfer) => detail.openOver(transfer), () => pollNow());

let about = null;
let aboutAt = 0;
let lastFigure = 0;
let figuresAt = 0;
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
	const { sessions: live, transfers: over, figures, elsewhere } = about.figures;
	at("where").textContent = about.port > 0 ? ` · UDP port ${about.port}` : "";
	at("version").textContent = about.version ? `Version ${about.version}.` : "";
	at("figures").hidden = !figures;
	at("sessions-section").hidden = !live;
	at("transfers-section").hidden = !over;
	const missing = [!live && "sessions", !over && "transfers", !figures && "figures"].filter(Boolean);
	at("figures-note").hidden = missing.length === 0;
	at("figures-note").textContent = elsewhere
		? "Live figures are not shown here: health, metrics and sessions answer on a management port of their own."
		: `Not shown here, because it is not exposed: ${missing.join(", ")}.`;
	showFiles(about, (name) => {
		at("name").value = name;
		showCommand(about);
		at("command-box").focus();
	});
	showCommand(about);
}

/** Somebody before the service may keep figures from us that it exposes. */
function forget(figures) {
	about.figures = { ...about.figures, ...figures };
	showAbout();
}

async function readFigures(signal) {
	const { sessions: live, transfers: over, figures } = about.figures;
	const wanted = lastFigure === 0 ? MOST_FIGURES
		: Math.min(MOST_FIGURES, Math.ceil((performance.now() - figuresAt) / 1000) + 3);
	const [answer, ended, seconds] = await Promise.all([
		live && ask(`${live}?limit=${MOST_ROWS}`, signal),
		over && ask(`${over}?limit=${transfers.limit}`, signal),
		figures && ask(`${figures}?limit=${wanted}`, signal),
	]);
	const now = performance.now();
	if (live && !answer || over && !ended || figures && !seconds) {
		forget({ sessions: answer && live, transfers: ended && over, figures: seconds && figures });
	}
	if (answer) {
		sessions.show(answer.sessions, now);
		detail.update(answer.sessions);
		const left = answer.active - answer.sessions.reduce((sum, session) => sum + (session.channels ?? 1), 0);
		at("sessions-rest").hidden = left <= 0;
		at("sessions-rest").textContent = `and ${count(left)} more`;
	}
	if (ended) {
		transfers.show(ended);
	}
	if (seconds) {
		showFigures(seconds, now);
	}
	return Boolean(seconds?.stopping ?? about.stopping);
}

function showFigures({ seconds, totals }, now) {
	figuresAt = now;
	const newest = seconds.at(-1)?.number ?? 0;
	// Figures that begin anew belong to a service that was started anew.
	if (newest < lastFigure) {
		Object.values(charts).forEach(({ chart }) => chart.clear());
		lastFigure = 0;
	}
	for (const second of seconds.filter(({ number }) => number > lastFigure)) {
		for (const [key, { chart }] of Object.entries(charts)) {
			chart.add(now - second.agoMs, second[key]);
		}
	}
	lastFigure = newest;
	Object.values(charts).forEach((entry) => drawChart(entry, now));
	at("totals").textContent = `${bytes(totals.bytes)} delivered in ${count(totals.packets)} packets,`
		+ ` ${count(totals.retransmissions)} of them repeated.`;
}

function drawChart({ id, chart, format }, now) {
	chart.draw(now);
	const card = at(id);
	const text = format(chart.points.at(-1)?.value ?? 0);
	card.querySelector("b").textContent = text;
	card.querySelector(".top").textContent = format(chart.top);
	card.querySelector(".half").textContent = format(chart.top / 2);
	const span = chart.span > 60_000 ? "ten minutes" : "minute";
	card.querySelector(".ago").textContent = chart.span > 60_000 ? "10 min ago" : "1 min ago";
	chart.svg.setAttribute("aria-label",
		`${card.querySelector("figcaption").textContent} in the last ${span}: now ${text}, at most ${format(chart.highest)}`);
}

function setState(state, text) {
	const element = at("state");
	if (element.dataset.state !== state || element.textContent !== text) {
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
		const stopping = await readFigures(controller.signal);
		failures = 0;
		if (stopping) {
			setState("stopping", "Stopping");
		}
		else {
			setState("live", hasFigures() ? "Live" : "Reachable");
		}
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
	// Nobody looks at a hidden page; a round that was interrupted has been followed by another.
	if (running === controller) {
		running = null;
		if (!document.hidden) {
			timer = setTimeout(poll, wait);
		}
	}
}

function hasFigures() {
	return Boolean(about?.figures.sessions || about?.figures.transfers || about?.figures.figures);
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

function pollNow() {
	if (!running) {
		clearTimeout(timer);
		poll();
	}
}

for (const choice of document.querySelectorAll("input[name=span]")) {
	choice.addEventListener("change", () => {
		for (const entry of Object.values(charts)) {
			entry.chart.span = Number(choice.value);
			drawChart(entry, performance.now());
		}
	});
}
for (const choice of document.querySelectorAll("input[name=way]")) {
	choice.addEventListener("change", () => showCommand(about));
}
for (const word of Object.keys(TERMS)) {
	const item = document.createElement("li");
	term(item, word);
	at("terms").append(item);
}
document.addEventListener("visibilitychange", pauseOrGoOn);
at("name").addEventListener("input", () => showCommand(about));
if (navigator.clipboard) {
	at("copy").hidden = false;
	at("copy").addEventListener("click", async () => {
		await navigator.clipboard.writeText(at("command").textContent);
		at("copy").textContent = "Copied";
		setTimeout(() => { at("copy").textContent = "Copy"; }, 2000);
	});
}
showCommand(about);
pauseOrGoOn();
