"""Odd PNG: bombs, sizes that are claimed, chunks without end."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from benchmarks.drawn.hostile.pictures import Named, gradient, saved
from benchmarks.drawn.hostile.tiff import exif_loop


def chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def png(
    size: tuple[int, int], *more: bytes, depth: int = 8, color: int = 2, way: int = 0
) -> bytes:
    """A PNG of any size with few bytes behind it, and further chunks."""
    header = struct.pack(">IIBBBBB", *size, depth, color, 0, 0, way)
    rows = zlib.compress(bytes(min(size[1] * (1 + 3 * size[0]), 10**7)), 9)
    chunks = (chunk(b"IHDR", header), *more, chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def pngs() -> Iterator[Named]:
    bomb = zlib.compress(bytes(10**8), 9)
    yield "png-icc-bomb.png", png((9, 9), chunk(b"iCCP", b"x\0\0" + bomb))
    yield "png-ztxt-bomb.png", png((9, 9), chunk(b"zTXt", b"x\0\0" + bomb))
    yield "png-itxt-bomb.png", png((9, 9), chunk(b"iTXt", b"x\0\1\0\0\0" + bomb))
    yield "png-many-texts.png", png((9, 9), *[chunk(b"tEXt", b"a\0b")] * 50_000)
    yield (
        "png-many-ztxt.png",
        png((9, 9), *[chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(10**6)))] * 200),
    )
    yield "png-exif-loop.png", png((9, 9), chunk(b"eXIf", exif_loop()))
    yield "png-cgbi.png", png((9, 9), chunk(b"CgBI", b"\x50\0\x20\6"))
    yield "png-no-palette.png", png((9, 9), color=3)
    yield "png-short-palette.png", png((9, 9), chunk(b"PLTE", b"abc"), color=3)
    yield "png-odd-palette.png", png((9, 9), chunk(b"PLTE", b"abcd"), color=3)
    yield "png-trns-long.png", png((9, 9), chunk(b"tRNS", bytes(999)), color=3)
    for size in ((1, 65535), (65535, 1), (1, 10**6), (10**6, 1), (7700, 7700)):
        yield f"png-{size[0]}x{size[1]}.png", png(size)
    for size in ((2**31 - 1, 1), (1, 2**31 - 1), (0, 9), (10**5, 10**5)):
        yield f"png-claims-{size[0]}x{size[1]}.png", png(size)
    for depth, color in ((1, 0), (16, 0), (16, 4), (16, 6), (3, 2), (8, 9), (16, 3)):
        yield f"png-depth-{depth}-{color}.png", png((9, 9), depth=depth, color=color)
    yield "png-interlaced.png", png((33, 33), way=1)
    for count in (0, 5000, 2**31):
        control = chunk(b"acTL", struct.pack(">II", count, 0))
        frame = struct.pack(">IIIIIHHBB", 0, 9, 9, 2**31, 5, 1, 0, 9, 9)
        yield f"apng-{count}.png", png((9, 9), control, chunk(b"fcTL", frame))
    frames = [gradient("RGB", (9, 9 + each % 2)) for each in range(500)]
    yield (
        "apng-frames.png",
        saved("PNG", frames[0], save_all=True, append_images=frames),
    )
