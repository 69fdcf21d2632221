"""Image files to upright sRGB pixels, with Pillow only."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from scorer.core.errors import InputError
from scorer.core.pin import ImageFile, Rgb
from scorer.core.settings import Settings

FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF", "AVIF")


@dataclass(frozen=True, slots=True)
class Opened:
    """Pixels of shape (H, W, 3), uint8, sRGB, upright; and the file behind them."""

    pixels: Rgb
    file: ImageFile


def open_image(path: Path, settings: Settings) -> Opened:  # noqa: ARG001 - soon
    """Return an image file's pixels.

    Raises:
        InputError: The file is no readable picture of an allowed format and size.
    """
    try:
        content = path.read_bytes()
        image = Image.open(io.BytesIO(content), formats=FORMATS)
        form = image.format or ""
        upright = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError) as cause:
        raise InputError(
            f"{path} is not a readable image", code="not-an-image"
        ) from cause
    facts = ImageFile(
        form,
        len(content),
        hashlib.sha256(content).hexdigest(),
        upright.width,
        upright.height,
    )
    return Opened(np.asarray(upright), facts)
