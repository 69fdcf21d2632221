"""Odd BMP: depths, sizes and headers."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from benchmarks.drawn.hostile.pictures import Named
from benchmarks.drawn.hostile.tiff import long


def bmp(width: int, height: int, bits: int, way: int, *, colors: int = 0) -> bytes:
    info = struct.pack(
        "<IiiHHIIiiII", 40, width, height, 1, bits, way, 0, 0, 0, colors, 0
    )
    return b"BM" + struct.pack("<IHHI", 9999, 0, 0, 54) + info + bytes(5000)


def bmps() -> Iterator[Named]:
    for bits in (0, 1, 2, 4, 8, 16, 24, 32, 64):
        for way in (0, 1, 2, 3, 4, 6):
            yield f"bmp-{bits}-{way}.bmp", bmp(20, 20, bits, way)
    for width, height in ((20, -20), (-20, 20), (2**31 - 1, 2**31 - 1), (0, 0)):
        yield f"bmp-{width}x{height}.bmp", bmp(width, height, 24, 0)
    yield "bmp-lowest.bmp", bmp(20, -(2**31), 24, 0)
    yield "bmp-colors.bmp", bmp(20, 20, 8, 0, colors=2**32 - 1)
    skips = bmp(7700, 7700, 8, 1, colors=2)[:54] + bytes(8) + b"\0\2\xff\xff" * 500
    yield "bmp-skips.bmp", skips + b"\0\2\xff\xff" * 100_000
    for size in (12, 16, 52, 56, 64, 108, 124, 2**32 - 1):
        data = bmp(20, 20, 24, 0)
        yield f"bmp-head-{size}.bmp", data[:14] + long(size) + data[18:]
