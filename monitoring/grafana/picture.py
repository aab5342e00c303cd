#!/usr/bin/env python3
"""Draws the dashboard's data as an SVG: each panel at its place, from what a Prometheus answers to the panel's own queries.

It is no screenshot: Grafana has no part in it. It fails when a query is refused or finds nothing.

    python3 monitoring/grafana/picture.py http://localhost:9090 dashboard.svg --minutes 6
"""

import argparse
import datetime
import html
import json
import math
import pathlib
import re
import sys
import textwrap
import time
import urllib.error
import urllib.parse
import urllib.request

BOARD = pathlib.Path(__file__).parent / "dashboards" / "rushb.json"
WIDTH, COLUMNS, ROW, GAP, HEAD = 1000, 24, 25, 6, 40   # of the picture, of the grid, and between panels
FONT, EM = 11.5, 0.59                                  # size, and how wide a letter is of it on average
COLORS = ["#73bf69", "#f2cc0c", "#5794f2", "#ff9830", "#f2495c", "#b877d9", "#6ed0e0", "#c8a26b"]
NAMED = {"green": "#73bf69", "orange": "#ff9830", "red": "#f2495c"}
SECONDS = [(1, "s"), (1e-3, "ms"), (1e-6, "µs")]
DECIMAL = [(1e9, "G"), (1e6, "M"), (1e3, "k"), (1, "")]
BINARY = [(2**30, " GiB"), (2**20, " MiB"), (2**10, " KiB"), (1, " B")]


def units(unit, most):
    """Factor and name of the unit to show values up to the given one in, by Grafana's name of the unit."""
    if unit == "percentunit":
        return 0.01, "%"
    if unit == "bytes":
        return next((u for u in BINARY if most >= u[0]), BINARY[-1])
    if unit == "s":
        return next(((f, f" {name}") for f, name in SECONDS if most >= f), (1, " s"))
    after = {"short": "", "Bps": "B/s", "reqps": "req/s", "pps": "p/s", "cps": "c/s"}[unit]
    factor, name = next((u for u in DECIMAL if most >= u[0]), DECIMAL[-1])
    return factor, f" {name}{after}".rstrip() if name or after else ""


def fail(panel, what):
    sys.exit(f"panel {panel['title']!r}: {what}")


class Prometheus:

    def __init__(self, url, start, end, step, scrape, board):
        self.url, self.start, self.end, self.step = url.rstrip("/"), start, end, step
        self.variables = {"__rate_interval": f"{max(step + scrape, 4 * scrape)}s", "__interval": f"{step}s", "__range": f"{end - start}s"}
        for variable in board["templating"]["list"]:
            chosen = variable["current"]["value"]
            self.variables[variable["name"]] = variable["allValue"] if "$__all" in chosen else "|".join(chosen)

    def ask(self, panel, target):
        """The series of a target as (name, [(time, value)]), a value that is none left out."""
        def variable(match):
            name = match[1] or match[2]
            return self.variables[name] if name in self.variables else fail(panel, f"unknown variable {match[0]}")
        expression = re.sub(r"\$(?:\{(\w+)\}|(\w+))", variable, target["expr"])
        if target.get("instant"):
            path, asked = "query", {"query": expression, "time": self.end}
        else:
            path, asked = "query_range", {"query": expression, "start": self.start, "end": self.end, "step": self.step}
        try:
            with urllib.request.urlopen(f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(asked)}", timeout=30) as answer:
                result = json.load(answer)["data"]["result"]
        except urllib.error.HTTPError as error:
            fail(panel, f"{expression}: {error.read().decode(errors='replace')}")
        except OSError as error:
            fail(panel, f"{self.url}: {error}")
        series = []
        for found in result:
            label = re.sub(r"\{\{\s*(\w+)\s*\}\}", lambda m: found["metric"].get(m[1], ""), target["legendFormat"])
            values = [(float(t), float(v)) for t, v in found.get("values") or [found["value"]]]
            series.append((label, [(t, v) for t, v in values if math.isfinite(v)]))
        if not any(values for _, values in series):
            fail(panel, f"no data: {expression}")
        return sorted(series)


class Picture:

    def __init__(self):
        self.parts = []

    def add(self, tag, content=None, **attributes):
        given = "".join(f' {key.replace("_", "-")}="{html.escape(shown(value))}"' for key, value in attributes.items())
        self.parts.append(f"<{tag}{given}/>" if content is None else f"<{tag}{given}>{html.escape(content)}</{tag}>")

    def text(self, x, y, content, kind=None, **attributes):
        self.add("text", content, x=x, y=y, **({"class": kind} if kind else {}), **attributes)

    def write(self, file, height, description):
        file.write_text("\n".join([
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">',
            f"<title>{html.escape(description)}</title>",
            "<style>text{font:%spx Inter,'Segoe UI','Helvetica Neue',Arial,sans-serif;fill:#9a9ea6}" % FONT,
            ".name{font-weight:600;font-size:12px;fill:#d5d8dd}.row{font-size:13.5px}.end{text-anchor:end}.mid{text-anchor:middle}",
            ".big{font-size:25px;font-weight:600;text-anchor:middle}.board{font-size:18px}",
            ".panel{fill:#181b1f;stroke:#26292e}.grid{fill:none;stroke:#2b2f35}.line{fill:none;stroke-width:1.4;stroke-linejoin:round}</style>",
            f'<rect width="{WIDTH}" height="{height}" rx="6" fill="#101115"/>', *self.parts, "</svg>", ""]), encoding="utf-8")


def shown(value):
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def number(value, digits):
    return f"{value:,.{max(0, digits)}f}"


def stat(picture, panel, box, found):
    """One big number, in the color of its threshold."""
    x, y, w, h = box
    defaults = panel["fieldConfig"]["defaults"]
    value = found[0][1][-1][1]
    color = [step["color"] for step in defaults["thresholds"]["steps"] if step["value"] is None or value >= step["value"]][-1]
    factor, name = units(defaults["unit"], abs(value))
    value /= factor
    digits = 0 if value == int(value) or abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    figure = number(value, digits)
    figure = figure.rstrip("0").rstrip(".") if digits else figure
    picture.text(x + w / 2, y + h / 2 + 21, figure + name, "big", style=f"fill:{NAMED[color]}")


def legend(picture, x, y, w, series):
    """Names and colors from the bottom upwards; returns the height taken."""
    lines, at = [[]], 0
    for index, (label, _) in enumerate(series):
        wide = 19 + len(label) * FONT * EM + 10
        if at and at + wide > w:
            lines.append([])
            at = 0
        lines[-1].append((at, label, COLORS[index % len(COLORS)]))
        at += wide
    for index, line in enumerate(lines):
        below = y - 15 * (len(lines) - 1 - index)
        for at, label, color in line:
            picture.add("rect", x=x + at, y=below - 5, width=13, height=3, rx=1.5, fill=color)
            picture.text(x + at + 18, below, label)
    return 15 * len(lines)


def axis(low, high, bound):
    """Round values from low to at least high, about four apart, and the digits they need."""
    step = (high - low) / 4
    size = 10 ** math.floor(math.log10(step))
    step = next(s * size for s in (1, 2, 2.5, 5, 10) if s * size >= step * 0.999)
    count = math.ceil((high - low) / step - 1e-9)
    values = [low + i * step for i in range(count + 1)]
    if bound:
        values[-1] = min(values[-1], high)
    return values, next(d for d in range(9) if abs(round(step, d) - step) < step / 1e6)


def timeseries(picture, panel, box, series, start, end, step):
    """Lines over time, with the areas below them, stacked if the panel says so."""
    x, y, w, h = box
    defaults = panel["fieldConfig"]["defaults"]
    custom = defaults["custom"]
    bottom = y + h - 10
    bottom -= legend(picture, x + 12, bottom, w - 20, series) + 17
    top = y + 38

    sums, drawn = {}, []
    for _, values in series:
        if custom["stacking"]["mode"] == "normal":
            below = [(t, sums.get(t, 0)) for t, _ in values]
            values = [(t, v + sums.get(t, 0)) for t, v in values]
            sums.update(values)
        else:
            below = [(t, 0) for t, _ in values]
        drawn.append((values, below))

    most = defaults.get("max", max(v for values, _ in drawn for _, v in values) * 1.02)
    factor, name = units(defaults["unit"], most or 1)
    ticks, digits = axis(defaults.get("min", 0) / factor, (most or 1) / factor, "max" in defaults)
    labels = [number(tick, digits) + name for tick in ticks]
    left, right = x + 16 + max(map(len, labels)) * FONT * EM, x + w - 14

    def across(t):
        return left + (t - start) / (end - start) * (right - left)

    def up(value):
        return bottom - (value / factor - ticks[0]) / (ticks[-1] - ticks[0]) * (bottom - top)

    for tick, label in zip(ticks, labels):
        picture.add("path", d=f"M{shown(left)} {shown(up(tick * factor))}H{shown(right)}", **{"class": "grid"})
        picture.text(left - 6, up(tick * factor) + 4, label, "end")
    every = next(s for s in (15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 86400)
                 if (end - start) / s * (46 if s >= 60 else 64) <= right - left or s == 86400)
    for t in range(math.ceil(start / every) * every, int(end) + 1, every):
        picture.add("path", d=f"M{shown(across(t))} {shown(top)}V{shown(bottom)}", **{"class": "grid"})
        if across(t) < right - 12:
            picture.text(across(t), bottom + 15, clock(t, "%H:%M" if every >= 60 else "%H:%M:%S"), "mid")

    for index in reversed(range(len(drawn))):   # in a stack, what adds nothing hides nothing
        color = COLORS[index % len(COLORS)]
        for values, below in runs(*drawn[index], step):
            line, back = ("L".join(f"{shown(across(t))} {shown(up(v))}" for t, v in points) for points in (values, below[::-1]))
            picture.add("path", d=f"M{line}L{back}Z", fill=color, fill_opacity=custom["fillOpacity"] / 100)
            picture.add("path", d=f"M{line}", stroke=color, **{"class": "line"})


def runs(values, below, step):
    """Cuts a line and what is below it where values are missing."""
    cuts = [i for i in range(1, len(values)) if values[i][0] - values[i - 1][0] > 1.5 * step]
    for begin, end in zip([0, *cuts], [*cuts, len(values)]):
        if begin < end:
            yield values[begin:end], below[begin:end]


def clock(t, form):
    return datetime.datetime.fromtimestamp(t, datetime.timezone.utc).strftime(form)


def draw(board, prometheus):
    picture, cell = Picture(), (WIDTH - GAP) / COLUMNS
    picture.text(GAP + 6, 26, board["title"], "name board")
    span = f"{clock(prometheus.start, '%Y-%m-%d %H:%M:%S')} to {clock(prometheus.end, '%H:%M:%S')} UTC, a value each {prometheus.step} s"
    picture.text(WIDTH - GAP - 6, 25, f"{span}; drawn from Prometheus's answers, not by Grafana", "end")
    height = 0
    for panel in board["panels"]:
        grid = panel["gridPos"]
        x, y = GAP + grid["x"] * cell, HEAD + grid["y"] * ROW
        w, h = grid["w"] * cell - GAP, grid["h"] * ROW - GAP
        height = max(height, math.ceil(y + h + GAP))
        if panel["type"] == "row":
            picture.text(x + 6, y + 16, panel["title"], "name row")
            continue
        picture.add("rect", x=x, y=y, width=w, height=h, rx=3, **{"class": "panel"})
        for index, line in enumerate(textwrap.wrap(panel["title"], int((w - 20) / (12 * EM)))):
            picture.text(x + 12, y + 20 + 15 * index, line, "name")
        found = [series for target in panel["targets"] for series in prometheus.ask(panel, target)]
        if panel["type"] == "stat":
            stat(picture, panel, (x, y, w, h), found)
        elif panel["type"] == "timeseries":
            timeseries(picture, panel, (x, y, w, h), found, prometheus.start, prometheus.end, prometheus.step)
        else:
            fail(panel, f"cannot draw a panel of type {panel['type']}")
    return picture, height


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("prometheus", help="its URL")
    arguments.add_argument("output", type=pathlib.Path, help="the SVG to write")
    arguments.add_argument("--minutes", type=float, default=15, help="how far back (15)")
    arguments.add_argument("--until", type=int, default=int(time.time()), help="the end, in seconds since 1970 (now)")
    arguments.add_argument("--scrape", type=int, default=5, help="Prometheus's scrape interval in seconds (5)")
    given = arguments.parse_args()
    board = json.loads(BOARD.read_text(encoding="utf-8"))
    step = max(given.scrape, math.ceil(given.minutes * 60 / 200))
    end = given.until // step * step
    picture, height = draw(board, Prometheus(given.prometheus, end - round(given.minutes * 60), end, step, given.scrape, board))
    picture.write(given.output, height, f"{board['title']}: {board['description']}")


if __name__ == "__main__":
    main()
