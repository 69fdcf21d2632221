"""The picture of a pin that a report carries."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterable, Sized
from typing import TypeVar

from PIL import Image

from scorer.core.pin import Creative

T = TypeVar("T", bound=Sized)

# Widths of pictures, and the characters that real pins of a width take as a rule.
_USUAL = {1000: 75_000, 720: 52_000, 480: 33_000, 360: 20_000, 240: 10_000}
_TALLEST = 4  # times the width
_QUALITY = 56
# A report of 500 pins stays below 25 MB; what is said of a pin takes the rest.
_ROOM = 20_000_000
_STEPS = (160_000, 80_000, 40_000, 20_000, 10_000)
# A picture for a small place.
SMALL = _STEPS[2]


def picture_bytes(count: int) -> int:
    """Return how long the picture of each of so many pins may be in one report.

    Small text is judged in pictures of 1000 px, which a report of up to 125 pins holds;
    of more pins they are smaller. In steps, so that a run with a pin more finds the
    pictures of the run before.

    Example:
        >>> picture_bytes(12), picture_bytes(500)
        (160000, 40000)
    """
    return next((each for each in _STEPS if each * count <= _ROOM), _STEPS[-1])


def thumbnail(creative: Creative, most_bytes: int = SMALL) -> str:
    """Return a ``data:`` URI of the pin as WebP, at most 1000 px wide.

    Args:
        creative: The pin.
        most_bytes: Length of the URI; the widest picture that fits is taken, and one of
            240 px where none does.
    """
    likely = [width for width, usual in _USUAL.items() if usual < 1.5 * most_bytes]
    widths = likely or [min(_USUAL)]
    return as_wide_as_fits(Image.fromarray(creative.pixels), _uri, most_bytes, widths)


def as_wide_as_fits(
    picture: Image.Image,
    encoded: Callable[[Image.Image], T],
    most_bytes: int,
    widths: Iterable[int] = _USUAL,
) -> T:
    """Return a picture at the first of some widths at which it fits, else at the last.

    Args:
        picture: Of any size; it is not enlarged, and is narrower where it is very tall.
        encoded: Makes what has to fit.
        most_bytes: Its length at most.
        widths: To try, in pixels; usually from 1000 to 240.
    """
    for width in widths:
        smaller = picture.copy()
        smaller.thumbnail((width, _TALLEST * width))
        made = encoded(smaller)
        if len(made) <= most_bytes:
            break
    return made


def _uri(picture: Image.Image) -> str:
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=_QUALITY)
    return "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode()
