"""What people ask of a pin, in their words: ``headline 1.5x``, ``crop 2:3``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite

from PIL import ImageColor

from scorer.core.display.closest import nearest
from scorer.core.errors import SettingsError
from scorer.features import measures

# What can be asked, with an example each; the rest of the sentence is free.
EXAMPLES = (
    "headline 1.5x",
    "text 20 % smaller",
    "contrast 4.5",
    "headline in #ffffff",
    "panel behind the headline",
    "without the fine print",
    "margin 5 %",
    "crop 2:3",
    "lightness 50",
    "title: Ten easy dinners",
    "fix small-text",
    "geometry.width_px=1000",
)
_LARGEST_FACTOR, _LEAST_FACTOR = 10.0, 0.1
_CONTRASTS = (1.0, 21.0)


@dataclass(frozen=True, slots=True)
class Number:
    """A measured number as if it was another."""

    feature: str
    value: float


@dataclass(frozen=True, slots=True)
class Resize:
    """Lines of text set so many times as large."""

    thing: str
    factor: float


@dataclass(frozen=True, slots=True)
class Contrast:
    """Lines of text that stand out less than this get another color or a panel."""

    thing: str
    ratio: float


@dataclass(frozen=True, slots=True)
class Recolor:
    """Lines of text in a color, ``#rrggbb``."""

    thing: str
    color: str


@dataclass(frozen=True, slots=True)
class OnPanel:
    """Lines of text on a plain panel, in a color or in that of what is around."""

    thing: str
    color: str = ""


@dataclass(frozen=True, slots=True)
class Without:
    """Lines of text taken out."""

    thing: str


@dataclass(frozen=True, slots=True)
class Margin:
    """Text at least so far from every edge, as a share of the width."""

    share: float


@dataclass(frozen=True, slots=True)
class CropTo:
    """The picture cropped to a width / height."""

    aspect_ratio: float


@dataclass(frozen=True, slots=True)
class Lightness:
    """The photo as light as this on average, L* of 100."""

    value: float


@dataclass(frozen=True, slots=True)
class Words:
    """Another title or description."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Advised:
    """Everything that a guideline found, as its own advice has it."""

    guideline: str


Request = (
    Number
    | Resize
    | Contrast
    | Recolor
    | OnPanel
    | Without
    | Margin
    | CropTo
    | Lightness
    | Words
    | Advised
)

# What a thing is called; a text in quotation marks is the line with these words.
HEADLINE, TEXT, PRINT = "headline", "text", "fine print"
_CALLED = {
    HEADLINE: HEADLINE,
    "heading": HEADLINE,
    "title on the pin": HEADLINE,
    TEXT: TEXT,
    "all text": TEXT,
    "words": TEXT,
    "letters": TEXT,
    PRINT: PRINT,
    "small print": PRINT,
    "small text": PRINT,
}
QUOTES = "\"“”„'‘’«"
_QUOTED = r"[\"“”„'‘’«][^\"“”„‘’«»]+[\"“”'’»]"
_NAMES = "|".join(sorted(map(re.escape, _CALLED), key=len, reverse=True))
_THING = rf"(?P<thing>{_QUOTED}|(?:the |my )?(?:{_NAMES}))"
_NUMBER = r"(?P<number>\d+(?:[.,]\d+)?)"
_RATIO = rf"{_NUMBER}(?: ?: ?1)?"
_COLOR = r"(?:(?P<color>#[0-9a-f]{3}|#[0-9a-f]{6}|[a-z]{3,20}))"
_SIZES = {"bigger", "larger", "big", "large", "smaller", "small"}
_MAKE = r"(?:make |set |put |with )?"


def understood(asked: str) -> Request:
    """Return what is asked in somebody's words.

    Args:
        asked: Such as ``the headline 1.5 times larger`` or ``geometry.width_px=900``.

    Raises:
        SettingsError: Nobody can tell, or it cannot be drawn; says what can be asked.

    Example:
        >>> understood("make the headline 1.5 times larger")
        Resize(thing='headline', factor=1.5)
        >>> understood("crop to 2:3").aspect_ratio
        0.6666666666666666
    """
    text = " ".join(asked.replace("\N{NO-BREAK SPACE}", " ").split()).rstrip(".")
    for pattern, make in _GRAMMAR:
        found = re.fullmatch(pattern, text, re.IGNORECASE)
        if found:
            return make(asked, found.groupdict())
    raise _unknown(asked)


def _unknown(asked: str, why: str = "nobody can tell what is meant") -> SettingsError:
    listed = ", ".join(f"“{each}”" for each in EXAMPLES)
    return SettingsError(f"change {asked!r}: {why}", hint=f"ask such as {listed}")


_Found = dict[str, str | None]


def _thing(found: _Found) -> str:
    name = (found.get("thing") or TEXT).strip()
    if name[0] in QUOTES:
        return name
    bare = re.sub(r"^(the|my) ", "", name.lower())
    return _CALLED[bare]


def _value(asked: str, found: _Found, low: float, high: float) -> float:
    value = float((found["number"] or "").replace(",", "."))
    if not low <= value <= high:
        raise _unknown(asked, f"the number is from {low:g} to {high:g}")
    return value


def _number(asked: str, found: _Found) -> Request:
    try:
        value = float(found["value"] or "")
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise _unknown(asked, "there is no number behind the =")
    name = (found["feature"] or "").strip()
    if name not in (known := measures()):
        said = f"change {asked!r}: there is no feature {name!r}"
        raise SettingsError(said, hint=nearest(name, known))
    return Number(name, value)


def _times(asked: str, found: _Found) -> Request:
    factor = _value(asked, found, _LEAST_FACTOR, _LARGEST_FACTOR)
    is_less = (found.get("way") or "").lower().startswith("smaller")
    return Resize(_thing(found), 1 / factor if is_less and factor > 1 else factor)


def _percent(asked: str, found: _Found) -> Request:
    share = _value(asked, found, 1, 900) / 100
    if (found["way"] or "").lower() == "smaller":
        share = -min(share, 0.9)
    return Resize(_thing(found), 1 + share)


def _worded_times(asked: str, found: _Found) -> Request:
    del asked
    factor = {"twice": 2.0, "half": 0.5, "three times": 3.0}
    return Resize(_thing(found), factor[(found["times"] or "").lower()])


def _contrast(asked: str, found: _Found) -> Request:
    return Contrast(_thing(found), _value(asked, found, *_CONTRASTS))


def _color_of(asked: str, found: _Found) -> str:
    name = (found.get("color") or "").lower()
    if not name:
        return ""
    try:
        red, green, blue, *_ = ImageColor.getrgb(name)
    except ValueError:
        why = f"{name!r} is no color; write it as #rrggbb"
        if name in _SIZES:
            why = "say by how much, such as 1.5x or 20 %"
        raise _unknown(asked, why) from None
    return f"#{red:02x}{green:02x}{blue:02x}"


def _recolor(asked: str, found: _Found) -> Request:
    return Recolor(_thing(found), _color_of(asked, found))


def _panel(asked: str, found: _Found) -> Request:
    return OnPanel(_thing(found), _color_of(asked, found))


def _without(asked: str, found: _Found) -> Request:
    del asked
    return Without(_thing(found))


def _margin(asked: str, found: _Found) -> Request:
    return Margin(_value(asked, found, 0, 40) / 100)


def _crop(asked: str, found: _Found) -> Request:
    width, height = (float((found[x] or "").replace(",", ".")) for x in ("w", "h"))
    if not (width and height and 0.1 <= width / height <= 10):
        raise _unknown(asked, "the shape is width:height, from 1:10 to 10:1")
    return CropTo(width / height)


def _lightness(asked: str, found: _Found) -> Request:
    return Lightness(_value(asked, found, 1, 99))


def _words(asked: str, found: _Found) -> Request:
    text = (found["text"] or "").strip()
    if len(text) > 1 and (text[0], text[-1]) in {('"', '"'), ("“", "”"), ("'", "'")}:
        text = text[1:-1]
    if not text:
        raise _unknown(asked, "there are no words behind the colon")
    return Words((found["field"] or "").lower(), text)


def _advised(asked: str, found: _Found) -> Request:
    del asked
    return Advised((found["guideline"] or "").lower())


_GRAMMAR: tuple[tuple[str, Callable[[str, _Found], Request]], ...] = (
    (r"(?P<feature>\w+\.\w+) ?= ?(?P<value>.*)", _number),
    (r"(?P<field>title|description) ?[:=](?P<text>.*)", _words),
    (rf"{_MAKE}{_THING}(?: to| at)? {_NUMBER} ?[x×]", _times),
    (
        rf"{_MAKE}{_THING}(?: to be)? {_NUMBER} ?(?:times|x|×)"
        r"(?: as)? (?P<way>larger|bigger|large|big|smaller|its size)",
        _times,
    ),
    (rf"{_MAKE}{_THING} {_NUMBER} ?% (?P<way>larger|bigger|smaller)", _percent),
    (
        rf"{_MAKE}{_THING} (?P<times>twice|half|three times) as (?:large|big)",
        _worded_times,
    ),
    (
        rf"{_MAKE}(?:a )?contrast (?:of )?{_THING} (?:to )?{_RATIO}",
        _contrast,
    ),
    (rf"{_MAKE}(?:a )?contrast(?: of| to)? {_RATIO}", _contrast),
    (rf"{_MAKE}{_THING} contrast(?: of| to)? {_RATIO}", _contrast),
    (
        rf"{_MAKE}(?:a )?(?:plain )?(?:{_COLOR} )?panel(?: (?:behind|under) {_THING})?",
        _panel,
    ),
    (rf"{_MAKE}{_THING} on a (?:plain )?(?:{_COLOR} )?panel", _panel),
    (rf"(?:without|remove|drop) {_THING}", _without),
    (
        rf"{_MAKE}(?:a )?margins?(?: of| to)? {_NUMBER} ?%(?: of the width)?",
        _margin,
    ),
    (
        r"(?:crop(?:ped)?(?: it)?(?: to| at)? )?"
        r"(?P<w>\d+(?:[.,]\d+)?) ?[:x×/] ?(?P<h>\d+(?:[.,]\d+)?)",
        _crop,
    ),
    (
        rf"{_MAKE}(?:the )?(?:photo |picture )?(?:lightness|brightness)"
        rf"(?: of| to)? {_NUMBER}",
        _lightness,
    ),
    (r"(?:fix|mend) (?P<guideline>[a-z-]+)", _advised),
    (rf"{_MAKE}{_THING} (?:in |to )?{_COLOR}", _recolor),
)
