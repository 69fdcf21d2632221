"""Odd GIF: frames, palettes and extensions."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from benchmarks.drawn.hostile.pictures import Named


def gif(size: tuple[int, int], *blocks: bytes, flags: int = 0x80) -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", *size, flags, 0, 0)
    return (
        head
        + (b"\0\0\0\xff\xff\xff" if flags & 0x80 else b"")
        + b"".join(blocks)
        + b";"
    )


def gif_frame(
    box: tuple[int, int, int, int], data: bytes = b"\2\2\x44\1\0", flags: int = 0
) -> bytes:
    return b"," + struct.pack("<HHHHB", *box, flags) + data


def gifs() -> Iterator[Named]:
    yield "gif-lzw-bomb.gif", gif((65535, 65535), gif_frame((0, 0, 65535, 65535)))
    yield "gif-60-million.gif", gif((7700, 7700), gif_frame((0, 0, 7700, 7700)))
    yield "gif-frame-outside.gif", gif((9, 9), gif_frame((60000, 60000, 9, 9)))
    yield "gif-frame-larger.gif", gif((9, 9), gif_frame((0, 0, 65535, 65535)))
    yield "gif-no-palette.gif", gif((9, 9), gif_frame((0, 0, 9, 9)), flags=0)
    yield "gif-no-frame.gif", gif((9, 9))
    yield "gif-empty.gif", gif((0, 0), gif_frame((0, 0, 0, 0)))
    for bits in (0, 1, 12, 13, 255):
        data = bytes([bits]) + b"\2\x44\1\0"
        yield f"gif-bits-{bits}.gif", gif((9, 9), gif_frame((0, 0, 9, 9), data))
    comment = b"!\xfe" + b"\xff" * 256 * 30_000 + b"\0"
    yield "gif-comment.gif", gif((9, 9), comment, gif_frame((0, 0, 9, 9)))
    yield (
        "gif-extensions.gif",
        gif((9, 9), *[b"!\xf9\4\xff\0\0\0\0"] * 100_000, gif_frame((0, 0, 9, 9))),
    )
    for disposal in (0, 1, 2, 3, 7):
        control = b"!\xf9\4" + bytes([disposal << 2 | 1, 0, 0, 1]) + b"\0"
        frames = [control + gif_frame((i % 5, 0, 4, 9)) for i in range(5000)]
        yield f"gif-frames-{disposal}.gif", gif((9, 9), *frames)
    yield (
        "gif-wide-frames.gif",
        gif((5000, 5000), *[gif_frame((0, 0, 5000, 5000))] * 2000),
    )
