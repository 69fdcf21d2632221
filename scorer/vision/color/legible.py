"""The nearest color of the same hue that can be read on a background."""

from __future__ import annotations

import colorsys

_STEPS = 100
# Less color than this, largest share less smallest, is a tint of white or gray: nobody
# sees its hue, and it gets none when it is made darker.
_TINT = 0.06


def contrast_of(one: str, other: str) -> float:
    """Return the WCAG contrast of two colors, written as ``#rrggbb``.

    Example:
        >>> contrast_of("#ffffff", "#000000")
        21.0
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def legible_color(ink: str, background: str, contrast: float) -> str:
    """Return the ink, made lighter or darker until its contrast is enough.

    Of the two directions the shorter one is taken; black or white where the hue cannot
    reach the contrast, whichever differs more.

    Args:
        ink: Color of the letters, ``#rrggbb``.
        background: Color behind them, ``#rrggbb``.
        contrast: WCAG contrast to reach.

    Source:
        WCAG 2.2, 1.4.3; lightness as in HSL.

    Example:
        >>> legible_color("#ff6b4a", "#ffffff", 4.5)
        '#e02900'
    """
    if contrast_of(ink, background) >= contrast:
        return ink
    shares = _shares(ink)
    hue, lightness, saturation = colorsys.rgb_to_hls(*shares)
    if max(shares) - min(shares) < _TINT:
        saturation = 0.0
    start = round(lightness * _STEPS)
    for step in range(_STEPS + 1):
        for level in (start - step, start + step):
            if 0 <= level <= _STEPS:
                color = _hex(colorsys.hls_to_rgb(hue, level / _STEPS, saturation))
                if contrast_of(color, background) >= contrast:
                    return color
    return max(("#000000", "#ffffff"), key=lambda color: contrast_of(color, background))


def _shares(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(shares: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * share):02x}" for share in shares)


def _luminance(color: str) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in _shares(color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
