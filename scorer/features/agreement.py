"""Whether overlay, title, description and link speak of the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scorer.core.family import Family, measure
from scorer.core.pin import Creative
from scorer.core.units import Unit
from scorer.text.lines import overlay_words
from scorer.wording import stems, tokens
from scorer.wording.lexicon import language_of
from scorer.wording.measures import content_stems, lexicon_for
from scorer.wording.slug import slug_words
from scorer.wording.spelling.known_words import plain_letters

# Letters that words of one root have in common at least; syllables and consonants are
# written with fewer.
_LATIN_KIN, _OTHER_KIN, _KIN_SHARE = 4, 2, 0.6
# kuerbis and kürbis; sound alike or not, both sides are folded.
_UMLAUT = re.compile(r"([aou])e")
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
    found = content_stems(text, lexicon_for(text, creative.settings))
    return frozenset(map(_folded, found))


def _folded(word: str) -> str:
    """A stem without accents: addresses have none, or spell an umlaut out."""
    letters = plain_letters(word)
    return stems.stem(_UMLAUT.sub(r"\1", letters)) if letters else word


def _overlap(one: _Said, other: _Said) -> float | None:
    if not (one.is_comparable and other.is_comparable):
        return None
    if one.language != other.language:
        return None
    fewer, more = sorted((one.stems, other.stems), key=len)
    shared = len(fewer & more)
    if one.language != "en" and not shared:
        shared = sum(any(_is_kin(word, each) for each in more) for word in fewer)
    return shared / len(fewer)


def _is_kin(one: str, other: str) -> bool:
    """Whether two words begin alike, or one is part of the other.

    Stems are those of English: other languages end, and join, their words otherwise
    (çorba, çorbanız; Suppe, Kürbissuppe).
    """
    least = _LATIN_KIN if one.isascii() and other.isascii() else _OTHER_KIN
    size = min(len(one), len(other))
    pairs = zip(one, other, strict=False)
    alike = next((at for at, (a, b) in enumerate(pairs) if a != b), size)
    return size >= least and (
        one in other or other in one or alike >= max(least, _KIN_SHARE * size)
    )


FAMILY = Family(
    record=Agreement,
    extract=_extract,
    version=9,
    reads=("lexicons", "ocr_engine", "languages"),
    words=True,
)
