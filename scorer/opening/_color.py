"""Any mode that a decoder answers, to eight-bit sRGB on white."""

from __future__ import annotations

import io
from typing import cast

import numpy as np
from PIL import Image, ImageCms

_OPAQUE = 250  # of 255: what is below can be seen through
_WHITE = (255, 255, 255)
_BY_PROFILE = {"L": "GRAY", "RGB": "RGB ", "RGBA": "RGB ", "CMYK": "CMYK"}
_DISPLAY_EXPONENT = 2.2
_SAME_GAMMA = 0.05
_MOST_GAMMA = 21474.83  # the largest that a chunk can hold
_PROFILE_ERRORS = (
    ImageCms.PyCMSError,
    OSError,
    ValueError,
    TypeError,
    AttributeError,
    MemoryError,
)


def srgb(image: Image.Image, step: int) -> tuple[Image.Image, tuple[str, ...]]:
    """Return a loaded image as RGB, reduced, and what the reader should know.

    Args:
        image: Loaded, of any mode.
        step: Whole number by which both sides are divided.
    """
    profile = image.info.get("icc_profile")
    plain, notices = _plain(image)
    if step > 1:
        plain = plain.reduce(step)
    if isinstance(profile, bytes) and plain.mode in _BY_PROFILE:
        plain, more = _by_profile(plain, profile)
        notices = (*notices, *more)
    elif "srgb" not in image.info:
        plain = _by_gamma(plain, image.info.get("gamma"))
    if plain.mode == "CMYK":
        notices = (*notices, "CMYK without a color profile; colors are approximate")
    if plain.mode == "RGBA" and any(plain.getchannel("A").histogram()[:_OPAQUE]):
        notices = (*notices, "transparent parts were measured on white")
    return _on_white(plain), notices


def _plain(image: Image.Image) -> tuple[Image.Image, tuple[str, ...]]:
    """Return the image as L, RGB, RGBA or CMYK with eight bits a channel."""
    if image.mode.startswith("I;16"):
        return Image.fromarray(_from_16_bits(np.asarray(image))), ()
    if image.mode in ("I", "F"):
        return _from_numbers(np.asarray(image, dtype=np.float32))
    if image.mode == "LAB":
        return _from_lab(image), ()
    if "transparency" in image.info or image.mode in ("LA", "PA", "La", "RGBa"):
        return image.convert("LA" if image.mode == "La" else "RGBA").convert("RGBA"), ()
    if image.mode in ("P", "YCbCr", "HSV", "RGBX"):
        return image.convert("RGB"), ()
    return (image.convert("L") if image.mode == "1" else image), ()


def _from_16_bits(values: np.ndarray) -> np.ndarray:
    return ((values.astype(np.uint32) + 128) // 257).astype(np.uint8)


def _from_numbers(values: np.ndarray) -> tuple[Image.Image, tuple[str, ...]]:
    """Return eight bits of numbers without a range: 0..1, 0..255, 0..65535, or any."""
    finite = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(finite.min()), float(finite.max())
    for top in (1.0, 255.0, 65535.0):
        if low >= 0 and high <= top:
            return _gray(finite * (255 / top)), ()
    stretched = (finite - low) * (255 / ((high - low) or 1.0))
    notice = "pixel values have no known range; brightness was stretched"
    return _gray(stretched), (notice,)


def _gray(values: np.ndarray) -> Image.Image:
    return Image.fromarray(np.clip(np.rint(values), 0, 255).astype(np.uint8))


def _from_lab(image: Image.Image) -> Image.Image:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    return _transformed(image, lab, "RGB")


def _by_profile(
    image: Image.Image, profile: bytes
) -> tuple[Image.Image, tuple[str, ...]]:
    """Return the image in sRGB; with an unusable profile as it is, and a notice."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space != _BY_PROFILE[image.mode]:
            return image, ("the color profile is for another kind of picture; ignored",)
        if "srgb" in ImageCms.getProfileDescription(source).lower():
            return image, ()
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return _transformed(image, source, mode), ()
    except _PROFILE_ERRORS:
        return image, ("the color profile is damaged; colors are taken as sRGB",)


def _by_gamma(image: Image.Image, gamma: object) -> Image.Image:
    """Return an image of a PNG that says how its numbers follow from light.

    Source:
        PNG 1.2, 10.5 "Decoder gamma handling", with the exponent of 2.2 and the
        tolerance of libpng, as Chromium has it.
    """
    if not isinstance(gamma, float) or not 0 < gamma <= _MOST_GAMMA:
        return image
    exponent = 1 / (gamma * _DISPLAY_EXPONENT)
    if abs(exponent - 1) < _SAME_GAMMA or image.mode not in ("L", "RGB", "RGBA"):
        return image
    curve = [round(255 * (value / 255) ** exponent) for value in range(256)]
    tables = {"L": curve, "RGB": curve * 3, "RGBA": [*curve * 3, *range(256)]}
    return image.point(tables[image.mode])


def _transformed(
    image: Image.Image, source: ImageCms.ImageCmsProfile, mode: str
) -> Image.Image:
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    answer = ImageCms.profileToProfile(
        image,
        source,
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
        renderingIntent=intent,
        outputMode=mode,
        flags=flags,
    )
    return cast("Image.Image", answer)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image  # converting would copy it
    if image.mode != "RGBA":
        return image.convert("RGB")
    flat = Image.new("RGB", image.size, _WHITE)
    flat.paste(image, mask=image.getchannel("A"))
    return flat
