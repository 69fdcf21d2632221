"""Words, sentences and characters of a piece of copy, in any script."""

import functools
import re
import unicodedata

_LETTERS = r"[^\W_]+(?:\u0300+[^\W_]+)*\u0300*"
_WORD = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_HASHTAG = re.compile(r"(?<!\w)#\w+")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"'})
# Signs that Unicode 16 shows as pictures by default, and older symbols. Joiners and
# modifiers are not counted, so that a family, a skin tone or a flag is one emoji.
_EMOJI = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3|"
    "[\U0001f300-\U0001f3fa\U0001f400-\U0001f64f\U0001f680-\U0001f6ff"
    "\U0001f7e0-\U0001f7eb\U0001f900-\U0001f9ff\U0001fa70-\U0001faff"
    "\U0001f18e\U0001f191-\U0001f19a\U0001f201\U0001f21a\U0001f22f"
    "\U0001f232-\U0001f236\U0001f238-\U0001f23a\U0001f250\U0001f251"
    "\u231a\u231b\u23e9-\u23f3\u25fd\u25fe\u2600-\u26ff\u2700-\u27bf"
    "\u2b1b\u2b1c\u2b50\u2b55])"
    "(?:\ufe0f|[\U0001f3fb-\U0001f3ff]|\u200d[\U0001f300-\U0001faff\u2600-\u27bf])*"
)
_QUESTION_MARKS = frozenset("?？؟")
# Scripts that set no spaces between words.
_UNSPACED_SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
# Scripts of which Pinterest shows 30 characters of a title instead of 40.
_WIDE_SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "ARABIC")
# Each text is asked for its words by several measures: the last ones are kept.
_KEPT = 1024


@functools.lru_cache(maxsize=_KEPT)
def straightened(text: str) -> str:
    """Return the text, trimmed, NFC, with straight quotes and single spaces.

    Example:
        >>> straightened("  You’ll   love it ")
        "You'll love it"
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())


@functools.lru_cache(maxsize=_KEPT)
def words(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text in order, case kept.

    Example:
        >>> words("10 Cozy Ideas you'll love #diy")
        ('10', 'Cozy', 'Ideas', "you'll", 'love', 'diy')
    """
    return tuple(word for word, _, _ in placed_words(text))


@functools.lru_cache(maxsize=_KEPT)
def lower_words(text: str) -> frozenset[str]:
    """Return the distinct words of a text in lower case."""
    return frozenset(word.lower() for word in words(text))


@functools.lru_cache(maxsize=_KEPT)
def placed_words(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return (word, start, end) of each word, in characters of the straight text."""
    straight = straightened(text)
    found = _WORD.finditer(_with_plain_marks(straight))
    return tuple((straight[m.start() : m.end()], m.start(), m.end()) for m in found)


def _with_plain_marks(text: str) -> str:
    """The text, as long, with one mark for all vowel signs and accents.

    Regular expressions do not know that these belong to the letter before: words of
    Hindi or Thai would end at each. Selectors of an emoji's look are none of them.
    """
    if text.isascii():
        return text
    return "".join(
        "\u0300"
        if unicodedata.category(char) in ("Mn", "Mc")
        and not "\ufe00" <= char <= "\ufe0f"
        else char
        for char in text
    )


@functools.lru_cache(maxsize=_KEPT)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, split after ``. ! ? …`` and a space.

    Example:
        >>> sentences("He waited. Then this happened!")
        ('He waited.', 'Then this happened!')
    """
    return tuple(part for part in _SENTENCE_END.split(straightened(text)) if part)


def hashtags(text: str) -> tuple[str, ...]:
    """Return the hashtags of a text, each with its ``#``.

    Example:
        >>> hashtags("Cozy #bedroom for C#4 #diy")
        ('#bedroom', '#diy')
    """
    return tuple(_HASHTAG.findall(text))


def emoji(text: str) -> tuple[str, ...]:
    """Return the emoji of a text; one with its skin tone or joiner is one."""
    return tuple(_EMOJI.findall(text))


def is_question(text: str) -> bool:
    """Return whether a text ends in a question mark, whatever signs follow it.

    Example:
        >>> is_question("What's for dinner? 🍝"), is_question("Why? Because.")
        (True, False)
    """
    last = placed_words(text)[-1:]
    end = last[0][2] if last else 0
    return not _QUESTION_MARKS.isdisjoint(straightened(text)[end:])


def is_wide_script(text: str) -> bool:
    """Return whether most letters are Chinese, Japanese, Korean or Arabic.

    Source:
        Pinterest, creative specs: 30 of these show where 40 Latin ones do.
    """
    return not text.isascii() and _letter_share(text, _WIDE_SCRIPTS) > 0.5


def is_unspaced_script(text: str) -> bool:
    """Return whether most letters are of a script without spaces between words.

    What ``words`` finds there are phrases.
    """
    return not text.isascii() and _letter_share(text, _UNSPACED_SCRIPTS) > 0.5


def is_latin_script(text: str) -> bool:
    """Return whether most letters of a text are Latin; true where it has none."""
    if text.isascii():
        return True
    has_letters = any(character.isalpha() for character in text)
    return not has_letters or _letter_share(text, ("LATIN",)) >= 0.5


def _letter_share(text: str, scripts: tuple[str, ...]) -> float:
    """Share of the letters that are of a script, by their names; 0 without letters."""
    names = [unicodedata.name(char, "") for char in text if char.isalpha()]
    return sum(name.startswith(scripts) for name in names) / max(1, len(names))
