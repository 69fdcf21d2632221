"""Whether overlay, title, description and link speak of the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scorer.core.family import Family, measure
from scorer.core.pin import Creative
from scorer.core.units import Unit
from scorer.text.lines import overlay_words
from scorer.wording import tokens
from scorer.wording.lexicon import language_of
from scorer.wording.measures import content_stems, lexicon_for
from scorer.wording.slug import slug_words
from scorer.wording.spelling.known_words import plain_letters

_SOURCE = "overlap coefficient, Szymkiewicz 1934 and Simpson 1960; on stems"


def _shared(what: str) -> float | None:
    """Declare the overlap of the content words of two texts."""
    field: float | None = measure(
        Unit.SHARE,
        f"Content words of the shorter of {what} that the other has too, 0 to 1;"
        " None where one is missing, sets no spaces between words, or is in another"
        " language",
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
        label="places with text: overlay, title, description, link",
    )
    title_overlay_share: float | None = _shared("title and overlay")
    title_description_share: float | None = _shared("title and description")
    title_link_share: float | None = _shared("title and link")
    overlay_description_share: float | None = _shared("overlay and description")
    overlay_link_share: float | None = _shared("overlay and link")


# kuerbis and kürbis; sound alike or not, both sides are folded.
_UMLAUT = re.compile(r"([aou])e")


@dataclass(frozen=True, slots=True)
class _Said:
    """One of the texts, and the stems of its content words."""

    text: str
    stems: frozenset[str]

    @property
    def is_comparable(self) -> bool:
        """Phrases of Japanese, Chinese or Thai are seldom the same."""
        return bool(self.stems) and not tokens.is_unspaced_script(self.text)

    @property
    def language(self) -> str:
        """The language that it is most likely in."""
        return language_of(self.text)


def _extract(creative: Creative) -> Agreement:
    pin = creative.pin
    link_words = " ".join(slug_words(pin.link))
    texts = (pin.title, creative.once(overlay_words), pin.description, link_words)
    said = [_Said(text, _stems(text, creative)) for text in texts]
    title, overlay, description, link = said
    return Agreement(
        text_count=sum(bool(each.stems) for each in said),
        title_overlay_share=_overlap(title, overlay),
        title_description_share=_overlap(title, description),
        title_link_share=_overlap(title, link),
        overlay_description_share=_overlap(overlay, description),
        overlay_link_share=_overlap(overlay, link),
    )


def _stems(text: str, creative: Creative) -> frozenset[str]:
    stems = content_stems(text, lexicon_for(text, creative.settings))
    return frozenset(map(_folded, stems))


def _folded(stem: str) -> str:
    """A stem without accents: addresses have none, or spell an umlaut out."""
    letters = plain_letters(stem)
    return _UMLAUT.sub(r"\1", letters) if letters else stem


def _overlap(one: _Said, other: _Said) -> float | None:
    if not (one.is_comparable and other.is_comparable):
        return None
    if one.language != other.language:
        return None
    shared = len(one.stems & other.stems)
    return shared / min(len(one.stems), len(other.stems))


FAMILY = Family(
    record=Agreement,
    extract=_extract,
    version=9,
    reads=("lexicons", "ocr_engine", "languages"),
    words=True,
)
