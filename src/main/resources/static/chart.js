/* A small chart that moves to the left. Draws by attributes only: the policy allows no inline style. */

import { svgElement } from "./dom.js";

/** What the service remembers. */
const KEPT_MS = 600_000;
const WIDTH = 300;
const HEIGHT = 72;
const HEADROOM = 6;

/** The next of 1, 2, 5, 10, 20, ... so that the scale does not jump with every point. */
function roundUp(value) {
	const power = 10 ** Math.floor(Math.log10(value));
	return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value * 0.999);
}

export class Chart {

	/** least: the smallest top of the scale. */
	constructor(svg, { bars = false, least = 1, grid = true } = {}) {
		this.svg = svg;
		this.least = least;
		this.span = 60_000;
		this.points = [];
		if (grid) {
			svgElement(svg, "path", { class: "grid", d: `M0 ${HEADROOM}H${WIDTH}M0 ${(HEIGHT + HEADROOM) / 2}H${WIDTH}` });
		}
		this.area = bars ? null : svgElement(svg, "path", { class: "area" });
		this.line = svgElement(svg, "path", { class: bars ? "bars" : "line" });
	}

	add(time, value) {
		this.points.push({ time, value });
		while (this.points.length > 2 && this.points[1].time < time - KEPT_MS) {
			this.points.shift();
		}
	}

	clear() {
		this.points = [];
	}

	/** The points of the span shown, and one before it, so that the line comes in from the edge. */
	shown(now) {
		const first = this.points.findIndex((point) => point.time >= now - this.span);
		return first < 0 ? [] : this.points.slice(Math.max(0, first - 1));
	}

	draw(now) {
		const points = this.shown(now);
		this.highest = Math.max(0, ...points.map((point) => point.value));
		this.top = roundUp(Math.max(this.least, this.highest));
		const spots = points.map(({ time, value }) => {
			const x = WIDTH * (1 + (time - now) / this.span);
			const y = HEIGHT - (HEIGHT - HEADROOM) * value / this.top;
			return [x.toFixed(1), y.toFixed(1), value];
		});
		if (this.area) {
			const line = spots.map(([x, y]) => `${x} ${y}`).join("L");
			this.line.setAttribute("d", spots.length > 1 ? `M${line}` : "");
			this.area.setAttribute("d", spots.length > 1
				? `M${spots[0][0]} ${HEIGHT}L${line}L${spots.at(-1)[0]} ${HEIGHT}Z` : "");
		}
		else {
			this.line.setAttribute("d", spots.filter((spot) => spot[2] > 0).map(([x, y]) => `M${x} ${HEIGHT}V${y}`).join(""));
		}
	}

}
