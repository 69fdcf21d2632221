"""Odd JPEG: segments, frame headers and scans."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from PIL import Image, ImageCms

from benchmarks.drawn.hostile.pictures import Named, gradient, saved
from benchmarks.drawn.hostile.tiff import exif_loop, long, tiff

_BIG = 8_000_000


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
