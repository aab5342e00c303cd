/* Figures as people read them, with the separators of their own language. */

const LANGUAGES = [...navigator.languages];
const whole = new Intl.NumberFormat(LANGUAGES, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(LANGUAGES, { maximumSignificantDigits: 3 });
const clock = new Intl.DateTimeFormat(LANGUAGES, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const date = new Intl.DateTimeFormat(LANGUAGES, { dateStyle: "medium", timeStyle: "short" });
const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"];

export function count(value) {
	return whole.format(value);
}

export function figure(value) {
	return value >= 1000 ? whole.format(value) : short.format(value);
}

export function bytes(value) {
	let unit = 0;
	let scaled = value;
	while (scaled >= 999.5 && unit < UNITS.length - 1) {
		scaled /= 1000;
		unit++;
	}
	return `${short.format(scaled)} ${UNITS[unit]}`;
}

export function rate(bytesPerSecond) {
	return `${bytes(bytesPerSecond)}/s`;
}

/** From fractions of a millisecond to days, in at most two units. */
export function duration(milliseconds) {
	if (milliseconds < 999.5) {
		return `${short.format(milliseconds)} ms`;
	}
	const seconds = milliseconds / 1000;
	if (seconds < 59.95) {
		return `${short.format(seconds)} s`;
	}
	const all = Math.round(seconds);
	if (all < 3600) {
		return two(Math.floor(all / 60), "min", all % 60, "s");
	}
	const minutes = Math.round(all / 60);
	return minutes < 1440 ? two(Math.floor(minutes / 60), "h", minutes % 60, "min")
		: two(count(Math.floor(minutes / 1440)), "d", Math.floor(minutes % 1440 / 60), "h");
}

function two(units, unit, rest, smaller) {
	return rest === 0 ? `${units} ${unit}` : `${units} ${unit} ${rest} ${smaller}`;
}

export function percent(part, all) {
	return `${Math.floor(100 * part / all)} %`;
}

export function timeOfDay(text) {
	return clock.format(new Date(text));
}

export function dateAndTime(text) {
	return date.format(new Date(text));
}

/** Everything but what is plain in a URI and in any shell becomes %XX, byte by byte. */
export function encodeName(name) {
	return [...new TextEncoder().encode(name)].map((byte) => {
		const character = String.fromCharCode(byte);
		return /[A-Za-z0-9._~\/-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
	}).join("");
}

/** One word for any POSIX shell. */
export function quote(text) {
	return /^[A-Za-z0-9._~\/:%@+-]+$/.test(text) && !text.startsWith("-") ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
