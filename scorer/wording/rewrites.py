"""Titles of the same topic that say more, offered only where their pattern fits.

A pattern fits a kind of thing: "Easy …" a dish, "…: Before and After" a room. The kind
is told by the last word, and a title that may be a sentence ("Rockets Land Alone") gets
none: a rewrite that makes no sense costs more trust than the others win.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from scorer.wording.casing import in_title_case
from scorer.wording.lexicon import lexicon
from scorer.wording.measures import Copy

_FILE = resources.files("scorer.wording") / "lexicons" / "rewrites.json"


@dataclass(frozen=True, slots=True)
class _Rewrites:
    """Kinds of things by their last word, what may stand before it, and patterns.

    Attributes:
        kinds: Kind by noun.
        modifiers: Words that describe such a noun and are no verbs.
        patterns: By aim and kind.
    """

    kinds: Mapping[str, str]
    modifiers: frozenset[str]
    patterns: Mapping[str, Mapping[str, tuple[str, ...]]]


def rewrites(aim: str, copy: Copy) -> tuple[str, ...]:
    """Return titles of the same topic, with places to fill in.

    Args:
        aim: What they add: ``benefit``, ``curiosity`` or ``detail``.
        copy: What is measured of a title, or of the words on a pin.

    Returns:
        None where no pattern fits, or the words are more than the name of a thing.
    """
    known, topic = _rewrites(), copy.short_topic
    kind = known.kinds.get(topic.lower().rpartition(" ")[2], "")
    if copy.topic != topic or not kind or not _is_name(topic, known):
        return ()
    named = " ".join(x[:1].upper() + x[1:] for x in in_title_case(topic).split())
    return tuple(each.format(topic=named) for each in known.patterns[aim][kind])


def examples(aim: str, *copies: Copy) -> str:
    """Return the end of a sentence that names rewrites of the first that has some.

    Such as ``, such as "Easy Cake" or "Cake in [number] Minutes"``; empty where none
    has.
    """
    found = next(filter(None, (rewrites(aim, copy) for copy in copies)), ())
    titles = " or ".join(f'"{each}"' for each in found)
    return f", such as {titles}" if found else ""


def _is_name(topic: str, known: _Rewrites) -> bool:
    """Whether the words before the last one only describe it, as far as known."""
    listed = lexicon("en")
    words = topic.lower().split()[:-1]
    return all(
        word in known.modifiers or (listed and listed.has("descriptor", word))
        for word in words
    ) and not any(_is_participle(word) for word in words[1:])


def _is_participle(word: str) -> bool:
    """Whether it may be a verb after a noun: "Grandma baked bread"."""
    return word.endswith(("ed", "ing"))


@functools.cache
def _rewrites() -> _Rewrites:
    content = json.loads(_FILE.read_text(encoding="utf-8"))
    kinds = {word: kind for kind, words in content["nouns"].items() for word in words}
    patterns = {
        aim: {kind: tuple(found) for kind, found in by_kind.items()}
        for aim, by_kind in content["patterns"].items()
    }
    return _Rewrites(kinds, frozenset(content["modifiers"]), patterns)
