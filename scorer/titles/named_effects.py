"""What the built-in title model makes of a title, by the words that it is due to."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.titles.headline_model import HeadlineModel, Recipe
from scorer.wording import tokens

_MARKS = {
    "question": "a question mark",
    "exclamation": "an exclamation mark",
    "dots": "three dots",
    "colon": "a colon",
    "quote": "quotation marks",
    "star": "a star",
    "bracket": "a bracket",
    "hyphen": "a hyphen",
    "hash": "a hash sign",
    "dollar": "a dollar sign",
    "percent": "a percent sign",
    "ampersand": "an ampersand",
}
_NUMBERS = ("numbers", "number_first")
_LENGTH, _WORDS, _PARTS = "its length", "the length of its words", "its sentences"
_CAPITALS = "its capital letters"
# What stands in no single place of a title.
_ASPECTS = {
    "words": _LENGTH,
    "words_squared": _LENGTH,
    "log_words": _LENGTH,
    "chars": _LENGTH,
    "log_chars": _LENGTH,
    "word_chars": _WORDS,
    "long_words_share": _WORDS,
    "capitals_share": _CAPITALS,
    "title_case": _CAPITALS,
    "shouted_words": _CAPITALS,
    "periods": "a period",
    "ends_with_period": "a period",
    "commas": "a comma",
    "ends_with_question": _MARKS["question"],
    "ends_with_dots": _MARKS["dots"],
    "sentences": _PARTS,
    "several_sentences": _PARTS,
    "first_sentence_words": _PARTS,
    "last_sentence_words": _PARTS,
    "short_first_sentence": _PARTS,
    "short_last_sentence": _PARTS,
    "distinct_share": "words that it repeats or does not",
}
# The model takes what stands so near to the end for the end.
_LAST = 2


def named_effects(title: str, model: HeadlineModel) -> dict[str, float]:
    """Return what each word of a title, and what else it has, adds in log odds.

    What the model counts by kind of word or by pattern is told by the words that are
    of that kind, in lower case. What a title does not have is not named.

    Args:
        title: Any.
        model: The built-in title model.
    """
    text = tokens.straightened(title)
    named: dict[str, float] = {}
    for word, effect in model.word_effects(title):
        named[_quoted(word)] = named.get(_quoted(word), 0.0) + effect
    of_nothing = model.style_effects("")
    for name, value in model.style_effects(title).items():
        effect = value - of_nothing[name]
        labels = _labels(name, text, model.recipe) if effect else ()
        for each in labels:
            named[each] = named.get(each, 0.0) + effect / len(labels)
    return named


def is_word(name: str) -> bool:
    """Whether the name of an effect is that of a word, wherever it stands."""
    return name.startswith('"') and name.endswith('"')


def as_written(name: str, titles: Sequence[str]) -> str:
    """Return the name of an effect with its words as the first title has them."""
    if not name.startswith('"'):
        return name
    present = [word for title in titles for word in tokens.words(title)]
    written = {word.lower(): word for word in reversed(present)}
    words, _, place = name[1:].partition('"')
    shown = " ".join(written.get(word, word) for word in words.split(" "))
    return f'"{shown}"{place}'


def _labels(name: str, text: str, recipe: Recipe) -> Sequence[str]:
    """What a style number counts in a text, in words."""
    kind, _, rest = name.rpartition(".")
    words = tokens.words(text)
    if kind == "mark":
        return [_MARKS.get(rest, rest)]
    if kind == "pattern":
        return _matched(rest, text, recipe)
    if name in _NUMBERS:
        return [_quoted(word) for word in words if word[0].isdigit()]
    if not kind:
        return [_ASPECTS.get(name, name.replace("_", " "))]
    if kind == "first":
        words = words[:1]
    elif kind == "last":
        words = words[-_LAST:]
    place = {"first": " as the first word", "last": " at the end"}.get(kind, "")
    known = recipe.classes[rest]
    return [f"{_quoted(word)}{place}" for word in words if word.lower() in known]


def _matched(pattern: str, text: str, recipe: Recipe) -> list[str]:
    """The whole words in which a pattern is found."""
    places = tokens.placed_words(text)
    found = []
    for match in recipe.patterns[pattern].finditer(text.lower()):
        met = [(a, b) for _, a, b in places if a < match.end() and b > match.start()]
        if met:
            found.append(_quoted(text[met[0][0] : met[-1][1]]))
    return found


def _quoted(words: str) -> str:
    return f'"{words.lower()}"'
