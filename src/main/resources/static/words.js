/* Words for visitors, in place of the protocol's. */

import { part } from "./dom.js";

/** How a request ended: the word, what it means, and whether that is good news. */
const OUTCOMES = {
	completed: ["Completed", "every byte that was asked for has arrived", "good"],
	not_found: ["Not found", "there is no such file, or it may not be had", "fair"],
	refused: ["Refused", "the file cannot be carried unharmed by this protocol", "fair"],
	idle: ["Client gone", "the client has not answered for too long", "bad"],
	left_off: ["Left off", "the client went away in the middle of a part; it can go on later", "fair"],
	gave_way: ["Gave way", "the client had not answered for a while, and others needed the room", "bad"],
	aborted: ["Broken off", "the file has changed or cannot be read, or the client has started over", "bad"],
	unproven: ["Never answered", "the client asked and never answered", "dull"],
	rejected: ["Turned away", "a limit was reached", "bad"],
};

export function outcome(name) {
	const plain = name.replaceAll("_", " ");
	const [word, meaning, mood] = OUTCOMES[name] ?? [plain.charAt(0).toUpperCase() + plain.slice(1), "", "bad"];
	return { word, meaning, mood };
}

export const TERMS = {
	"Repeated": "Packets that were sent again, because no answer came in time or the client asked for them",
	"Round trip": "The time from a packet to its answer, smoothed",
	"Channels": "How many sessions the client has at once for this file; each sends one packet at a time",
	"CHK": "Each packet has a checksum, so that damaged ones are found",
	"ENC": "The bytes are encoded by the protocol's toy cipher. It hides nothing from anybody",
};

/** A word that says what it means when it is pointed at, focused or read aloud. */
export function term(parent, word) {
	const button = part(parent, "button", "term", word);
	button.type = "button";
	button.dataset.meaning = TERMS[word];
	button.setAttribute("aria-label", `${word}: ${TERMS[word]}`);
	return button;
}

/** Why a packet was sent again or ignored. */
const REASONS = {
	timeout: "no answer in time",
	nak: "the client asked for it again",
	get: "the client repeated its request",
	options: "other options than agreed",
	sequence: "its number does not fit",
	acknowledgement: "answers a packet that was never sent",
	kind: "no answer to that packet",
	late: "a late answer to a copy",
	checksum: "damaged",
};

export function reason(name) {
	return REASONS[name] ?? name.replaceAll("_", " ");
}

/** Names of packets as on the wire. */
export function kind(name) {
	return name.toUpperCase().replace("_", "+");
}
