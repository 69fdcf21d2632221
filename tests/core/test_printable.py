import pytest

from scorer.core.printable import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Meal Prep 101", "Meal Prep 101"),
        ("Küche für Gäste 🥗 日本", "Küche für Gäste 🥗 日本"),
        ("👩\u200d🍳", "👩\u200d🍳"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("\udcff", "\\udcff"),
        ("\x9b31m", "\\x9b31m"),
        ("\u2028", "\\u2028"),
    ],
)
def test_only_what_steers_is_escaped(text, shown):
    assert printable(text) == shown


def test_long_text_is_cut_in_the_middle():
    assert printable("a" * 50 + "b" * 50, longest=11) == "aaaaa…bbbbb"
    assert printable("abc", longest=3) == "abc"
