#!/usr/bin/env python3
"""bench/wan.sh | bench/plot.py > docs/images/wan.svg: bars of the table that wan.sh prints (get, TCP BBR, TCP CUBIC)."""
import sys

NAMES = ("rushb get", "TCP, BBR", "TCP, CUBIC")
COLOURS = ("#0f766e", "#64748b", "#c2410c")
HEIGHT, LEFT, BAR, GAP = 220, 60, 26, 34


def rows():
    for line in sys.stdin:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 8 and cells[0][:1].isdigit():
            yield cells[0], [float(cell) if cell.replace(".", "").isdigit() else None for cell in (cells[1], cells[3], cells[4])]


def svg(table):
    group = len(NAMES) * BAR + GAP
    width = LEFT + len(table) * group + GAP
    top = max(value for _, values in table for value in values if value is not None)
    step = 2.5 if top > 5 else 1
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT + 110}" font-family="sans-serif" font-size="12">',
           '<title>MB a second over emulated links</title>', f'<rect width="{width}" height="{HEIGHT + 110}" fill="#fff"/>']

    def y(value):
        return 40 + HEIGHT * (1 - value / (top * 1.05))
    mark = 0
    while mark <= top * 1.05:
        out.append(f'<path d="M{LEFT} {y(mark):.1f}H{width - GAP}" stroke="#e2e8f0"/>'
                   f'<text x="{LEFT - 8}" y="{y(mark) + 4:.1f}" text-anchor="end" fill="#475569">{mark:g} MB/s</text>')
        mark += step
    for place, (name, colour) in enumerate(zip(NAMES, COLOURS)):
        out.append(f'<rect x="{LEFT + place * 120}" y="10" width="12" height="12" fill="{colour}"/>'
                   f'<text x="{LEFT + place * 120 + 18}" y="20" fill="#0f172a">{name}</text>')
    for place, (link, values) in enumerate(table):
        left = LEFT + GAP / 2 + place * group
        for bar, (value, colour) in enumerate(zip(values, COLOURS)):
            if value is not None:
                x = left + bar * BAR
                out.append(f'<rect x="{x:.1f}" y="{y(value):.1f}" width="{BAR - 4}" height="{y(0) - y(value):.1f}" fill="{colour}"/>'
                           f'<text x="{x + BAR / 2 - 2:.1f}" y="{y(value) - 4:.1f}" text-anchor="middle" font-size="10" fill="#0f172a">{value:.1f}</text>')
        for line, text in enumerate(link.split(", ")):
            out.append(f'<text x="{left + len(NAMES) * BAR / 2:.1f}" y="{y(0) + 18 + 14 * line:.1f}" text-anchor="middle" fill="#475569">{text}</text>')
    return "\n".join(out + ["</svg>", ""])


if __name__ == "__main__":
    sys.stdout.write(svg(list(rows())))
