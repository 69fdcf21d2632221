"""What is no picture, and what is not even a file."""

from __future__ import annotations

import gzip
import io
import os
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.drawn.hostile.pictures import Named, saved
from benchmarks.drawn.hostile.png import png

_DEVICES = ("/dev/zero", "/dev/tty", "/dev/full", "/proc/self/mem", "/proc/kmsg")


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
