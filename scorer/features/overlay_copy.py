"""The words of the overlay, treated as the title is."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Family
from scorer.core.pin import Creative
from scorer.text.engines import read_text
from scorer.text.lines import overlay_words
from scorer.wording.measures import Copy, fields_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayCopy(Copy):
    """What the overlay says and how."""

    unread: str = ""  # why some of it may be missing


def _extract(creative: Creative) -> OverlayCopy:
    text = creative.once(overlay_words)
    return OverlayCopy(
        **fields_of(text, creative.settings),  # type: ignore[arg-type] # by name
        unread=creative.once(read_text).unread,
    )


FAMILY = Family(
    record=OverlayCopy,
    extract=_extract,
    version=5,
    reads=("lexicons", "ocr_engine", "languages"),
    place="in the overlay",
)
