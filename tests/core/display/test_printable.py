import json

import pytest

from scorer.core.display.printable import (
    encodable,
    made_printable,
    printable,
    printable_lines,
    uncommanding,
)


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
        ("a ##[error]b", "a #\\x23[error]b"),
        ("küche##[x", "küche#\\x23[x"),
        ("## [b]", "## [b]"),
    ],
)
def test_only_what_steers_is_escaped(text, shown):
    assert printable(text) == shown


def test_long_text_is_cut_in_the_middle():
    assert printable("a" * 50 + "b" * 50, longest=11) == "aaaaa…bbbbb"
    assert printable("abc", longest=3) == "abc"


def test_every_text_of_a_record_is_made_printable():
    from scorer.core.report import Failure, Report, Words

    report = Report(
        path="a\x1b", pin=Words(title="\u202e"), evidence={"k": [{"text": "\x07"}]}
    )
    shown = made_printable(report)

    assert shown.path == "a\\x1b"
    assert shown.pin.title == "\\u202e"
    assert shown.evidence == {"k": [{"text": "\\x07"}]}
    assert made_printable(Failure("c", "m\n")) == Failure("c", "m\\n")


def test_names_that_are_no_utf8_can_be_encoded():
    assert encodable("\udcffü") == "\\udcffü"


@pytest.mark.parametrize("line", ["::error::x", "  ::set-env name=a::b", "\t::debug::"])
def test_no_line_begins_like_a_command(line):
    shown = printable_lines(f"ok\n{line}\na ::b")

    first, second, third = shown.split("\n")
    assert (first, third) == ("ok", "a ::b")
    assert not second.lstrip().startswith("::")


def test_json_is_of_the_same_value_without_a_command():
    value = {"a": "##[error]x", "b": "###[[", "##[": 1}
    text = uncommanding(json.dumps(value))

    assert "##[" not in text
    assert json.loads(text) == value
