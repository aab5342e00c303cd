/* Figures as people read them. */

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
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

export function duration(milliseconds) {
	return milliseconds >= 1000 ? `${short.format(milliseconds / 1000)} s` : `${short.format(milliseconds)} ms`;
}

export function percent(part, all) {
	return `${Math.floor(100 * part / all)} %`;
}

/** Everything but what is plain in a URI and in any shell becomes %XX, byte by byte. */
export function encodeName(name) {
	return [...new TextEncoder().encode(name)].map((byte) => {
		const character = String.fromCharCode(byte);
		return /[A-Za-z0-9._~\/-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
	}).join("");
}
