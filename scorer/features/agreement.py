"""Whether overlay, title, description and link speak of the same thing."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Family, measure
from scorer.core.pin import Creative
from scorer.core.units import Unit
from scorer.text.lines import overlay_words
from scorer.wording import tokens
from scorer.wording.measures import content_stems, lexicon_for
from scorer.wording.slug import slug_words

_SOURCE = "overlap coefficient, Szymkiewicz 1934 and Simpson 1960; on stems"


def _shared(what: str) -> float | None:
    """Declare the overlap of the content words of two texts."""
    field: float | None = measure(
        Unit.SHARE,
        f"Content words of the shorter of {what} that the other has too, 0 to 1;"
        " None where one is missing or sets no spaces between words",
        source=_SOURCE,
        label=f"words that {what} share",
    )
    return field


@dataclass(frozen=True, slots=True)
class Agreement:
    """Content words that two texts of a pin share; the sets are stems."""

    text_count: int = measure(
        Unit.COUNT,
        "How many of title, overlay, description and link say anything, 0..4",
        label="texts that say anything",
    )
    title_overlay_share: float | None = _shared("title and overlay")
    title_description_share: float | None = _shared("title and description")
    title_link_share: float | None = _shared("title and link")
    overlay_description_share: float | None = _shared("overlay and description")
    overlay_link_share: float | None = _shared("overlay and link")


def _extract(creative: Creative) -> Agreement:
    pin = creative.pin
    link_words = " ".join(slug_words(pin.link))
    texts = (pin.title, creative.once(overlay_words), pin.description, link_words)
    said = [_stems(text, creative) for text in texts]
    # Phrases of Japanese, Chinese or Thai are seldom the same: they tell nothing.
    title, overlay, description, link = (
        frozenset[str]() if tokens.is_unspaced_script(text) else stems
        for text, stems in zip(texts, said, strict=True)
    )
    return Agreement(
        text_count=sum(map(bool, said)),
        title_overlay_share=_overlap(title, overlay),
        title_description_share=_overlap(title, description),
        title_link_share=_overlap(title, link),
        overlay_description_share=_overlap(overlay, description),
        overlay_link_share=_overlap(overlay, link),
    )


def _stems(text: str, creative: Creative) -> frozenset[str]:
    return content_stems(text, lexicon_for(text, creative.settings))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float | None:
    if not one or not other:
        return None
    return len(one & other) / min(len(one), len(other))


FAMILY = Family(
    record=Agreement,
    extract=_extract,
    version=5,
    reads=("lexicons", "ocr_engine", "languages"),
    words=True,
)
