"""What each line of the overlay is: message, or name, address, figure, ornament."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scorer.text.line.text_line import TextLine
from scorer.wording.lexicon import is_function_word, lexicon

# All others are what a reader is meant to read; these may be as small as their maker
# likes.
NOT_MESSAGE = frozenset({"brand", "url", "coupon", "hashtag", "decoration", "scene"})

_ENDINGS = (
    r"com|org|net|co|io|shop|store|blog|app|info|biz|eu|de|fr|nl|uk|ch|se|pl|dk|ca"
    r"|com\.au|co\.uk|com\.br"
)
_ADDRESS = re.compile(
    rf"(?i)(?:www\.[\w-]+|[\w.+-]+@[\w-]+|\b[\w-]{{3,}})\.(?:{_ENDINGS})\b(?:/\S*)?"
)
# Alone on its line, a name with any ending is an address.
_LONE_ADDRESS = re.compile(
    r"^\W*(?:www\.)?[\w-]{3,}(?:\.[\w-]+)*\.(?:[a-z]{2,6}|(?<=[^a-z]\.)[A-Z]{2,6})\W*$"
)
_HANDLE = re.compile(r"(?:^|[\s·|(])@\s?\w{2,}")
_SPLIT_NAME = re.compile(r"^[^\W\d_]{2,}\s*[|¦]\s*[^\W\d_]{2,}$")
_HASHTAG = re.compile(r"#[^\W\d]\w*")
_CODE_WORD = re.compile(
    r"(?i)\b(?:code|coupon|promo ?code|voucher|gutschein(?:code)?|rabattcode|"
    r"kortingscode|c[oó]digo|code promo)\b"
)
# A word in capitals with a number at its end, as shops give it: SAVE20.
_CODE = re.compile(
    r"(?<!\S)(?!(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC))"
    r"[A-Z]{4,}\d{1,3}(?!\S)"
)
_OF_PAGES = re.compile(r"(?i)^\W*(?:page\s*\d{1,3}|\d{1,2}\s?/\s?\d{1,2})\W*$")
_UNIT = (
    r"(?:[$€£¥₹]|usd|eur|gbp|idr|rp|kr|zł|chf|am|pm|a\.m\.|p\.m\.|uhr|h|°[cf]?|%|x|k|"
    r"kg|g|mg|lbs?|oz|cm|mm|m|km|ml|l|cal|kcal|min|mins|hrs?|ads?|st|nd|rd|th)"
)
_FIGURE = re.compile(rf"(?i)^(?:\W|\d|\b{_UNIT}\.?(?=\W|\d|$)|(?<=\d){_UNIT}\b)+$")
_ACTION = re.compile(
    r"(?i)^\W*(get|shop|click|tap|read|try|save|learn|download|follow|visit|sign up|"
    r"discover|see|watch|start|join|order|buy|swipe|grab|find out|view|"
    r"bekijk|ontdek|koop|jetzt|zum|hier|lies|mehr|découvrir|découvrez|voir|"
    r"leggi|scopri|descubre|ver)\b"
)
_ITEM = re.compile(r"^\s*(\d{1,2}[.):]?\s|[-–—•·→✓✔☑●○▪]\s?)")
_NUMBER_FIRST = re.compile(r"^\d{1,3}\+?\s+\w")
_CURRENCY = re.compile(r"(?i)[$€£¥₹]|\b(?:usd|eur|gbp|idr|rp|kr|zł|chf)\b")
_COMPANY = re.compile(
    r"(?i)\b(?:co|inc|ltd|llc|gmbh|studios?|boutique|media|group|blog|magazine|"
    r"photography|designs?)\.?$"
)
# Nearly always the end of a name; "designs" and "photography" are what is looked for.
_FIRM = re.compile(
    r"(?i)(?:co|inc|ltd|llc|gmbh|studios?|boutique|media|group|agency)\.?"
)
# What shops put around their name where the bare address was taken.
_AROUND_NAME = re.compile(
    "(find|get|shop|my|the|try|hello|its|we|go|join|by|visit|store|hq|co|official|app|"
    "blog|studio|online|life|home)?"
)
_ACTION_WORDS, _BRAND_WORDS, _AROUND_ADDRESS = 5, 4, 5
_LIST_LINES, _BODY_LINES = 3, 3
_WORD_LETTERS, _NAME_LETTERS = 3, 5
# Small print that stands close to a headline belongs to its block only.
_OF_HEADLINE = 0.6
# Capitals of faces in one headline differ: a script beside capitals.
_AS_LARGE = 0.78
# A name at the rim is set this much smaller than the headline.
_BRAND_SIZE = 0.6
# The rim, as a share of the image's height, and of its width at the sides.
_RIM, _SIDE = 0.14, 0.03
# Alone on the pin, a name at the rim is a mark where it is this small a share of it.
_MARK_SHARE = 0.025


@dataclass(frozen=True, slots=True)
class Size:
    """Of the image, in pixels."""

    width: int
    height: int


def kinds(blocks: Sequence[Sequence[TextLine]], size: Size) -> list[list[str]]:
    """Return the kind of each line of each block.

    Of the message are ``headline``, ``subline``, ``body``, ``list``,
    ``call-to-action`` and ``figure`` (a number, a price, a time); beside it stand
    ``brand``, ``url``, ``coupon``, ``hashtag`` and ``decoration``.

    Args:
        blocks: Lines of the overlay by block.
        size: Of the image, px.
    """
    lines = [line for block in blocks for line in block]
    given = {id(line): _by_words(line) for line in lines}
    names = _names(line.text for line in lines)
    for block in blocks:
        for line in _named(block, names):
            given[id(line)] = given[id(line)] or "brand"
    largest = _largest(lines, given)
    for block in blocks:
        if _is_name_apart(block, given, largest, size):
            given.update({id(x): given[id(x)] or "brand" for x in block})
    largest = _largest(lines, given)
    items = [x for x in lines if not given[id(x)] and (x.mark or _ITEM.match(x.text))]
    is_list = len(items) >= _LIST_LINES
    found = []
    for block in blocks:
        kind = _of_block([x for x in block if not given[id(x)]], largest)
        found.append(
            [
                _belonging(given[id(line)], line, kind, largest)
                or given[id(line)]
                or ("list" if is_list and line in items else "")
                or _in_block(line, kind, largest)
                for line in block
            ]
        )
    return found


def _by_words(line: TextLine) -> str:
    """What its words tell, whatever stands around it; empty where they tell nothing."""
    text, words = line.text, line.text.split()
    if _is_ornament(text):
        return "decoration"
    if _is_address(text):
        return "url"
    is_handle = _HANDLE.search(text) and len(words) <= _AROUND_ADDRESS + 1
    if is_handle or _SPLIT_NAME.match(text):
        return "brand"
    tags = len(_HASHTAG.findall(text))
    if tags and 2 * tags >= len(words):
        return "hashtag"
    if _CODE.search(text) and (len(words) == 1 or _CODE_WORD.search(text)):
        return "coupon"
    is_figure = any(char.isdigit() for char in text) and _FIGURE.match(text)
    return "figure" if is_figure else ""


def _is_ornament(text: str) -> bool:
    """Whether it is no word: signs, a page's number, or an icon read as a letter."""
    solid = [char for char in text if char.isalnum()]
    is_letter = len(solid) == 1 and solid[0].isascii() and solid[0].isalpha()
    return not solid or is_letter or bool(_OF_PAGES.match(text))


def _is_address(text: str) -> bool:
    found = _ADDRESS.search(text)
    if found:
        beside = text[: found.start()] + " " + text[found.end() :]
        return sum(word.isalpha() for word in beside.split()) <= _AROUND_ADDRESS
    return bool(_LONE_ADDRESS.match(text))


def _names(texts: Iterable[str]) -> frozenset[str]:
    """The names that addresses and handles of the pin hold, letters only."""
    found: set[str] = set()
    for text in texts:
        for match in _ADDRESS.finditer(text):
            parts = re.split(r"[@/]", match.group().lower().removeprefix("www."))
            found.update(_letters(part.partition(".")[0]) for part in parts[:2])
        for match in _HANDLE.finditer(text):
            found.add(_letters(match.group()))
    return frozenset(name for name in found if len(name) >= _NAME_LETTERS)


def _named(block: Sequence[TextLine], names: frozenset[str]) -> list[TextLine]:
    """The lines of a block that are, alone or together, a name in an address."""
    if _is_name("".join(line.text for line in block), names):
        return list(block)
    return [
        line
        for line in block
        if _is_name(line.text, names) or _is_name(_COMPANY.sub("", line.text), names)
    ]


def _is_name(text: str, names: frozenset[str]) -> bool:
    own = _letters(text)
    return len(own) >= _NAME_LETTERS and any(
        own in name and all(map(_AROUND_NAME.fullmatch, name.split(own, 1)))
        for name in names
    )


def _letters(text: str) -> str:
    spelled = text.lower().replace("&", "and")
    return "".join(char for char in spelled if char.isalnum())


def _is_name_apart(
    block: Sequence[TextLine], given: dict[int, str], largest: float, size: Size
) -> bool:
    """Whether a block is a few small words at the rim that say nothing but a name."""
    own = [line for line in block if not given[id(line)]]
    if not own or len(own) > 2 or not all(_is_at_rim(line, size) for line in own):
        return False
    words = [word for line in own for word in line.text.split()]
    solid = sum(line.cap_height_px for line in own) / len(own)
    rest = largest > max(line.cap_height_px for line in own)
    most = _BRAND_SIZE * largest if rest else _MARK_SHARE * size.height
    return (
        solid <= most
        and len(words) <= _BRAND_WORDS
        and not any(_ACTION.match(line.text) for line in own)
        and all(map(_is_of_a_name, words))
    )


def _is_at_rim(line: TextLine, size: Size) -> bool:
    box = line.box
    middle = box.top + box.height / 2
    if not _RIM * size.height <= middle <= (1 - _RIM) * size.height:
        return True
    at_side = box.left + box.width <= 0.25 * size.width or box.left >= 0.75 * size.width
    near = min(box.left, size.width - box.left - box.width) <= _SIDE * size.width
    return at_side and near


def _is_of_a_name(word: str) -> bool:
    """Whether a word may stand in a name: begins with a capital and says nothing."""
    bare = word.strip(".,·|–—-®™©()")
    if not bare:
        return word in "·|–—-®™©"
    if word.endswith(("!", "?", ":", ",")) or any(char.isdigit() for char in bare):
        return False
    if _COMPANY.fullmatch(bare):
        return True
    plain = bare.lower().removesuffix("'s").removesuffix("’s")
    return (bare[0].isupper() or not bare[0].islower()) and not _says(plain)


def _says(word: str) -> bool:
    """Whether a word belongs to sentences and titles rather than to names."""
    english = lexicon("en")
    kinds = ("vague", "benefit", "descriptor", "curiosity", "superlative")
    return is_function_word(word) or bool(
        english and any(english.has(kind, word) for kind in kinds)
    )


def _largest(lines: Sequence[TextLine], given: dict[int, str]) -> float:
    """Cap height of the largest line with words that are neither name nor figure."""
    wordy = [
        line.cap_height_px
        for line in lines
        if not given[id(line)] and has_word(line.text)
    ]
    return max(wordy, default=0.0)


def has_word(text: str) -> bool:
    """Whether a text holds more than a letter: two signs of Chinese are a word."""
    letters = sum(char.isalpha() for char in text)
    return letters >= (_WORD_LETTERS if text.isascii() else 2)


def is_company_name(text: str) -> bool:
    """Whether a text is a few words that name a company, the last saying so.

    Example:
        >>> is_company_name("North Sea Studio"), is_company_name("Paint your studio")
        (True, False)
    """
    words = text.split()
    return (
        1 < len(words) <= _BRAND_WORDS
        and _FIRM.fullmatch(words[-1]) is not None
        and all(map(_is_of_a_name, words))
    )


def _of_block(block: Sequence[TextLine], largest: float) -> str:
    wordy = [line.cap_height_px for line in block if has_word(line.text)]
    if wordy and max(wordy) >= _AS_LARGE * largest:
        return "headline"
    words = sum(len(line.text.split()) for line in block)
    if block and words <= _ACTION_WORDS and _ACTION.match(block[0].text):
        return "call-to-action"
    return "body" if len(block) >= _BODY_LINES else "subline"


def _belonging(given: str, line: TextLine, kind: str, largest: float) -> str:
    """A number as large as the headline that it stands in is part of it.

    So is a line that begins with one, "5 Things", on a pin with a list; a price is not.
    """
    is_part = kind == "headline" and line.cap_height_px >= _AS_LARGE * largest
    is_number = given == "figure" and not _CURRENCY.search(line.text)
    begins_so = not given and not line.mark and bool(_NUMBER_FIRST.match(line.text))
    return "headline" if is_part and (is_number or begins_so) else ""


def _in_block(line: TextLine, kind: str, largest: float) -> str:
    """A small line in a headline's block is a subline."""
    if kind == "headline" and line.cap_height_px < _OF_HEADLINE * largest:
        return "subline"
    return kind
