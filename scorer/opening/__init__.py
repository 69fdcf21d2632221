"""Image files to upright sRGB pixels, with Pillow only.

A file is known by its content, never by its name, and is read once: the checksum is of
the bytes that were decoded.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scorer.core.pin import ImageFile, Rgb
from scorer.core.printable import printable
from scorer.core.settings import Settings
from scorer.opening._decoding import decode
from scorer.opening._reading import read_once


@dataclass(frozen=True, slots=True)
class Opened:
    """Pixels of shape (H, W, 3), uint8, sRGB, upright; and the file behind them."""

    pixels: Rgb
    file: ImageFile


def open_image(path: Path, settings: Settings) -> Opened:
    """Return an image file's pixels.

    Args:
        path: The file.
        settings: ``max_file_bytes`` and ``max_pixels`` bound what is opened.

    Raises:
        InputError: The file is no readable picture of an allowed format and size.
            ``code`` says which: those of ``_reading``, ``_signature``, ``_decoding``.
    """
    content = read_once(path, settings.max_file_bytes)
    name = printable(path.name, longest=80)
    decoded = decode(content.data, name, settings.max_pixels)
    return Opened(
        decoded.pixels,
        ImageFile(
            format=decoded.format,
            size_bytes=len(content.data),
            sha256=content.sha256,
            width_px=decoded.width_px,
            height_px=decoded.height_px,
            notices=decoded.notices,
            revision=content.revision,
        ),
    )


def check_picture(data: bytes, name: str, settings: Settings) -> str:
    """Return the format of a picture in memory, decoded once to see that it is one.

    Args:
        data: The bytes of a file.
        name: What to call it in a sentence.
        settings: ``max_pixels`` bounds what is decoded.

    Raises:
        InputError: As ``open_image``.
    """
    return decode(data, printable(name, longest=80), settings.max_pixels).format
