"""The words of the overlay, treated as the title is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scorer.core.family import Family
from scorer.core.pin import Creative
from scorer.core.settings import Settings
from scorer.text.lines import doubtful_words, overlay_words, read_text, readable_words
from scorer.wording.measures import Copy, fields_of, lexicon_for
from scorer.wording.pitch import pitch_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayCopy(Copy):
    """What the overlay says and how.

    Attributes:
        unread: Why some of it may be missing.
        pitch: Its words that can be read in the feed.
        pitch_shape: How it is built, see ``Pitch``.
        reason_count: Reasons to tap among them; None where their language has no list.
        is_doubtful: Whether other words may be overlay, or on things in the photo.
    """

    unread: str = ""
    pitch: str = ""
    pitch_shape: str = ""
    reason_count: int | None = None
    is_doubtful: bool = False


def _extract(creative: Creative) -> OverlayCopy:
    found = overlay_copy(
        creative.once(overlay_words),
        creative.once(readable_words),
        creative.settings,
        creative.once(read_text).unread,
    )
    return replace(found, is_doubtful=bool(creative.once(doubtful_words)))


def overlay_copy(
    text: str, pitch: str, settings: Settings, unread: str = ""
) -> OverlayCopy:
    """Return what is measured of an overlay's words.

    Args:
        text: All of them.
        pitch: Those that can be read in the feed.
        settings: Of the run.
        unread: Why some of them may be missing.
    """
    found = pitch_of(pitch, lexicon_for(text, settings) if text else None)
    return OverlayCopy(
        **fields_of(text, settings),  # type: ignore[arg-type] # by name
        unread=unread,
        pitch=pitch,
        pitch_shape=found.shape,
        reason_count=None if found.reasons is None else len(found.reasons),
    )


FAMILY = Family(
    record=OverlayCopy,
    extract=_extract,
    version=10,
    reads=("lexicons", "ocr_engine", "languages", "feed_width_dp"),
    place="in the overlay",
)
