"""What an engine is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scorer.core.pin import Rgb
from scorer.core.settings import Settings
from scorer.text.reading import Reading


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine: reads pixels, names its version.

    Attributes:
        read: Returns what stands in an image; DependencyError where it is missing.
        version: Returns name and version of what reads, part of the cache key.
        lacks: Returns which of some languages it cannot read on this computer.
        looks: Whether it looks at the pixels at all.
    """

    read: Callable[[Rgb, Settings], Reading]
    version: Callable[[], str]
    lacks: Callable[[tuple[str, ...]], tuple[str, ...]] = lambda _: ()
    looks: bool = True
