"""Charts as SVG text. Classes color them, so that a page can be light or dark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from scorer.account.plots.axis import Axis, axis, round_factors, round_numbers

_WIDTH, _HEIGHT = 420, 236
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 14, 14, 40
# How far below the curve the bars stand that say where there are pins.
_STRIP = 26
# For a file of its own, where no page says the colors.
_STYLE = (
    "<style>text{font:12px sans-serif;fill:#635e57}.grid{stroke:#e4dfd7}"
    ".level{stroke:#635e57;stroke-dasharray:4 4}.band{fill:#9c1240;opacity:.16}"
    ".line{fill:none;stroke:#9c1240;stroke-width:2.5}.dot{fill:#9c1240}"
    ".bar{fill:#cbc4b9}.few{fill:#fff;opacity:.6}"
    ".whisker{stroke:#9c1240;stroke-width:2}</style>"
)

Point = tuple[float, float]
Band = tuple[float, float, float]  # where, from, to


@dataclass(frozen=True, slots=True)
class Written:
    """How numbers are written beside the axes, and which on the one that points up."""

    x: Callable[[float], str]
    y: Callable[[float], str]
    rows: Callable[[float, float], tuple[float, ...]] = round_numbers


def curve(
    name: str,
    line: Sequence[Point],
    band: Sequence[Band],
    counts: Sequence[int],
    written: Written,
    usual: tuple[float, float] | None = None,
) -> str:
    """Return a line with its band, and below it how many pins there are where.

    Args:
        name: What it shows, for those who cannot see it.
        line: In order of x, at least two points.
        band: Around it.
        counts: Pins in as many equal steps of the range.
        written: Numbers beside the axes.
        usual: Beyond these values, where few pins are, the curve is paler.
    """
    heights = [y for _, *ends in band for y in ends]
    x = axis([at for at, _ in line], _LEFT, _WIDTH - _RIGHT)
    y = axis([0.0, *heights], _HEIGHT - _BOTTOM - _STRIP, _TOP)
    around = " ".join(
        f"{x.place(at):.1f},{y.place(value):.1f}"
        for at, value in (
            *((at, high) for at, _, high in band),
            *((at, low) for at, low, _ in reversed(band)),
        )
    )
    drawn = (
        f'<polygon class="band" points="{around}"/>'
        f'<polyline class="line" points="{_points(line, x, y)}"/>'
        f"{_few(x, y, usual)}{_strip(counts)}"
    )
    return _framed(name, x, y, written, drawn, level=0.0)


def whiskers(
    name: str,
    ends: Sequence[tuple[str, float, float, float]],
    counts: Sequence[int],
    written: Written,
) -> str:
    """Return one dot with its range for each of a few values.

    Args:
        name: What it shows, for those who cannot see it.
        ends: Name of the value, height, and the range's ends.
        counts: Pins at each value.
        written: Numbers beside the axis.
    """
    y = axis(
        [0.0, *(each for _, *all_ in ends for each in all_)],
        _HEIGHT - _BOTTOM - _STRIP,
        _TOP,
    )
    step = (_WIDTH - _LEFT - _RIGHT) / len(ends)
    drawn = ""
    for number, (word, middle, low, high) in enumerate(ends):
        at = _LEFT + (number + 0.5) * step
        pins = f"{word} ({counts[number]} pin{'s' if counts[number] != 1 else ''})"
        drawn += (
            f'<line class="whisker" x1="{at:.0f}" x2="{at:.0f}" '
            f'y1="{y.place(low):.1f}" y2="{y.place(high):.1f}"/>'
            f'<circle class="dot" cx="{at:.0f}" cy="{y.place(middle):.1f}" r="6"/>'
            + _text(at, _HEIGHT - 14, pins, "middle")
        )
    nothing = Axis(0, 1, _LEFT, _WIDTH - _RIGHT)
    return _framed(
        name,
        nothing,
        y,
        Written(lambda _: "", written.y, written.rows),
        drawn,
        level=0.0,
    )


def against(name: str, points: Sequence[Point], written: Callable[[float], str]) -> str:
    """Return points beside the diagonal on which both numbers agree.

    Args:
        name: What it shows, for those who cannot see it.
        points: What was said and what came, above 0; at least one.
        written: Numbers beside both axes.
    """
    ends = [value for point in points for value in point]
    room = [min(ends) * 0.94, max(ends) * 1.06]
    x, y = axis(room, _LEFT, _WIDTH - _RIGHT), axis(room, _HEIGHT - _BOTTOM, _TOP)
    drawn = (
        f'<line class="level" x1="{x.start}" y1="{y.start}" x2="{x.end}" y2="{y.end}"/>'
        f'<polyline class="line thin" points="{_points(points, x, y)}"/>'
        + "".join(
            f'<circle class="dot" cx="{x.place(a):.1f}" cy="{y.place(b):.1f}" r="5"/>'
            for a, b in points
        )
    )
    return _framed(name, x, y, Written(written, written), drawn)


def learning(
    name: str, points: Sequence[Point], enough: float | None, now: float
) -> str:
    """Return how an agreement grows with pins, and where enough pins would be.

    Args:
        name: What it shows, for those who cannot see it.
        points: Pins learned from and rank correlation, at least one.
        enough: Pins that would be enough; None where that is no question.
        now: Pins there are.
    """
    pins = [each for each, _ in points]
    x = axis([*pins, enough or now, now], _LEFT, _WIDTH - _RIGHT - 8, is_log=True)
    y = axis([0.0, 0.2, *(each for _, each in points)], _HEIGHT - _BOTTOM, _TOP + 14)
    drawn = (
        (_goal(x, y, enough) if enough else "")
        + f'<polyline class="line" points="{_points(points, x, y)}"/>'
        + "".join(
            f'<circle class="dot" cx="{x.place(a):.1f}" cy="{y.place(b):.1f}" r="5"/>'
            for a, b in points
        )
    )
    written = Written(lambda each: f"{each:,.0f}", lambda each: f"{each:.1f}")
    return _framed(name, x, y, written, drawn)


def _goal(x: Axis, y: Axis, enough: float) -> str:
    at = x.place(enough)
    side, step = ("end", -6) if at > _WIDTH / 2 else ("start", 6)
    return (
        f'<line class="level" x1="{at:.1f}" x2="{at:.1f}" y1="{y.start}" y2="{_TOP}"/>'
        + _text(at + step, _TOP + 8, f"enough: {enough:,.0f} pins", side)
    )


def as_file(svg: str) -> str:
    """Return a chart that stands alone, with colors of its own."""
    head, _, rest = svg.partition(">")
    return f'{head} xmlns="http://www.w3.org/2000/svg">{_STYLE}{rest}'


def _points(points: Sequence[Point], x: Axis, y: Axis) -> str:
    return " ".join(f"{x.place(a):.1f},{y.place(b):.1f}" for a, b in points)


def _few(x: Axis, y: Axis, usual: tuple[float, float] | None) -> str:
    """Return what makes a curve paler where few pins are."""
    if usual is None:
        return ""
    sides = ((x.start, x.place(usual[0])), (x.place(usual[1]), x.end))
    return "".join(
        f'<rect class="few" x="{left:.1f}" y="{y.end}" width="{right - left:.1f}" '
        f'height="{y.start - y.end}"/>'
        for left, right in sides
        if right - left > 1
    )


def _strip(counts: Sequence[int]) -> str:
    """Return bars at the foot: how many pins there are where."""
    most = max(counts, default=0) or 1
    step = (_WIDTH - _LEFT - _RIGHT) / max(len(counts), 1)
    foot = _HEIGHT - _BOTTOM
    return "".join(
        f'<rect class="bar" x="{_LEFT + number * step + 0.5:.1f}" '
        f'y="{foot - height:.1f}" width="{step - 1:.1f}" height="{height:.1f}"/>'
        for number, count in enumerate(counts)
        if (height := max(2.0, (_STRIP - 4) * count / most)) and count
    )


def _framed(
    name: str,
    x: Axis,
    y: Axis,
    written: Written,
    drawn: str,
    level: float | None = None,
) -> str:
    rows = "".join(
        f'<line class="grid" x1="{x.start}" x2="{x.end}" y1="{y.place(at):.1f}" '
        f'y2="{y.place(at):.1f}"/>'
        + _text(_LEFT - 8, y.place(at) + 4, written.y(at), "end")
        for at in written.rows(y.low, y.high)
    )
    if level is not None:
        at = y.place(level)
        rows += (
            f'<line class="level" x1="{x.start}" x2="{x.end}" y1="{at:.1f}" '
            f'y2="{at:.1f}"/>'
        )
    ticks = round_factors(x.low, x.high) if x.is_log else round_numbers(x.low, x.high)
    columns = "".join(
        _text(x.place(at), _HEIGHT - 14, written.x(at), "middle") for at in ticks
    )
    return (
        f'<svg class="plot" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(name)}">{rows}{drawn}{columns}</svg>'
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(words)}</text>'
    )
