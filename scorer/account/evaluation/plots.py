"""Small pictures of numbers as SVG text: curves, calibration, lift."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 320, 212, 52, 34, 36

Point = tuple[float, float]


def curve(
    title: str, points: Sequence[Point], *, x_label: str = "", y_label: str = ""
) -> str:
    """Return a line through points, with its axes' ends labeled.

    Args:
        title: Above the picture.
        points: At least one, in order of x.
        x_label: Below the picture.
        y_label: Beside the picture.
    """
    place = _places(points)
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(place, points))
    return _framed(
        title,
        points,
        (x_label, y_label),
        f'<polyline points="{line}" fill="none" stroke="#b3122d" stroke-width="2"/>',
    )


def against(title: str, points: Sequence[Point], *, x_label: str, y_label: str) -> str:
    """Return points beside the diagonal on which both numbers agree.

    Args:
        title: Above the picture.
        points: Stated and true numbers.
        x_label: What is stated.
        y_label: What came true.
    """
    ends = [value for point in points for value in point]
    square = [(min(ends), min(ends)), (max(ends), max(ends))]
    place = _places(square)
    (x1, y1), (x2, y2) = map(place, square)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#b3122d"/>'
        for x, y in map(place, points)
    )
    diagonal = (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        'stroke="#999" stroke-dasharray="4 3"/>'
    )
    return _framed(title, square, (x_label, y_label), diagonal + dots)


def bars(title: str, values: Sequence[float], *, x_label: str, y_label: str) -> str:
    """Return one bar per value, from zero up.

    Args:
        title: Above the picture.
        values: At least one, none below zero.
        x_label: What the bars are, from left to right.
        y_label: What their heights mean.
    """
    points = [(0.0, 0.0), (float(len(values)), max(*values, 1e-12))]
    place = _places(points)
    drawn = ""
    for index, value in enumerate(values):
        left, top = place((index + 0.12, value))
        right, bottom = place((index + 0.88, 0.0))
        drawn += (
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" '
            f'height="{bottom - top:.1f}" fill="#b3122d"/>'
        )
    return _framed(title, points, (x_label, y_label), drawn)


def _places(points: Sequence[Point]) -> Callable[[Point], Point]:
    """Return the function from numbers to pixels that fits all points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x_span, y_span = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0

    def place(point: Point) -> Point:
        x = _LEFT + (point[0] - min(xs)) / x_span * (_WIDTH - _LEFT - 12)
        y = (
            _HEIGHT
            - _BOTTOM
            - (point[1] - min(ys)) / y_span * (_HEIGHT - _BOTTOM - _TOP - 6)
        )
        return x, y

    return place


def _framed(
    title: str, points: Sequence[Point], labels: tuple[str, str], inside: str
) -> str:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    base, right = _HEIGHT - _BOTTOM, _WIDTH - 12
    texts = (
        _text(_WIDTH / 2, 15, title, "middle", bold=True)
        + _text(_LEFT, base + 14, _short(min(xs)), "start")
        + _text(right, base + 14, _short(max(xs)), "end")
        + _text(_LEFT - 4, base, _short(min(ys)), "end")
        + _text(_LEFT - 4, _TOP + 12, _short(max(ys)), "end")
        + _text((_LEFT + right) / 2, _HEIGHT - 4, labels[0], "middle")
        + _text(4, _TOP - 5, labels[1], "start")
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" role="img" '
        f'aria-label="{escape(title)}" font-family="sans-serif" font-size="11">'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
        f'<path d="M{_LEFT} {_TOP + 4}V{base}H{right}" fill="none" stroke="#999"/>'
        f"{inside}{texts}</svg>"
    )


def _text(x: float, y: float, words: str, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}"{weight} fill="#333">'
        f"{escape(words)}</text>"
    )


def _short(value: float) -> str:
    return f"{value:.3g}"
