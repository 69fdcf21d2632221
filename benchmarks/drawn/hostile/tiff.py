"""Odd TIFF, and directories of EXIF that lead to themselves."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from benchmarks.drawn.hostile.pictures import Named, gradient, saved


def tiff(
    *entries: tuple[int, int, int, bytes], mark: str = "<", after: int = 0
) -> bytes:
    """One directory, as its entries say: tag, type, count, value or offset."""
    head = (b"II" if mark == "<" else b"MM") + struct.pack(mark + "HI", 42, 8)
    body = struct.pack(mark + "H", len(entries))
    for tag, kind, count, value in entries:
        body += struct.pack(mark + "HHI", tag, kind, count) + value.ljust(4, b"\0")[:4]
    return head + body + struct.pack(mark + "I", after) + bytes(20_000)


def short(value: int) -> bytes:
    return struct.pack("<H", value)


def long(value: int) -> bytes:
    return struct.pack("<I", value)


def exif_loop() -> bytes:
    """Directories that lead to themselves, by each way there is."""
    ways = [(tag, 4, 1, long(8)) for tag in (0x014A, 0x8769, 0x8825, 0xA005)]
    return tiff((0x0112, 3, 1, short(6)), *ways, after=8)


def plain_tiff(**changed: tuple[int, int, bytes]) -> bytes:
    """An uncompressed 32 x 32 gray TIFF with tags changed, by name tNUMBER."""
    tags = {
        256: (3, 1, short(32)),
        257: (3, 1, short(32)),
        258: (3, 1, short(8)),
        259: (3, 1, short(1)),
        262: (3, 1, short(1)),
        273: (4, 1, long(200)),
        277: (3, 1, short(1)),
        278: (3, 1, short(32)),
        279: (4, 1, long(1024)),
    }
    tags |= {int(name[1:]): value for name, value in changed.items()}
    return tiff(*((tag, *tags[tag]) for tag in sorted(tags)))


def tiffs() -> Iterator[Named]:
    for name in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg", "lzma"):
        for mode in ("L", "RGB", "RGBA", "CMYK", "I;16", "F", "P"):
            try:
                data = saved("TIFF", gradient(mode), compression=name)
            except (OSError, ValueError, RuntimeError):
                continue  # JPEG has no alpha and no numbers
            yield f"tiff-{name}-{mode.replace(';', '-')}.tif", data
    for name in ("group3", "group4", "tiff_ccitt", "zstd", "webp"):
        try:
            yield f"tiff-{name}.tif", saved("TIFF", gradient("1"), compression=name)
        except (OSError, ValueError, RuntimeError):
            continue  # built without it
    for number, odd in enumerate(
        (
            {"t256": (4, 1, long(2**31))},
            {"t257": (4, 1, long(2**32 - 1))},
            {"t256": (3, 1, short(0))},
            {"t258": (3, 1, short(64)), "t339": (3, 1, short(3))},
            {"t258": (3, 1, short(12))},
            {"t258": (3, 4, long(200))},
            {"t258": (3, 65535, long(200))},
            {"t259": (3, 1, short(5))},
            {"t259": (3, 1, short(6))},
            {"t259": (3, 1, short(7))},
            {"t259": (3, 1, short(34712))},
            {"t262": (3, 1, short(8)), "t277": (3, 1, short(3))},
            {"t262": (3, 1, short(3))},
            {"t273": (4, 1, long(2**32 - 2))},
            {"t273": (4, 2**30, long(200))},
            {"t277": (3, 1, short(65535))},
            {"t277": (3, 1, short(3)), "t284": (3, 1, short(2))},
            {"t278": (4, 1, long(0))},
            {"t279": (4, 1, long(2**32 - 1))},
            {"t279": (2, 9, long(200))},
            {
                "t322": (3, 1, short(16)),
                "t323": (3, 1, short(16)),
                "t324": (4, 4, long(200)),
            },
            {
                "t322": (3, 1, short(0)),
                "t323": (3, 1, short(0)),
                "t324": (4, 1, long(200)),
            },
            {"t274": (3, 1, short(0))},
            {"t274": (3, 1, short(9))},
            {"t274": (2, 4, b"six\0")},
            {"t317": (3, 1, short(3))},
            {"t320": (3, 3, long(200))},
            {"t330": (4, 1, long(8))},
            {"t700": (1, 2**31, long(200))},
            {"t34675": (7, 10_000, long(200))},
            {"t256": (12, 1, long(200))},
            {"t256": (5, 1, long(200))},
        )
    ):
        yield f"tiff-odd-{number}.tif", plain_tiff(**odd)
    yield "tiff-loop.tif", exif_loop()
    yield "tiff-next-itself.tif", plain_tiff()[:-20_004] + long(8) + bytes(20_000)
    yield "tiff-no-entries.tif", tiff()
    yield "tiff-many-entries.tif", tiff(*[(256, 3, 1, short(9))] * 60_000)
    yield "tiff-big.tif", b"II+\0\x08\0\0\0" + long(16) + bytes(4) + b"\xff" * 999
    pages = [gradient("L", (9, 9))] * 400
    yield "tiff-pages.tif", saved("TIFF", pages[0], save_all=True, append_images=pages)
