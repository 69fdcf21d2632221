"""A pin, and the pin opened for reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from scorer.core.settings import Settings

T = TypeVar("T")

Rgb = NDArray[np.uint8]  # (H, W, 3), sRGB
Plane = NDArray[np.float32]  # (H, W)
Mask = NDArray[np.bool_]  # (H, W)


@dataclass(frozen=True, slots=True)
class Pin:
    """A pin as its maker describes it; no pixels.

    Attributes:
        is_worded: Whether words came with the picture, so that an empty title is a
            missing one; a picture alone says nothing of its title.
        unworded: Why no title is known though a list of pins lies beside the picture;
            empty if none does, or if it is understood.
        refusals: Why Pinterest would not take the row of a sheet that names the pin.
        notices: What else the sheet's reader should know of the row.
        page: Which picture of a carousel it is, from 1; the first is what feeds show.
        pages: Pictures of that carousel; 1 if it is none.
        below: Folder that the picture must lie in, where a folder or a list led to it;
            None if the user named it.
    """

    path: Path
    title: str = ""
    description: str = ""
    link: str = ""
    board: str = ""
    id: str = ""
    is_worded: bool = False
    unworded: str = ""
    refusals: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    page: int = 1
    pages: int = 1
    below: Path | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Take a string for a path, and None for no words, as tables have them.

        Raises:
            TypeError: Words are no text.
        """
        object.__setattr__(self, "path", Path(self.path))
        for name in ("title", "description", "link", "board", "id"):
            words: object = getattr(self, name)
            if words is None:
                object.__setattr__(self, name, "")
            elif not isinstance(words, str):
                raise TypeError(f"{name} is text, not {type(words).__name__}")
        given = self.title or self.description or self.link or self.board
        is_worded = (bool(given) or self.is_worded) and not self.unworded
        object.__setattr__(self, "is_worded", is_worded)


@dataclass(frozen=True, slots=True)
class ImageFile:
    """What is known of an image file besides its pixels; 0 or empty is unknown."""

    format: str = ""
    size_bytes: int = 0
    sha256: str = ""
    width_px: int = 0  # upright, before any reduction while decoding
    height_px: int = 0
    notices: tuple[str, ...] = ()
    revision: str = ""  # of an object in a bucket


@dataclass(frozen=True)
class Creative:
    """One pin opened for reading.

    Attributes:
        pin: The pin.
        pixels: Shape (H, W, 3), uint8, sRGB, upright, alpha flattened on white.
        settings: The settings of the run.
        file: The file that the pixels came from.
    """

    pin: Pin
    pixels: Rgb
    settings: Settings = field(default_factory=Settings)
    file: ImageFile = field(default_factory=ImageFile)
    _derived: dict[object, object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def width_px(self) -> int:
        """Width of the upright image in the file."""
        return self.file.width_px or int(self.pixels.shape[1])

    @property
    def height_px(self) -> int:
        """Height of the upright image in the file."""
        return self.file.height_px or int(self.pixels.shape[0])

    @property
    def scale(self) -> float:
        """File pixels per pixel of ``pixels``; 1 unless decoding reduced the image."""
        return self.width_px / int(self.pixels.shape[1])

    @property
    def dp_per_px(self) -> float:
        """Density-independent pixels of a phone's feed column per file pixel."""
        return self.settings.feed_width_dp / self.width_px

    def once(self, derive: Callable[[Creative], T]) -> T:
        """Return ``derive(self)``, computed at most once per pin."""
        if derive not in self._derived:
            self._derived[derive] = derive(self)
        return cast("T", self._derived[derive])
