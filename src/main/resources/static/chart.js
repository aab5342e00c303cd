/* A small chart of the last minute, that moves to the left. Draws by attributes only: the policy allows no inline style. */

const WINDOW_MS = 60_000;
const WIDTH = 300;
const HEIGHT = 72;
const HEADROOM = 6;

function path(svg, className) {
	const element = document.createElementNS("http://www.w3.org/2000/svg", "path");
	element.setAttribute("class", className);
	svg.append(element);
	return element;
}

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
		this.points = [];
		if (grid) {
			path(svg, "grid").setAttribute("d", `M0 ${HEADROOM}H${WIDTH}M0 ${(HEIGHT + HEADROOM) / 2}H${WIDTH}`);
		}
		this.area = bars ? null : path(svg, "area");
		this.line = path(svg, bars ? "bars" : "line");
	}

	add(time, value) {
		this.points.push({ time, value });
		// One point before the window, so that the line comes in from the edge.
		while (this.points.length > 2 && this.points[1].time < time - WINDOW_MS) {
			this.points.shift();
		}
		this.draw(time);
	}

	clear() {
		this.points = [];
		this.draw(0);
	}

	get top() {
		return roundUp(Math.max(this.least, ...this.points.map((point) => point.value)));
	}

	get highest() {
		return Math.max(0, ...this.points.map((point) => point.value));
	}

	draw(now) {
		const top = this.top;
		const spots = this.points.map(({ time, value }) => {
			const x = WIDTH * (1 + (time - now) / WINDOW_MS);
			const y = HEIGHT - (HEIGHT - HEADROOM) * value / top;
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
