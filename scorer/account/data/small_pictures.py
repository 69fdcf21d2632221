"""Small pictures of the account's pins, kept in the model folder as one archive."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path

from scorer.clickrate.model.store import current_folder
from scorer.core.errors import ModelError

FILE = "pictures.zip"
_WIDTH_PX, _QUALITY = 220, 60
_MOST_BYTES = 64 * 2**10
# The time of every entry: an archive of the same pictures is the same file.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def smaller(thumbnails: Mapping[str, str]) -> dict[str, bytes]:
    """Return pictures of the size that is kept, as WebP.

    Args:
        thumbnails: ``data:`` URIs by pin id, of any size.
    """
    return {pin: _small(uri) for pin, uri in thumbnails.items() if uri}


def pack(pictures: Mapping[str, bytes]) -> bytes:
    """Return an archive of pictures by pin id."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted((_name(p), c) for p, c in pictures.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return buffer.getvalue()


def unpack(folder: Path, pins: Collection[str]) -> dict[str, bytes]:
    """Return the kept pictures of some pins: those that are there and are pictures.

    Args:
        folder: The model folder.
        pins: Their ids.

    Raises:
        ModelError: The archive cannot be read.
    """
    path = current_folder(folder) / FILE
    if not path.is_file():
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            sizes = {each.filename: each.file_size for each in archive.infolist()}
            names = ((pin, _name(pin)) for pin in pins)
            return {
                pin: content
                for pin, name in names
                if sizes.get(name, _MOST_BYTES + 1) <= _MOST_BYTES
                and _is_webp(content := archive.read(name))
            }
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as cause:
        raise ModelError(
            f"{path} cannot be read: {cause}", hint="train the model again"
        ) from cause


def as_uri(content: bytes) -> str:
    """Return a kept picture as a ``data:`` URI."""
    return "data:image/webp;base64," + base64.b64encode(content).decode()


def _name(pin: str) -> str:
    """Return an entry's name: ids may hold what no file name can."""
    return (
        hashlib.sha256(pin.encode("utf-8", "surrogatepass")).hexdigest()[:24] + ".webp"
    )


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def _small(uri: str) -> bytes:
    """Return a report's picture made small, as WebP."""
    from PIL import Image

    content = base64.b64decode(uri.partition(",")[2])
    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as image:
        picture = image.convert("RGB")
    picture.thumbnail((_WIDTH_PX, 3 * _WIDTH_PX))
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=_QUALITY)
    return buffer.getvalue()
