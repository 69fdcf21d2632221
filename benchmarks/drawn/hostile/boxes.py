"""Odd AVIF and HEIC, which are boxes in boxes."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from PIL import Image, features

from benchmarks.drawn.hostile.pictures import Named, gradient, saved


def avifs() -> Iterator[Named]:
    if not features.check("avif"):
        return
    plain = saved("AVIF")
    yield "avif.avif", plain
    frames = [gradient("RGB", (64, 64))] * 60
    yield (
        "avif-frames.avif",
        saved("AVIF", frames[0], save_all=True, append_images=frames[1:]),
    )
    at = plain.index(b"ispe") + 8
    for size in ((2**31, 2**31), (0, 0), (9000, 9000), (1, 60_000_000)):
        claimed = plain[:at] + struct.pack(">II", *size) + plain[at + 8 :]
        yield f"avif-claims-{size[0]}x{size[1]}.avif", claimed
    for brand in (b"heic", b"heix", b"mif1", b"msf1", b"avis", b"jxl ", b"isom"):
        yield f"brand-{brand.decode().strip()}.jpg", plain[:8] + brand + plain[12:]
    yield "avif-box-size.avif", b"\xff\xff\xff\xff" + plain[4:]
    yield "avif-box-zero.avif", bytes(4) + plain[4:]
    deep = b""
    for _ in range(3000):
        deep = struct.pack(">I", len(deep) + 8) + b"moov" + deep
    yield "avif-deep.avif", plain[:32] + deep + plain[32:]


def heics() -> Iterator[Named]:
    """Photos as phones keep them, where what writes them is there."""
    try:
        import pillow_heif
    except ImportError:
        return
    pillow_heif.register_heif_opener()
    for mode in ("RGB", "RGBA", "L", "I;16"):
        yield f"heic-{mode.replace(';', '-')}.heic", saved("HEIF", gradient(mode))
    turned = Image.Exif()
    turned[274] = 6
    plain = saved("HEIF", exif=turned, quality=60)
    yield "heic-turned.heic", plain
    frames = [gradient("RGB", (64, 64))] * 20
    several = {"save_all": True, "append_images": frames[1:]}
    yield "heic-frames.heic", saved("HEIF", frames[0], **several)
    at = plain.index(b"ispe") + 8
    for size in ((2**31, 2**31), (0, 0), (9000, 9000), (1, 60_000_000), (16, 16)):
        claimed = plain[:at] + struct.pack(">II", *size) + plain[at + 8 :]
        yield f"heic-claims-{size[0]}x{size[1]}.heic", claimed
    for brand in (b"hevc", b"heim", b"msf1", b"avif", b"isom"):
        yield f"heic-brand-{brand.decode()}.heic", plain[:8] + brand + plain[12:]
    for name in (b"iloc", b"iprp", b"hvcC", b"pitm", b"iinf", b"mdat", b"colr"):
        if name in plain:
            yield f"heic-no-{name.decode()}.heic", plain.replace(name, b"free")
            place = plain.index(name)
            for size in (0, 1, 8, 2**32 - 1):
                sized = plain[: place - 4] + struct.pack(">I", size) + plain[place:]
                yield f"heic-{name.decode()}-{size}.heic", sized
    deep = b""
    for _ in range(3000):
        deep = struct.pack(">I", len(deep) + 8) + b"meta" + deep
    yield "heic-deep.heic", plain[:32] + deep + plain[32:]
