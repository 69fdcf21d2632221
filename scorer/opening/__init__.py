"""Image files to upright sRGB pixels, with Pillow only.

A file is known by its content, never by its name, and is read once: the checksum is of
the bytes that were decoded.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scorer.core.display.printable import printable
from scorer.core.pin import ImageFile, Pin, Rgb
from scorer.core.settings import Settings
from scorer.opening._decoding import decode
from scorer.opening._reading import Content, read_once
from scorer.pins import remote
from scorer.pins.place import check_place

# What of a file travels to another process; a larger one is read there once more, so
# that the pins that wait for a worker fill no memory.
_CARRIED_BYTES = 2 * 2**20


class PinFile:
    """A pin's file, of which the bytes are read once, when they are first asked for.

    Args:
        pin: The pin.
        max_bytes: Larger files are refused.
    """

    def __init__(
        self, pin: Pin, max_bytes: int, content: Content | None = None
    ) -> None:
        self.pin = pin
        self._max_bytes = max_bytes
        self._content = content

    def content(self) -> Content:
        """Return the bytes and their checksum.

        Raises:
            InputError: The file cannot be read, or lies where it may not be.
        """
        if self._content is None:
            check_place(self.pin)
            self._content = read_once(self.pin.path, self._max_bytes)
        return self._content

    def revision(self) -> str:
        """Return what tells an object in a bucket from a later one, without reading it.

        Empty for a file of this computer, and where the bucket does not answer.

        Raises:
            InputError: It lies where it may not be.
            DependencyError: s3fs is not installed.
        """
        if not remote.is_remote(self.pin.path):
            return ""
        check_place(self.pin)
        try:
            return remote.revision(self.pin.path)
        except OSError:
            return ""

    def __reduce__(self) -> tuple[object, ...]:
        content = self._content
        is_small = content is not None and len(content.data) <= _CARRIED_BYTES
        return PinFile, (self.pin, self._max_bytes, content if is_small else None)


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
    return open_file(PinFile(Pin(path), settings.max_file_bytes), settings)


def open_file(file: PinFile, settings: Settings) -> Opened:
    """Return the pixels of a pin's file; ``open_image`` says what is refused."""
    content = file.content()
    name = printable(file.pin.path.name, longest=80)
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


def read_bytes(path: Path, settings: Settings) -> bytes:
    """Return the bytes of a file, read once; nothing is decoded.

    Raises:
        InputError: It cannot be read, or is larger than ``max_file_bytes``.
    """
    return read_once(path, settings.max_file_bytes).data


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
