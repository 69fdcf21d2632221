"""Bytes that begin like pictures end in pixels or in one InputError."""

import io
import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from scorer.core.errors import InputError
from scorer.core.settings import Settings
from scorer.opening import open_image

FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF", "AVIF")
MODES = {"JPEG": "RGB", "PNG": "RGBA", "WEBP": "RGBA", "GIF": "P", "TIFF": "RGB"}
SETTINGS = Settings(max_pixels=2_000_000)


@cache
def seed(form):
    exif = Image.Exif()
    exif[0x0112] = 6
    image = Image.linear_gradient("L").resize((24, 36)).convert(MODES.get(form, "RGB"))
    more = {"exif": exif} if form in ("JPEG", "PNG", "WEBP", "TIFF") else {}
    buffer = io.BytesIO()
    image.save(buffer, form, **more)
    return buffer.getvalue()


@st.composite
def damaged(draw):
    """A real file with bytes changed, cut out, doubled, or its end missing."""
    data = bytearray(seed(draw(st.sampled_from(FORMATS))))
    for _ in range(draw(st.integers(1, 6))):
        if not data:
            break
        at = draw(st.integers(0, len(data) - 1))
        kind = draw(st.sampled_from(["change", "insert", "cut", "extreme", "end"]))
        if kind == "change":
            data[at] = draw(st.integers(0, 255))
        elif kind == "insert":
            data[at:at] = draw(st.binary(max_size=16))
        elif kind == "cut":
            del data[at : at + draw(st.integers(1, 16))]
        elif kind == "extreme":
            data[at : at + 4] = draw(
                st.sampled_from([b"\0" * 4, b"\xff" * 4, b"\x7f\xff\xff\xff"])
            )
        else:
            del data[at:]
    return bytes(data)


def ends_well(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pin"
        path.write_bytes(data)
        try:
            opened = open_image(path, SETTINGS)
        except InputError as error:
            assert error.code
            assert error.hint
            assert error.message.isprintable()
        else:
            height, width, channels = opened.pixels.shape
            assert channels == 3
            assert opened.file.width_px >= width > 0
            assert opened.file.height_px >= height > 0


@given(damaged())
def test_damaged_pictures(data):
    ends_well(data)


STARTS = [b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"BM", b"GIF89a"]
STARTS += [b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"RIFF\x40\0\0\0WEBPVP8X"]
STARTS += [b"\0\0\0\x1cftypavif", b"\0\0\0\x18ftypheic", b""]


@given(st.sampled_from(STARTS), st.binary(max_size=400))
def test_starts_of_pictures_with_anything_after(start, rest):
    ends_well(start + rest)
