"""The description: its length, hashtags and call to action."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Family, measure
from scorer.core.pin import Creative
from scorer.core.units import Unit
from scorer.wording import tokens
from scorer.wording.measures import lexicon_for


@dataclass(frozen=True, slots=True)
class Description:
    """What the description holds; it is not shown in feeds."""

    length_chars: int = measure(
        Unit.CHARS,
        "Characters, outer spaces left out",
        source="Pinterest specs",
        label="length of text",
    )
    word_count: int = measure(
        Unit.COUNT, "Words and numbers", source="Pinterest specs", label="words"
    )
    hashtag_count: int = measure(
        Unit.COUNT, "Hashtags", source="Pinterest specs", label="hashtags"
    )
    call_to_action_count: int | None = measure(
        Unit.COUNT,
        "Phrases that ask for a click; None without text or lexicon",
        source="scorer/wording/lexicons",
        label="calls to action",
    )


def _extract(creative: Creative) -> Description:
    text = tokens.straightened(creative.pin.description)
    known = lexicon_for(text, creative.settings) if text else None
    return Description(
        length_chars=len(text),
        word_count=len(tokens.words(text)),
        hashtag_count=len(tokens.hashtags(text)),
        call_to_action_count=len(known.found("call_to_action", text))
        if known
        else None,
    )


FAMILY = Family(
    record=Description,
    extract=_extract,
    version=3,
    reads=("lexicons",),
    words=True,
    place="in the description",
)
