"""The title: what shows of it, what it promises, and how it says it."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Family, measure
from scorer.core.pin import Creative, Pin
from scorer.core.settings import Settings
from scorer.core.units import Unit
from scorer.wording import stems, tokens
from scorer.wording.measures import Copy, content_stems, fields_of, lexicon_for
from scorer.wording.slug import is_file_name, slug_words

_SPECS = "Pinterest, creative specs: the first 40 characters may show"


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(Copy):
    """What the title says and how."""

    keyword_end_chars: int | None = measure(
        Unit.CHARS,
        "Where the first word that names the topic ends; None without such a word, and"
        " in scripts without spaces between words",
        source=_SPECS,
        label="end of the first topic word",
    )
    is_file_name: bool = measure(
        Unit.NONE,
        "Only repeats the file's name",
        source="what upload forms fill in",
        label="nothing but the name of the file",
    )
    is_known: bool = True  # False where a picture came without words
    unknown: str = ""  # why, where a list of pins lies beside it


def title_of(pin: Pin, settings: Settings) -> Title:
    """Return what is measured of a pin's title; no picture is needed."""
    fields = fields_of(pin.title, settings)
    return Title(
        **fields,  # type: ignore[arg-type] # the fields of Copy, by name
        keyword_end_chars=_keyword_end(pin, str(fields["topic"]), settings),
        is_file_name=is_file_name(pin.title, pin.path),
        is_known=pin.is_worded,
        unknown=pin.unworded,
    )


def _extract(creative: Creative) -> Title:
    return title_of(creative.pin, creative.settings)


def _keyword_end(pin: Pin, topic: str, settings: Settings) -> int | None:
    """End of the first topic word; one that link or description repeat goes first."""
    if tokens.is_unspaced_script(pin.title):
        return None
    topical = {stems.stem(word) for word in tokens.words(topic)}
    elsewhere = " ".join((*slug_words(pin.link), pin.description, pin.board))
    known = lexicon_for(pin.title, settings)
    shared = topical & content_stems(elsewhere, known) if elsewhere.strip() else topical
    ends = (
        end
        for word, _, end in tokens.placed_words(pin.title)
        if stems.stem(word) in (shared or topical)
    )
    return next(ends, None)


FAMILY = Family(
    record=Title,
    extract=_extract,
    version=5,
    reads=("lexicons",),
    words=True,
    place="in the title",
)
