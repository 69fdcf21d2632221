"""What all odd files are made of: a gradient, saved as Pillow saves it."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image

# A file's name, and what is in it.
Named = tuple[str, bytes]


def gradient(mode: str = "RGB", size: tuple[int, int] = (48, 72)) -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert(mode)


def saved(form: str, image: Image.Image | None = None, **how: object) -> bytes:
    buffer = io.BytesIO()
    (image or gradient()).save(buffer, form, **how)
    return buffer.getvalue()


def every_format() -> Iterator[Named]:
    """What Pillow can write at all, in each mode that the format takes."""
    Image.init()
    modes = (
        "1",
        "L",
        "LA",
        "P",
        "RGB",
        "RGBA",
        "CMYK",
        "YCbCr",
        "HSV",
        "LAB",
        "I",
        "F",
    )
    for form in sorted(set(Image.SAVE) - {"PDF", "PALM", "XVTHUMB"}):
        for mode in (*modes, "I;16"):
            try:
                yield (
                    f"{form}-{mode.replace(';', '-')}.jpg",
                    saved(form, gradient(mode)),
                )
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                continue  # the format has no such mode
