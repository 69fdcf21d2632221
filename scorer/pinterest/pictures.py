"""The pictures of pins: which size, what is kept, and what stops no other."""

from __future__ import annotations

from pathlib import Path

from scorer.core.errors import InputError, PinterestError
from scorer.core.settings import Settings
from scorer.opening import check_picture
from scorer.pinterest.answers import Image, Pin
from scorer.pinterest.client import Client, GoneError

# Enough for every measure; what is larger is only slower to fetch.
_WIDTH_PX = 1000
_ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif"}


def there(folder: Path) -> dict[str, str]:
    """Return names of pictures that were fetched before, by pin id."""
    return {
        each.stem: each.name
        for each in sorted(folder.iterdir())
        if each.stem.isdigit() and each.suffix in _ENDINGS.values() and each.is_file()
    }


class NoPictureError(Exception):
    """One picture cannot be had, which stops no other."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def fetched(client: Client, pin: Pin, settings: Settings) -> tuple[bytes, str]:
    """Return a pin's picture and the ending of its file's name.

    Raises:
        NoPictureError: It cannot be had.
        PinterestError: None can be had now.
    """
    image = fitting(pin)
    if image is None:
        raise NoPictureError("pin without a picture")
    try:
        data = client.picture(image.url, settings.max_file_bytes)
        ending = _ENDINGS.get(check_picture(data, pin.id, settings))
    except GoneError:
        raise NoPictureError("picture that is gone") from None
    except InputError as cause:
        raise NoPictureError("picture that cannot be read") from cause
    except PinterestError as cause:
        if not _is_of_this_picture(cause):
            raise
        raise NoPictureError("picture that Pinterest does not give") from cause
    if ending is None:
        raise NoPictureError("picture of another format")
    return data, ending


def _is_of_this_picture(error: PinterestError) -> bool:
    """Return whether other pictures may be had although this one is not."""
    return error.code in {"pinterest", "too-large-file", "status-403", "status-400"}


def fitting(pin: Pin) -> Image | None:
    """Return the smallest size of a pin's picture that is wide enough to measure.

    The largest where none is; widths that the answer leaves out are read from the
    size's name, such as ``1200x``.
    """
    sizes = (pin.media.images if pin.media else None) or {}
    found = [
        (image.width or _width(name), image) for name, image in sizes.items() if image
    ]
    if not found:
        return None
    enough = [each for each in found if each[0] >= _WIDTH_PX]
    return (
        min(enough, key=lambda each: each[0])
        if enough
        else max(found, key=lambda each: each[0])
    )[1]


def _width(name: str) -> int:
    digits = name.partition("x")[0]
    return int(digits) if digits.isdecimal() and len(digits) < 6 else 0
