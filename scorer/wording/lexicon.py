"""Word lists and patterns of a language, from a data file that users can extend."""

import functools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError

from scorer.core.errors import SettingsError
from scorer.core.storage.mistakes import first_mistake
from scorer.wording import tokens
from scorer.wording.spelling.common_words import LEAST_COMMON_LETTERS, is_common
from scorer.wording.spelling.known_words import plain_letters

_FOLDER = resources.files("scorer.wording") / "lexicons"
_MOST_BYTES = 16 * 2**20
# "com" is a word of Portuguese, and none of it in an address.
_ADDRESS = re.compile(r"(?i)\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b")
UNDETERMINED = "und"  # ISO 639-2
# Of another language by their accents, and English: café, crème brûlée.
_LOANS = frozenset(
    ("cafe", "creme", "brulee", "puree", "saute", "acai", "pina", "jalapeno")
)
# Words of these classes promise or fill; what is left names the topic.
_FILLERS = ("function", "vague", "benefit", "superlative", "curiosity", "clickbait")


@dataclass(frozen=True)
class _File:
    """A file of word lists, as it is written."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    language: str = ""
    name: str = ""
    words: dict[str, list[str]] = field(default_factory=dict)
    patterns: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Lexicon:
    """What the words of one language do in a title.

    Attributes:
        language: ISO 639-1 code, such as "en".
        words: Lower-case words by class ("benefit", "function", …).
        patterns: Regular expressions by class; they see straightened lower-case text.
    """

    language: str
    words: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]

    @functools.cached_property
    def fillers(self) -> frozenset[str]:
        """Words that do not name a topic."""
        return frozenset().union(*(self.words.get(kind, ()) for kind in _FILLERS))

    def has(self, kind: str, word: str) -> bool:
        """Return whether a word belongs to a class, whatever its case."""
        return word.lower() in self.words.get(kind, frozenset())

    def is_formed(self, kind: str, word: str) -> bool:
        """Return whether a pattern describes the whole of a word: "moistest"."""
        pattern = self.patterns.get(kind)
        return bool(pattern and pattern.fullmatch(word.lower()))

    def found(self, kind: str, text: str) -> tuple[str, ...]:
        """Return the words and patterns of a class in a text, without overlaps.

        Args:
            kind: A class, such as "curiosity"; an unknown one finds nothing.
            text: Any text.

        Returns:
            What was found, as written, in order of appearance.
        """
        straight = tokens.straightened(text)
        # Lower case before the search: ignoring case while searching takes twice as
        # long. Where it changes the length, places would no longer fit.
        lower = straight.lower() if len(straight.lower()) == len(straight) else straight
        pattern, listed = self.patterns.get(kind), self.words.get(kind, frozenset())
        spans = [match.span() for match in pattern.finditer(lower)] if pattern else []
        if not listed.isdisjoint(tokens.lower_words(straight)):
            spans += _uncovered(straight, listed, spans)
        return tuple(straight[start:end].strip() for start, end in sorted(spans))


@functools.cache
def lexicon(language: str, folder: Path | None = None) -> Lexicon | None:
    """Return the lexicon of a language, or None where there is none.

    Args:
        language: ISO 639-1 code.
        folder: Where the user keeps files of the same form; ``en.json`` there adds
            to the built-in words, ``de.json`` brings a language that is not built in.

    Raises:
        SettingsError: The user's folder is none, or a file in it has a mistake.
    """
    if folder is not None and not folder.is_dir():
        raise SettingsError(
            f"lexicons = {str(folder)!r} is no folder", hint="make it, or fix the path"
        )
    name = f"{language}.json"
    parts = [_read(_FOLDER / name)] if (_FOLDER / name).is_file() else []
    if folder is not None and (folder / name).is_file():
        theirs = _read(folder / name)
        # One by one, as several may be right together that are wrong alone. Ours are
        # tested; compiling each of them would be a tenth of the start.
        _check_patterns(folder / name, theirs)
        parts.append(theirs)
    return _merged(language, parts) if parts else None


def check(folder: Path) -> None:
    """Read every word list of a user's folder, so that a mistake is said at once.

    Raises:
        SettingsError: It is no folder, or a file in it has a mistake.
    """
    lexicon("en", folder)
    for path in sorted(folder.glob("*.json")):
        lexicon(path.stem, folder)


@functools.lru_cache(maxsize=1024)
def language_of(text: str, preferred: str = "en") -> str:
    """Return the language that a short text is most likely in.

    Titles are too short for statistics of letters: the language with most function
    words wins, the preferred one in a tie. English wins a tie only where no more of
    the longer words are unknown to it than known. Another script than Latin is "".

    Returns:
        ISO 639-1 code; ``UNDETERMINED`` where no function word tells and the words are
        not English.

    Example:
        >>> language_of("10 Cozy Bedroom Ideas for Small Spaces")
        'en'
        >>> language_of("Schnelle Rezepte für die Familie")
        'de'
        >>> language_of("Wohnzimmer einrichten: 10 Ideen")
        'und'
    """
    if not tokens.is_latin_script(text):
        return ""
    present = tokens.lower_words(_ADDRESS.sub(" ", text))
    hits = {
        language: len(present & known) for language, known in _function_words().items()
    }
    mine = hits.pop(preferred, 0)
    other = max(hits, key=hits.__getitem__)
    if hits[other] > mine:
        return other
    is_tie = hits[other] == mine
    if is_tie and preferred == "en" and _is_foreign(present):
        is_alone = [*hits.values()].count(mine) == 1
        return other if is_alone else UNDETERMINED
    return preferred


def _is_foreign(present: frozenset[str]) -> bool:
    """Whether more words are unknown to English than known, of those that can tell.

    One alone may be a rare one (dahlias), unless it has an accent; with an accent as
    many are enough: English has hardly any.
    """
    known = {word: has for word in present if (has := _is_english(word)) is not None}
    unknown = [word for word, has in known.items() if not has]
    has_accent = not all(map(str.isascii, unknown))
    is_most = 2 * len(unknown) >= len(known) + (not has_accent)
    return is_most and (has_accent or len(unknown) > 1)


def _is_english(word: str) -> bool | None:
    """Whether English has a word; None for short ones, which are in no list."""
    letters = plain_letters(word)
    if _is_listed(letters):
        return True
    if not letters or (word.isascii() and len(letters) < LEAST_COMMON_LETTERS):
        return None
    return is_common(letters) or is_common(letters.removesuffix("s"))


def _is_listed(letters: str) -> bool:
    return letters in _LOANS or letters in _listed()


@functools.cache
def _listed() -> frozenset[str]:
    english = lexicon("en")
    return frozenset().union(*english.words.values()) if english else frozenset()


def is_function_word(word: str) -> bool:
    """Return whether a word is a function word of a language that is known here."""
    return any(word.lower() in known for known in _function_words().values())


@functools.cache
def _function_words() -> Mapping[str, frozenset[str]]:
    listed = json.loads((_FOLDER / "function_words.json").read_text("utf-8"))
    known = {language: frozenset(line.split()) for language, line in listed.items()}
    english = lexicon("en")
    return {**known, "en": english.words["function"] if english else frozenset()}


def _uncovered(
    text: str, listed: frozenset[str], spans: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Places of listed words that no span covers already."""
    return [
        (start, end)
        for word, start, end in tokens.placed_words(text)
        if word.lower() in listed
        and not any(start < right and end > left for left, right in spans)
    ]


def _read(path: Traversable) -> _File:
    """Return what a file says.

    Raises:
        SettingsError: It cannot be read, or is no file of this form.
    """
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES + 1)
        if len(text) > _MOST_BYTES:
            raise _mistake(path, f"it is larger than {_MOST_BYTES // 2**20} MiB")
        found: _File = TypeAdapter(_File).validate_json(text)
    except OSError as cause:
        raise _mistake(path, cause.strerror or str(cause)) from cause
    except ValidationError as cause:
        raise _mistake(path, first_mistake(cause)) from cause
    return found


def _check_patterns(path: Traversable, found: _File) -> None:
    for kind, listed in found.patterns.items():
        for one in listed:
            _check_pattern(path, kind, one)


def _check_pattern(path: Traversable, kind: str, pattern: str) -> None:
    try:
        re.compile(f"(?:{pattern})")
    except (re.error, RecursionError, OverflowError) as cause:
        problem = f"patterns.{kind}: {pattern[:60]!r} is no regular expression: {cause}"
        raise _mistake(path, problem) from cause


def _mistake(path: Traversable, problem: str) -> SettingsError:
    return SettingsError(
        f"word list {path}: {problem}",
        hint='a list is {"words": {"benefit": ["cozy"]}, "patterns": {}}',
    )


def _merged(language: str, parts: list[_File]) -> Lexicon:
    words: dict[str, frozenset[str]] = {}
    sources: dict[str, list[str]] = {}
    for part in parts:
        for kind, listed in part.words.items():
            words[kind] = words.get(kind, frozenset()) | frozenset(listed)
        for kind, listed in part.patterns.items():
            sources.setdefault(kind, []).extend(listed)
    patterns = {
        kind: re.compile("|".join(f"(?:{one})" for one in listed))
        for kind, listed in sources.items()
    }
    return Lexicon(language, words, patterns)
