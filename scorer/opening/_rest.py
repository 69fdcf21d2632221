"""What is there of a JPEG or PNG whose last bytes are missing.

A download that broke off at its very end is shown by every browser; here it is read
with a notice. Where more is missing than a few rows, it is refused: its measures would
be those of another picture.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorer.opening._jpeg import is_all_begun

# Of the rows: less than anything that is judged by its place.
MOST_MISSING = 0.05

_JPEG_END = b"\xff\xd9"
# What libjpeg puts where it has nothing: coefficients of zero.
_FILLER = 128
_FILLER_TOLERANCE = 2

_PNG_HEAD_BYTES = 33  # signature and IHDR
_MOST_RAW_BYTES = 256 * 2**20
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


@dataclass(frozen=True, slots=True)
class Mended:
    """A file that a decoder reads to its end.

    Attributes:
        data: The file, with an end.
        missing: Share of its rows that are filled; None where only pixels tell.
    """

    data: bytes
    missing: float | None = None


def mended(data: bytes, form: str) -> Mended | None:
    """Return a file with an end; None where too much of it is missing, or unknown."""
    if form == "JPEG":
        return Mended(data + _JPEG_END) if is_all_begun(data) else None
    return _mended_png(data) if form == "PNG" else None


def filled_share(values: NDArray[np.uint8]) -> float:
    """Return the share of a JPEG's rows that a decoder has filled in, at the bottom.

    Args:
        values: Shape (H, W) or (H, W, channels), as decoded. Blocks come from the left:
            a row has ended too early where its right end is filled in.
    """
    end = values[:, -max(1, min(8, values.shape[1] // 8)) :].reshape(len(values), -1)
    is_filler = np.abs(end.astype(np.int16) - _FILLER) <= _FILLER_TOLERANCE
    others = np.flatnonzero(~np.all(is_filler, axis=1))
    count = len(values) - 1 - int(others[-1]) if others.size else len(values)
    return count / len(values)


def _mended_png(data: bytes) -> Mended | None:
    """Rebuild a PNG from the rows that are whole, and rows of nothing."""
    if len(data) < _PNG_HEAD_BYTES:
        return None
    width, height, depth, color, _, _, interlace = struct.unpack(
        ">IIBBBBB", data[16:29]
    )
    if interlace or color not in _CHANNELS:
        return None
    row_bytes = 1 + (width * depth * _CHANNELS[color] + 7) // 8
    if row_bytes * height > _MOST_RAW_BYTES:
        return None
    before, packed = _parts(data)
    try:
        raw = zlib.decompressobj().decompress(packed, row_bytes * height)
    except zlib.error:
        return None
    rows = len(raw) // row_bytes
    missing = (height - rows) / height
    if missing > MOST_MISSING:
        return None
    whole = raw[: rows * row_bytes] + bytes((height - rows) * row_bytes)
    end = _chunk(b"IDAT", zlib.compress(whole, 0)) + _chunk(b"IEND", b"")
    return Mended(before + end, missing)


def _parts(data: bytes) -> tuple[bytes, bytes]:
    """Return what stands before a PNG's pixels, and those, however they end."""
    at = 8
    before, packed = [data[:8]], []
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind == b"IDAT":
            packed.append(data[at + 8 : at + 8 + size])
        elif not packed:
            before.append(data[at : at + 12 + size])
        at += 12 + size
    return b"".join(before), b"".join(packed)


def _chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))
