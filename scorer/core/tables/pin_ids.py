"""Pin ids, as cells, addresses and spreadsheets hold them."""

from __future__ import annotations

import re

BLANK = frozenset(("", "-", "--", "–", "—", "n/a", "na", "null", "none", "nan", "#n/a"))
# Marks of direction and width that copying from a page leaves behind.
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+")
WHOLE = re.compile(r"(\d+)[.,]0{1,2}")
_AS_FORMULA = re.compile(r'="?(\d+)"?')
_PIN_URL = re.compile(r"/pin/(?:[^/?#]*--)?(\d+)")
_SHORT_LINK = re.compile(r"(?i)(?:^|//)pin\.it/\w")
# A pin id has 17 digits and more; a spreadsheet keeps 15 of a number's digits.
_KEPT_DIGITS = 15


def pin_id(text: str) -> str:
    """Return a cell as a pin id, "" if it is blank.

    Raises:
        ValueError: If a spreadsheet has turned the id into a number.

    Example:
        >>> pin_id(" 1091700765947216952 "), pin_id("12.0"), pin_id("")
        ('1091700765947216952', '12', '')
    """
    bare = UNSEEN.sub("", text).strip().lstrip("'#")
    if formula := _AS_FORMULA.fullmatch(bare):
        return formula[1]
    if bare.isdigit():
        return bare
    if bare.casefold() in BLANK:
        return ""
    if SCIENTIFIC.fullmatch(bare):
        raise ValueError(f'a spreadsheet has rounded the pin id to "{bare[:40]}"')
    if whole := WHOLE.fullmatch(bare):
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


def is_short_link(text: str) -> bool:
    """Return whether a cell is an address that Pinterest's share button makes.

    It leads to the pin and names no id: only Pinterest knows which.
    """
    return _SHORT_LINK.search(text) is not None


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
