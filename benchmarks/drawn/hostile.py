"""Draw odd, broken and malicious picture files: one function a mechanism.

Usage: python -m benchmarks.drawn.hostile FOLDER [--changed 4] [--only heics]

Each file that is drawn is besides cut off and changed so often, by a seed. Nothing is
taken from elsewhere; photos in HEIC want pillow-heif, which can write them. Then:

    python -m benchmarks.robustness.hostile FOLDER [--full]
"""

from __future__ import annotations

import argparse
import gzip
import io
import os
import random
import socket
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageCms, features

Named = tuple[str, bytes]

_SHORT = {"JPEG": "jpg", "TIFF": "tif", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
_DEVICES = ("/dev/zero", "/dev/tty", "/dev/full", "/proc/self/mem", "/proc/kmsg")
_BIG = 8_000_000


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


# PNG


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


# EXIF, TIFF


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


# JPEG


def segment(kind: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, kind, len(data) + 2) + data


def with_segments(*more: bytes, **how: object) -> bytes:
    data = saved("JPEG", **how)
    return data[:2] + b"".join(more) + data[2:]


def framed(
    data: bytes, *, kind: int = 0, height: int = 0, width: int = 0, bits: int = 0
) -> bytes:
    """A JPEG whose frame header says something else."""
    out = bytearray(data)
    at = next(
        i for i in range(len(out)) if out[i] == 0xFF and out[i + 1] in (0xC0, 0xC2)
    )
    out[at + 1] = kind or out[at + 1]
    out[at + 4] = bits or out[at + 4]
    out[at + 5 : at + 7] = struct.pack(">H", height or 72)
    out[at + 7 : at + 9] = struct.pack(">H", width or 48)
    return bytes(out)


def scans(size: tuple[int, int], times: int) -> bytes:
    """A progressive JPEG whose last scan comes again and again."""
    data = saved("JPEG", gradient("RGB", size), progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * times + data[-2:]


def jpegs() -> Iterator[Named]:
    for orientation in (0, 9, 255, 65535):
        exif = Image.Exif()
        exif[0x0112] = orientation
        yield f"jpeg-turn-{orientation}.jpg", saved("JPEG", exif=exif)
    yield "jpeg-exif-loop.jpg", with_segments(segment(0xE1, b"Exif\0\0" + exif_loop()))
    many = tiff(*[(0x0112, 3, 2**31, long(8))] * 900)
    yield "jpeg-exif-counts.jpg", with_segments(segment(0xE1, b"Exif\0\0" + many))
    yield "jpeg-exif-text.jpg", with_segments(segment(0xE1, b"Exif\0\0not a TIFF"))
    yield "jpeg-many-app.jpg", with_segments(*[segment(0xE7, bytes(50))] * 60_000)
    yield (
        "jpeg-many-exif.jpg",
        with_segments(*[segment(0xE1, b"Exif\0\0" + many[:9000])] * 300),
    )
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 9) for i in range(1, 40)
    )
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + laughs + b"]><x:xmpmeta>&a39;</x:xmpmeta>"
    yield "jpeg-xmp-laughs.jpg", with_segments(segment(0xE1, xmp))
    turned = b"http://ns.adobe.com/xap/1.0/\0" + b'tiff:Orientation="' * 3000
    yield "jpeg-xmp-turns.jpg", with_segments(segment(0xE1, turned))
    icc = [b"ICC_PROFILE\0" + bytes((i % 256, 255)) + bytes(60_000) for i in range(255)]
    yield "jpeg-icc-parts.jpg", with_segments(*[segment(0xE2, part) for part in icc])
    yield "jpeg-icc-junk.jpg", saved("JPEG", icc_profile=bytes(range(256)) * 20)
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    yield "jpeg-icc-lab.jpg", saved("JPEG", icc_profile=lab)
    cut = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for at in (4, 128, 300):
        yield f"jpeg-icc-cut-{at}.jpg", saved("JPEG", icc_profile=cut[:at])


def jpeg_frames() -> Iterator[Named]:
    plain = saved("JPEG")
    for kind in (0xC1, 0xC3, 0xC5, 0xC9, 0xCA, 0xCB, 0xF7):
        yield f"jpeg-frame-{kind:x}.jpg", framed(plain, kind=kind)
    for height, width in ((65500, 65500), (65500, 900), (65535, 1), (1, 65535), (1, 1)):
        yield (
            f"jpeg-claims-{width}x{height}.jpg",
            framed(plain, height=height, width=width),
        )
    yield "jpeg-12-bit.jpg", framed(plain, bits=12)
    yield "jpeg-16-bit.jpg", framed(plain, bits=16)
    for size in ((1, 65500), (65500, 1), (9000, 6600)):
        yield f"jpeg-{size[0]}x{size[1]}.jpg", saved("JPEG", gradient("L", size))
    for mode in ("L", "CMYK", "YCbCr"):
        yield f"jpeg-{mode}.jpg", saved("JPEG", gradient(mode), progressive=True)
    for blocks in (1, 2):
        yield f"jpeg-restart-{blocks}.jpg", saved("JPEG", restart_marker_blocks=blocks)
    yield "jpeg-no-tables.jpg", plain.replace(b"\xff\xc4", b"\xff\xee")
    yield "jpeg-fill.jpg", plain[:2] + b"\xff" * _BIG + plain[2:]
    yield "jpeg-after.jpg", plain + bytes(_BIG)
    yield "jpeg-two-frames.jpg", plain[:-2] + plain[2:]
    yield "jpeg-in-jpeg.jpg", plain * 500
    yield "jpeg-starts.jpg", b"\xff\xd8" * 500_000
    yield "jpeg-scans-small.jpg", scans((64, 96), 50_000)
    yield "jpeg-scans-middle.jpg", scans((1000, 1500), 20_000)
    yield "jpeg-scans-large.jpg", scans((7000, 8000), 700)
    first = gradient("RGB", (30, 30))
    yield "mpo.jpg", saved("MPO", first, save_all=True, append_images=[first] * 300)
    mpf = b"MPF\0" + tiff((0xB001, 4, 1, long(2**31)), (0xB002, 7, 2**31, long(8)))
    yield "mpo-counts.jpg", with_segments(segment(0xE2, mpf[:9000]))


# GIF, WebP, AVIF, BMP


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


# What is no picture, and what is not even a file


def others() -> Iterator[Named]:
    jpeg = saved("JPEG")
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.jpg", bytes(10**7))
    starts = {
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "svg-late": b"<?xml version='1.0'?>" + b"<!-- x -->" * 99 + b"<svg/>",
        "svg-slow": b"<?xml ?>" + b"<!--" * 200 + b"<svg",
        "html": b"<!doctype html><script>alert(1)</script>",
        "js": b"#!/usr/bin/node\nalert(1)",
        "pdf": b"%PDF-1.7\n%\xff\xd8\xff",
        "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run",
        "eps-binary": b"\xc5\xd0\xd3\xc6" + bytes(28),
        "psd": b"8BPS\0\1" + bytes(6) + b"\0\3" + b"\xff" * 40,
        "elf": b"\x7fELF\2\1\1" + bytes(90),
        "zip": box.getvalue(),
        "gzip": gzip.compress(bytes(10**7)),
        "jpeg-xl": b"\xff\x0a" + bytes(90),
        "mp4": b"\0\0\0\x18ftypmp42" + bytes(90),
        "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(90),
        "fits": b"SIMPLE  =                    T".ljust(2880),
        "icon": b"\0\0\1\0\xff\xff" + b"\xff" * 90,
        "icns": b"icns\xff\xff\xff\xff" + bytes(90),
        "dds": b"DDS |\0\0\0" + b"\xff" * 120,
        "pcx": b"\n\5\1\x08" + b"\xff" * 124,
        "qoi": b"qoif" + b"\xff" * 10,
        "xbm": b"#define x_width 9\n",
        "ppm": b"P6 99999 99999 255\n",
        "mic": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "text": "just words \u202e gpj.".encode(),
        "zeros": bytes(5000),
        "ones": b"\xff" * 5000,
        "one": b"\xff",
        "empty": b"",
        "mark": b"\xef\xbb\xbf" + jpeg,
        "newline": b"\n" + jpeg,
        "text-mode": jpeg.replace(b"\n", b"\r\n"),
        "base64": b"data:image/jpeg;base64,/9j/4AAQ",
        "jpeg-zip": jpeg + box.getvalue(),
        "gif-js": b"GIF89a/*" + bytes(50) + b"*/=1;alert(1)",
        "png-pdf": png((9, 9)) + b"%PDF-1.7",
        "bmp-html": b"BM<script>alert(1)</script>",
        "lfs": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
    }
    for name, data in starts.items():
        yield f"other-{name}.jpg", data


FAMILIES = (
    every_format,
    pngs,
    tiffs,
    jpegs,
    jpeg_frames,
    gifs,
    webps,
    avifs,
    heics,
    bmps,
    others,
)


def changed(name: str, data: bytes, times: int, dice: random.Random) -> Iterator[Named]:
    """The file cut off, and with bytes changed, mostly near its beginning."""
    if len(data) > _BIG // 4:
        return
    stem, _, ending = name.rpartition(".")
    for number in range(times):
        altered = bytearray(data)
        if number % 2:
            del altered[dice.randrange(len(data) + 1) :]
        else:
            near = min(len(data), dice.choice((64, 400, len(data))))
            for _ in range(dice.randint(1, 4)):
                if near:
                    altered[dice.randrange(near)] = dice.choice((0, 1, 127, 128, 255))
        yield f"{stem}~{number}.{ending}", bytes(altered)


def special(folder: Path) -> None:
    """Links, pipes, sockets, holes and names."""
    (folder / "loop.jpg").symlink_to("loop.jpg")
    (folder / "nowhere.jpg").symlink_to("not-there.jpg")
    for device in _DEVICES:
        (folder / f"to{device.replace('/', '-')}.jpg").symlink_to(device)
    os.mkfifo(folder / "pipe.jpg")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(folder / "door.jpg"))
    with (folder / "sparse.jpg").open("wb") as file:
        file.write(b"\xff\xd8\xff\xe0")
        file.truncate(10 * 10**9)
    closed = folder / "closed.jpg"
    closed.write_bytes(saved("JPEG"))
    closed.chmod(0)
    for name in (
        b"new\nline.jpg",
        b"\xff\xfe.jpg",
        b"\x1b[31m.jpg",
        b"-rf.jpg",
        b"a" * 251,
    ):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(saved("JPEG"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--changed", type=int, default=4)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    given.folder.mkdir(parents=True)
    dice = random.Random(8)
    wanted = given.only.split(",") if given.only else ()
    for family in FAMILIES:
        if wanted and family.__name__ not in wanted:
            continue
        for name, data in family():
            (given.folder / name).write_bytes(data)
            for other, altered in changed(name, data, given.changed, dice):
                (given.folder / other).write_bytes(altered)
    if not wanted:
        special(given.folder)


if __name__ == "__main__":
    main()
