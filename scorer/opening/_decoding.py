"""Bytes to pixels; every call into a decoder is guarded where it is made.

Decoders meet broken files with many kinds of exceptions besides OSError: SyntaxError
(PNG chunks), ValueError and TypeError (tags of the wrong kind), struct.error, KeyError.
"""

from __future__ import annotations

import math
import struct
import warnings
import zlib
from dataclasses import dataclass

import numpy as np
from PIL import Image, UnidentifiedImageError

from scorer.core.errors import InputError
from scorer.core.pin import Rgb
from scorer.opening import _heic, _signature
from scorer.opening._bounded import Bounded
from scorer.opening._color import srgb
from scorer.opening._jpeg import scans
from scorer.opening._rest import MOST_MISSING, Mended, filled_share, mended

DECODER_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    ArithmeticError,
    LookupError,
    AttributeError,
    AssertionError,
    RuntimeError,
    MemoryError,
    EOFError,
    struct.error,
    zlib.error,
)

# Pictures of twice this width and more are reduced while decoding, by a whole number:
# pins are advised at 1000 px, five times the width of a feed column in dp.
_ENOUGH_WIDTH_PX = 1000
_MOST_DECODED_PIXELS = 24_000_000

# Scans times pixels: about two seconds of libjpeg, thirty times what is usual.
_MOST_SCANNED_PIXELS = 5e9

# Measuring enlarges what is too narrow: 1 x 1,000,000 px took 3 GB, 1 x 500 takes 0.3.
_MOST_ASPECT = 500

_CUT = "truncated-image"

_ORIENTATION_TAG = 0x0112
# What a segment of a JPEG holds. Tags may share bytes, and each gets a copy of them.
_MOST_EXIF_BYTES = 2**16
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Upright sRGB pixels, and the size of the upright image in the file."""

    pixels: Rgb
    format: str
    width_px: int
    height_px: int
    notices: tuple[str, ...]


def decode(data: bytes, name: str, max_pixels: int) -> Decoded:
    """Return the first frame of a picture.

    Args:
        data: The bytes of the file.
        name: What to call the file in a sentence.
        max_pixels: Pictures with more are refused before pixels are allocated.

    Raises:
        InputError: Codes ``not-an-image``, ``unsupported-format``, ``damaged-image``,
            ``truncated-image``, ``too-many-pixels``, ``too-many-scans``,
            ``extreme-shape``,
            ``out-of-memory``.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _check_webp_canvas(data, name, max_pixels)
        with _opened(data, name, max_pixels) as image:
            _check_pixels(image.size, name, max_pixels)
            _check_scans(image, data, name)
            form = image.format or ""
            try:
                return _decoded(image, name)
            except InputError as error:
                rest = error.code == _CUT and mended(data, form)
                if not rest:
                    raise
                with _opened(rest.data, name, max_pixels) as whole:
                    return _decoded(whole, name, rest, error)


def _opened(data: bytes, name: str, max_pixels: int) -> Image.Image:
    try:
        return Image.open(Bounded(data), formats=_signature.ALLOWED)
    except UnidentifiedImageError as cause:
        if _signature.is_heic(data):
            return _opened_heic(data, name, max_pixels)
        raise _signature.refusal(data, name) from cause
    except Image.DecompressionBombError as cause:
        raise _too_many_pixels(name, "more than 179") from cause
    except DECODER_ERRORS as cause:
        if _signature.is_unsupported(cause):
            raise _signature.rare(name) from cause
        raise _signature.refusal(data, name) from cause


def _opened_heic(data: bytes, name: str, max_pixels: int) -> Image.Image:
    if not _heic.is_readable():
        raise _signature.refusal(data, name)
    found = _heic.decoded(data, max_pixels)
    if found.size is not None:
        _check_pixels(found.size, name, max_pixels)
    if found.png is None:
        raise _damaged(name, ValueError(found.problem))
    image = Image.open(Bounded(found.png), formats=("PNG",))
    image.format = "HEIF"
    return image


def _decoded(
    image: Image.Image,
    name: str,
    rest: Mended | None = None,
    error: InputError | None = None,
) -> Decoded:
    """Return a picture; of one that was cut, what is there, or raise its error."""
    width, height = image.size
    form = "JPEG" if image.format == "MPO" else image.format or ""
    step = _reduction(width, height)
    if form == "JPEG" and step > 1:
        _draft(image, (width // step, height // step))
    frame = _frame(image)
    _load(image, name)
    missing = _missing(image, rest, error) if rest and error else 0.0
    orientation = _orientation(image)
    try:
        whole = _transparent_outside(image, frame)
        converted, notices = srgb(whole, _reduction(*image.size))
        if rest is not None:
            converted = _ending_white(converted, missing)
            behind = f"; the lowest {100 * missing:.1f} % are white" if missing else ""
            notices = (*notices, f"the file ends too early{behind}")
        turned = (
            converted.transpose(_TURNS[orientation])
            if orientation in _TURNS
            else converted
        )
        pixels = np.asarray(turned)
    except DECODER_ERRORS as cause:
        raise _damaged(name, cause) from cause
    if orientation >= 5:
        width, height = height, width
    if form != "JPEG" and _is_animated(image):
        notices = (*notices, "the file has several frames; only the first is read")
    if pixels.shape[1] != width:
        notices = (*notices, f"measured at {pixels.shape[1]} of its {width} px width")
    return Decoded(pixels, form, width, height, notices)


def _missing(image: Image.Image, rest: Mended, error: InputError) -> float:
    """Return the share of rows that a loaded picture lacks.

    Raises:
        InputError: So many that it is another picture.
    """
    known = rest.missing
    share = filled_share(np.asarray(image)) if known is None else known
    if share > MOST_MISSING:
        raise error
    return share


def _ending_white(image: Image.Image, share: float) -> Image.Image:
    rows = math.ceil(share * image.height)
    white = image.copy()
    white.paste((255, 255, 255), (0, image.height - rows, image.width, image.height))
    return white


def _frame(image: Image.Image) -> tuple[int, int, int, int] | None:
    """Return where a GIF's first frame lies on its canvas; None where it fills it."""
    if image.format != "GIF" or not getattr(image, "tile", None):
        return None
    found = image.tile[0][1]  # type: ignore[attr-defined] # an ImageFile's
    return None if found is None or found == (0, 0, *image.size) else found


def _transparent_outside(
    image: Image.Image, frame: tuple[int, int, int, int] | None
) -> Image.Image:
    """Return a GIF as browsers show it: nothing is where its frame is not."""
    if frame is None:
        return image
    canvas = Image.new("RGBA", image.size, (0, 0, 0, 0))
    canvas.paste(image.convert("RGBA").crop(frame), frame[:2])
    return canvas


def _draft(image: Image.Image, size: tuple[int, int]) -> None:
    try:
        image.draft(None, size)
    except DECODER_ERRORS:
        return  # a hint only; the picture is then decoded whole


def _load(image: Image.Image, name: str) -> None:
    try:
        image.load()
    except Image.DecompressionBombError as cause:
        raise _too_many_pixels(name, "more than 179") from cause
    except DECODER_ERRORS as cause:
        raise _damaged(name, cause) from cause


def _reduction(width: int, height: int) -> int:
    """Return by which whole number a picture's sides may be divided."""
    step = max(1, width // _ENOUGH_WIDTH_PX)
    while width * height > _MOST_DECODED_PIXELS * step**2 and width > step:
        step += 1
    return step


def _orientation(image: Image.Image) -> int:
    """Return EXIF's orientation, 1 to 8; 1 where it is missing or unreadable."""
    if len(image.info.get("exif") or b"") > _MOST_EXIF_BYTES:
        return 1
    try:
        value = image.getexif().get(_ORIENTATION_TAG, 1)
    except DECODER_ERRORS:
        return 1
    return value if isinstance(value, int) and value in _TURNS else 1


def _is_animated(image: Image.Image) -> bool:
    try:
        return bool(getattr(image, "is_animated", False))
    except DECODER_ERRORS:
        return False


def _check_webp_canvas(data: bytes, name: str, max_pixels: int) -> None:
    """Refuse a giant WebP canvas, which its decoder allocates when it is opened."""
    if data[:4] == b"RIFF" and data[8:16] == b"WEBPVP8X" and len(data) >= 30:
        width = 1 + int.from_bytes(data[24:27], "little")
        height = 1 + int.from_bytes(data[27:30], "little")
        _check_pixels((width, height), name, max_pixels)


def _check_pixels(size: tuple[int, int], name: str, max_pixels: int) -> None:
    width, height = size
    if width * height > max_pixels:
        raise _too_many_pixels(name, f"{width * height / 1e6:.0f}")
    if width < 1 or height < 1:
        raise InputError(
            f"{name} has no pixels", hint="export it again", code="damaged-image"
        )
    if max(width, height) > _MOST_ASPECT * min(width, height):
        raise InputError(
            f"{name} is {width} x {height} px: a line, not a picture",
            hint="crop it (2:3 is advised)",
            code="extreme-shape",
        )


def _check_scans(image: Image.Image, data: bytes, name: str) -> None:
    if image.format not in ("JPEG", "MPO"):
        return
    times = scans(data)
    if times * image.width * image.height > _MOST_SCANNED_PIXELS:
        raise InputError(
            f"{name} is made of {times} scans, which take too long to read",
            hint="export it again as a usual JPEG",
            code="too-many-scans",
        )


def _too_many_pixels(name: str, megapixels: str) -> InputError:
    return InputError(
        f"{name} has {megapixels} megapixels, too many to open",
        hint="export it smaller (1000 x 1500 px is advised), or raise max-pixels",
        code="too-many-pixels",
    )


def _damaged(name: str, cause: BaseException) -> InputError:
    if isinstance(cause, MemoryError):
        return InputError(
            f"{name} needs more memory than there is",
            hint="export it smaller",
            code="out-of-memory",
        )
    if _signature.is_unsupported(cause):
        return _signature.rare(name)
    is_cut = isinstance(cause, EOFError) or "truncated" in str(cause).lower()
    return InputError(
        f"{name} ends too early" if is_cut else f"{name} is damaged",
        hint="export or download it again",
        code=_CUT if is_cut else "damaged-image",
    )
