"""A small picture of the pin for reports."""

from __future__ import annotations

import base64
import io

from PIL import Image

from scorer.core.pin import Creative

_WIDTH_PX = 480
_QUALITY = 52


def thumbnail(creative: Creative) -> str:
    """Return a ``data:`` URI of the pin as WebP, at most 480 px wide."""
    picture = Image.fromarray(creative.pixels)
    picture.thumbnail((_WIDTH_PX, 4 * _WIDTH_PX))
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=_QUALITY)
    return "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode()
