"""The built-in title model: how a headline's words moved clicks in randomized tests.

A sum of coefficients: style (length, word classes, patterns), words, and pieces of
words. The coefficients are data, see ``models/titles/``; this file turns a headline
into the numbers that they multiply, for fitting and for scoring alike.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from scorer.wording import tokens

# Lower case over word borders; as written, shorter, where case and marks count.
_PIECES = {"piece": (3, 6), "cased_piece": (1, 4)}
BLOCKS = ("word", *_PIECES)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]")
# Style numbers further out than so many standard deviations count as that far.
_MOST_DEVIATIONS = 4.0
_MOST_REPEATS = 3


@dataclass(frozen=True)
class Recipe:
    """Word classes and patterns whose counts are style numbers.

    Attributes:
        classes: Lower-case words by class.
        patterns: Regular expressions by name; they see lower-case text.
    """

    classes: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]

    @cached_property
    def classes_of(self) -> Mapping[str, tuple[str, ...]]:
        """Classes by word."""
        found: dict[str, tuple[str, ...]] = {}
        for name, known in self.classes.items():
            for word in known:
                found[word] = (*found.get(word, ()), name)
        return found

    @cached_property
    def zeros(self) -> Mapping[str, float]:
        """The numbers of a text that has none of the words."""
        places = ("class", "first", "last")
        return {f"{place}.{name}": 0.0 for name in self.classes for place in places}


@dataclass(frozen=True, slots=True)
class StyleTerm:
    """One style number's place in the sum: coefficient * (value - mean) / deviation."""

    mean: float
    deviation: float
    coefficient: float

    def effect(self, value: float) -> float:
        """Return what a value adds to the score."""
        away = (value - self.mean) / self.deviation
        if away > _MOST_DEVIATIONS:
            away = _MOST_DEVIATIONS
        elif away < -_MOST_DEVIATIONS:
            away = -_MOST_DEVIATIONS
        return self.coefficient * away


@dataclass(frozen=True)
class HeadlineModel:
    """Coefficients of the sum.

    Attributes:
        recipe: How style is counted.
        style: Terms by name of the style number.
        blocks: Coefficients by n-gram, by block ("word", "piece", "cased_piece").
        slope: From the sum to log odds of winning a decisive test.
    """

    recipe: Recipe
    style: Mapping[str, StyleTerm]
    blocks: Mapping[str, Mapping[str, float]]
    slope: float

    def score(self, title: str) -> float:
        """Return the log odds against an average headline; differences count."""
        text = tokens.straightened(title)
        values = style(text, self.recipe)
        # Most style numbers of a title are 0: their sum is known before.
        total = self._style_of_nothing + sum(
            self.style[name].effect(value) - self.style[name].effect(0.0)
            for name, value in values.items()
            if value and name in self.style
        )
        for block, coefficients in self.blocks.items():
            present = grams(text, block)
            # fsum: the order of a set differs from run to run, the score must not.
            found = filter(None, map(coefficients.get, present))
            total += math.fsum(found) / math.sqrt(max(len(present), 1))
        return self.slope * total

    @cached_property
    def _style_of_nothing(self) -> float:
        return sum(term.effect(0.0) for term in self.style.values())

    def style_effects(self, title: str) -> dict[str, float]:
        """Return what each style number adds, in log odds."""
        values = style(tokens.straightened(title), self.recipe)
        return {
            name: self.slope * term.effect(values[name])
            for name, term in self.style.items()
        }

    def word_effects(self, title: str) -> tuple[tuple[str, float], ...]:
        """Return what each word adds, in order; pieces go to the words they cover."""
        text = tokens.straightened(title)
        places = tokens.placed_words(text)
        shares = [0.0] * len(places)
        for start, end, effect in self._placed_effects(text):
            covered = [i for i, (_, a, b) in enumerate(places) if a < end and b > start]
            for index in covered:
                shares[index] += effect / len(covered)
        return tuple(
            (word, share) for (word, _, _), share in zip(places, shares, strict=True)
        )

    def _placed_effects(self, text: str) -> Iterator[tuple[int, int, float]]:
        for block, coefficients in self.blocks.items():
            present = grams(text, block)
            scale = self.slope / math.sqrt(max(len(present), 1))
            for gram in present:
                if gram in coefficients:
                    yield from _places(text, block, gram, scale * coefficients[gram])


def grams(text: str, block: str) -> set[str]:
    """Return the distinct n-grams of a straightened text in one block."""
    if block == "word":
        return set(_WORD.findall(text.lower()))
    low, high = _PIECES[block]
    padded = f" {text} " if block == "cased_piece" else f" {text.lower()} "
    found: set[str] = set()
    for size in range(low, high + 1):
        found.update([padded[at : at + size] for at in range(len(padded) - size + 1)])
    return found


def style(text: str, recipe: Recipe) -> dict[str, float]:
    """Return the style numbers of a straightened text, by name."""
    present = tokens.words(text)
    numbers = {**recipe.zeros, **_shape(text, present), **_classes(present, recipe)}
    joined = text.lower()
    for name, pattern in recipe.patterns.items():
        found = len(pattern.findall(joined))
        numbers[f"pattern.{name}"] = float(min(found, _MOST_REPEATS))
    return numbers


def _classes(present: tuple[str, ...], recipe: Recipe) -> dict[str, float]:
    """How often each class occurs, and whether it begins or ends the text."""
    kinds = [recipe.classes_of.get(word.lower(), ()) for word in present]
    counts = Counter(name for found in kinds for name in found)
    numbers = {f"class.{n}": float(min(c, _MOST_REPEATS)) for n, c in counts.items()}
    numbers |= {f"first.{name}": 1.0 for found in kinds[:1] for name in found}
    numbers |= {f"last.{name}": 1.0 for found in kinds[-2:] for name in found}
    return numbers


def _shape(text: str, present: tuple[str, ...]) -> dict[str, float]:
    """Lengths, capitals and marks."""
    count = max(len(present), 1)
    parts = tokens.sentences(text)
    lengths = [len(tokens.words(part)) for part in (parts[:1] + parts[-1:])] or [0, 0]
    capitals = sum(word[0].isupper() for word in present) / count
    marks = {f"mark.{name}": float(mark in text) for name, mark in _MARKS.items()}
    return marks | {
        "words": float(len(present)),
        "words_squared": len(present) ** 2 / 20,
        "log_words": math.log(count),
        "chars": float(len(text)),
        "log_chars": math.log(len(text) + 1),
        "word_chars": sum(map(len, present)) / count,
        "long_words_share": sum(len(word) >= 7 for word in present) / count,
        "capitals_share": capitals,
        "title_case": float(capitals > 0.8),
        "shouted_words": float(sum(len(w) > 1 and w.isupper() for w in present)),
        "numbers": float(sum(word[0].isdigit() for word in present)),
        "number_first": float(bool(present) and present[0][0].isdigit()),
        "periods": float(text.count(".") - 3 * text.count("...")),
        "commas": float(text.count(",")),
        "ends_with_period": float(text.endswith(".") and not text.endswith("...")),
        "ends_with_question": float(text.endswith("?")),
        "ends_with_dots": float(text.endswith(("...", "…"))),
        "sentences": float(len(parts)),
        "several_sentences": float(len(parts) > 1),
        "first_sentence_words": float(lengths[0]),
        "last_sentence_words": float(lengths[-1]),
        "short_last_sentence": float(len(parts) > 1 and lengths[-1] <= 5),
        "short_first_sentence": float(len(parts) > 1 and lengths[0] <= 4),
        "distinct_share": len({word.lower() for word in present}) / count,
    }


_MARKS = {
    "question": "?",
    "exclamation": "!",
    "dots": "...",
    "colon": ":",
    "quote": '"',
    "star": "*",
    "bracket": "(",
    "hyphen": "-",
    "hash": "#",
    "dollar": "$",
    "percent": "%",
    "ampersand": "&",
}


def _places(
    text: str, block: str, gram: str, effect: float
) -> Iterator[tuple[int, int, float]]:
    """Start, end and share of the effect of each place where an n-gram stands."""
    looked_in = text if block == "cased_piece" else text.lower()
    inner = gram.strip() or gram
    starts = [match.start() for match in re.finditer(re.escape(inner), looked_in)]
    for start in starts:
        yield start, start + len(inner), effect / len(starts)
