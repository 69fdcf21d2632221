"""Cells read as what they mean: counts, pin ids and answers."""

from __future__ import annotations

import re

BLANK = frozenset(("", "-", "--", "–", "—", "n/a", "na", "null", "none", "nan", "#n/a"))
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’\u00a0\u202f\u2009 ])\d{3})(?:\1\d{3})*")
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")  # 12,34,567 as India groups
_AS_FORMULA = re.compile(r'="?(\d+)"?')
_WHOLE = re.compile(r"(\d+)[.,]0{1,2}")
_ROUND_GROUP = re.compile(r"\d{1,3}[.,]000")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+")
_PIN_URL = re.compile(r"/pin/(?:[^/?#]*--)?(\d+)")
# Marks of direction and width that copying from a page leaves behind.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MAX_COUNT = 10**12
# A pin id has 17 digits and more; a spreadsheet keeps 15 of a number's digits.
_KEPT_DIGITS = 15
_YES = frozenset(("true", "yes", "1", "ja", "oui"))


def count(text: str, delimiter: str = ",") -> int | None:
    """Return a cell as a count, None if it is blank.

    Args:
        text: The cell.
        delimiter: Of the file: it tells which of . and , parts thousands.

    Raises:
        ValueError: If it is no whole number, below zero, rounded, or ambiguous.

    Example:
        >>> count("1,234"), count("1.234", ";"), count("44.0"), count("-")
        (1234, 1234, 44, None)
    """
    if text.isascii() and text.isdigit() and len(text) < 13:
        return int(text)
    bare = _UNSEEN.sub("", text).strip()
    if bare.casefold() in BLANK:
        return None
    value = _written_count(bare, delimiter)
    if value > _MAX_COUNT:
        raise ValueError(f'"{bare[:40]}" is too large for a count')
    return value


def _written_count(bare: str, delimiter: str) -> int:
    if bare.isdecimal() and len(bare) < 20:
        return int(bare)
    shown = f'"{bare[:40]}"'
    if bare.startswith(("-", "−")) and bare[1:2].isdigit():
        raise ValueError(f"{shown} is below zero")
    if _SCIENTIFIC.fullmatch(bare):
        raise ValueError(f"{shown} was rounded by a spreadsheet")
    if _ROUND_GROUP.fullmatch(bare) and not _parts_thousands(bare, delimiter):
        raise ValueError(f"{shown} can be read in two ways")
    if _GROUPED.fullmatch(bare) or _LAKHS.fullmatch(bare):
        return int(re.sub(r"\D", "", bare))
    if whole := _WHOLE.fullmatch(bare):
        return int(whole[1])
    raise ValueError(f"{shown} is not a whole number")


def _parts_thousands(bare: str, delimiter: str) -> bool:
    """Whether 12.000 or 12,000 means twelve thousand in a file so delimited."""
    return ("," in bare) == (delimiter != ";")


def pin_id(text: str) -> str:
    """Return a cell as a pin id, "" if it is blank.

    Raises:
        ValueError: If a spreadsheet has turned the id into a number.

    Example:
        >>> pin_id(" 1091700765947216952 "), pin_id("12.0"), pin_id("")
        ('1091700765947216952', '12', '')
    """
    bare = _UNSEEN.sub("", text).strip().lstrip("'#")
    if formula := _AS_FORMULA.fullmatch(bare):
        return formula[1]
    if bare.isdigit():
        return bare
    if bare.casefold() in BLANK:
        return ""
    if _SCIENTIFIC.fullmatch(bare):
        raise ValueError(f'a spreadsheet has rounded the pin id to "{bare[:40]}"')
    if whole := _WHOLE.fullmatch(bare):
        if len(whole[1]) > _KEPT_DIGITS:
            raise ValueError(f'a program has rounded the pin id to "{bare[:40]}"')
        return whole[1]
    return id_in_url(bare) or bare


def id_in_url(text: str) -> str:
    """Return the pin id that a pin's address holds, "" if it holds none.

    Example:
        >>> id_in_url("https://www.pinterest.com/pin/a-cake--12345/?x=1")
        '12345'
    """
    found = _PIN_URL.search(text)
    return found[1] if found else ""


def lost_digits(identity: str) -> bool:
    """Return whether a long id ends as one of which a spreadsheet kept 15 digits."""
    return (
        identity.endswith("00")
        and len(identity) > _KEPT_DIGITS + 1
        and identity.isdigit()
        and not identity[_KEPT_DIGITS:].strip("0")
    )


def is_float(identity: str) -> bool:
    """Return whether a long id is a number that a float holds: one in 100 is."""
    if len(identity) <= _KEPT_DIGITS + 2 or not identity.isdecimal():
        return False
    try:
        return int(float(identity)) == int(identity)
    except OverflowError:  # more digits than any float has
        return False


def is_yes(text: str) -> bool:
    """Return whether a cell answers a question with yes."""
    return text.strip().casefold() in _YES
