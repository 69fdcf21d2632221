"""Odd WebP: chunks, sizes and frames."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from benchmarks.drawn.hostile.pictures import Named, gradient, saved
from benchmarks.drawn.hostile.tiff import exif_loop


def webp(*parts: bytes) -> bytes:
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def riff(kind: bytes, data: bytes, size: int | None = None) -> bytes:
    return kind + struct.pack("<I", len(data) if size is None else size) + data


def webps() -> Iterator[Named]:
    for how in ({"lossless": True}, {"quality": 1}, {"lossless": True, "exact": True}):
        yield f"webp-{'-'.join(how)}.webp", saved("WEBP", gradient("RGBA"), **how)
    for size in ((16383, 1), (1, 16383)):
        yield f"webp-{size[0]}x{size[1]}.webp", saved("WEBP", gradient("RGB", size))
    frames = [gradient("RGBA", (20, 20)).rotate(each) for each in range(400)]
    data = saved("WEBP", frames[0], save_all=True, append_images=frames, duration=1)
    yield "webp-frames.webp", data
    wide = struct.pack("<IHBHB", 2, 0xFFFF, 0xFF, 0xFFFF, 0xFF)
    yield "webp-canvas.webp", webp(riff(b"VP8X", wide), riff(b"ANIM", bytes(6)))
    still = saved("WEBP")[12:]
    yield "webp-other-canvas.webp", webp(riff(b"VP8X", bytes(10)), still)
    yield "webp-size.webp", b"RIFF\xff\xff\xff\xffWEBP" + still
    yield "webp-chunk-size.webp", webp(riff(b"VP8 ", still[8:], 2**32 - 1))
    yield "webp-lossless-claims.webp", webp(riff(b"VP8L", b"\x2f" + b"\xff" * 40))
    flags = struct.pack("<IHBHB", 0x2C, 47, 0, 71, 0)
    loop = riff(b"EXIF", exif_loop())
    junk = riff(b"ICCP", bytes(5000))
    yield "webp-exif-loop.webp", webp(riff(b"VP8X", flags), junk, still, loop)
