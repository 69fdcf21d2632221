"""What a short text gives its reader for a reason to tap."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scorer.wording import tokens
from scorer.wording.lexicon import Lexicon, is_function_word

# Figures that promise something, in any language: "14g", "5 days", "76 %", "2.1x".
# A price alone, a year, a time of day and a model's number do not.
_AMOUNT = re.compile(
    r"(?i)(?<![\w$€£.,-])\d+(?:[.,]\d+)?[\s-]?(?:%|x\b|k?g\b|mg\b|lbs?\b|oz\b|k\b|min\b|"
    r"mins\b|minut\w*|hours?\b|stunden\b|uur\b|days?\b|tage\b|dagen\b|jours\b|d[ií]as\b|"
    r"weeks?\b|wochen\b|weken\b|semaines\b|months?\b|years?\b|steps?\b|ingredients?\b)"
)
_PRICE = re.compile(
    r"(?i)(?:[$€£¥₹]|\b(?:rp|idr|usd|eur|gbp)\b\.?)\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$€£¥₹]|"
    r"\b(?:usd|eur|gbp|kr|zł)\b)"
)
_GREETING = re.compile(
    r"(?i)^\W*(?:welcome|hello|hi|merry|thank you|greetings|eid|welkom|willkommen|"
    r"bienvenue|bienvenid[oa]s?|benvenut[oi]|selamat|frohe[sn]?|joyeux|joyeuses?|feliz|"
    r"buon[ao]?|guten|good (?:morning|night|evening|vibes)|"
    r"happy (?!hour|kid|dog|cat|famil|home|life|pet|plant))\b"
)
_SENTENCE_END = re.compile(r"\w[.!]\s+\w")
_GREETING_WORDS = 6
# With more words than these, names alone are a pile of search words.
_NAME_WORDS = 7


@dataclass(frozen=True, slots=True)
class Pitch:
    """What a text promises, and how it is built.

    Attributes:
        reasons: What gives a reason to tap, as written: a gain, a question, a hook, a
            number of things, a how-to, the reader's "you"; None without a lexicon of
            the language where nothing is found that holds in any.
        shape: ``names`` where it only names things, ``goods`` where it gives a price
            for them, ``kind`` where a describing word says which kind, ``word`` for one
            word, ``greeting``, ``sentence``, or empty for no words.
    """

    reasons: tuple[str, ...] | None
    shape: str


def pitch_of(text: str, known: Lexicon | None) -> Pitch:
    """Return what a text gives its reader for a reason to tap.

    Args:
        text: Headline and readable sublines of a pin.
        known: Lexicon of its language, None where there is none.

    Example:
        >>> pitch_of("Cup Kitchen Tool Kit $24.99", None)
        Pitch(reasons=None, shape='goods')
        >>> pitch_of("Ready in 5 days", None)
        Pitch(reasons=('5 days',), shape='sentence')
    """
    straight = tokens.straightened(text)
    has_price = bool(_PRICE.search(straight))
    straight = _PRICE.sub(" ", straight)
    words = [word for word in tokens.words(straight) if not word[0].isdigit()]
    if not words:
        return Pitch((), "")
    shape = _shape(straight, words, known)
    if has_price and shape in {"names", "kind", "word"}:
        shape = "goods"
    found = [match.group() for match in _AMOUNT.finditer(straight)]
    found += ["?"] if "?" in straight or "？" in straight else []
    if known:
        for kind in ("benefit", "curiosity", "how_to", "list", "second_person"):
            found += known.found(kind, straight)
        found += [word for word in words if _is_superlative(word, known)]
    sure = bool(found) or (known is not None and _is_known(straight, known))
    return Pitch(tuple(dict.fromkeys(found)) if sure else None, shape)


def _shape(text: str, words: list[str], known: Lexicon | None) -> str:
    if _GREETING.match(text) and len(words) <= _GREETING_WORDS:
        return "greeting"
    if any(map(is_function_word, words)) or _SENTENCE_END.search(text):
        return "sentence"
    if len(words) == 1:
        return "word"
    kinds = known and any(known.has("descriptor", word) for word in words)
    return "kind" if kinds and len(words) < _NAME_WORDS else "names"


def _is_superlative(word: str, known: Lexicon) -> bool:
    return known.has("superlative", word) or (
        not known.has("not_superlative", word)
        and known.is_formed("superlative_form", word)
    )


def _is_known(text: str, known: Lexicon) -> bool:
    """Whether a text may be in the lexicon's language: English has no accents."""
    return known.language != "en" or all(x.isascii() for x in text if x.isalpha())
