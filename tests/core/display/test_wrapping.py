"""Text in the cells of a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.core.display.wrapping import cells, cut, cut_middle, padded, wrapped

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")))


@pytest.mark.parametrize(
    ("text", "taken"),
    [("", 0), ("abc", 3), ("日本", 4), ("e\u0301", 1), ("a\u200db", 2), ("×…“”", 4)],
)
def test_cells(text, taken):
    assert cells(text) == taken


@given(TEXT, st.integers(2, 40))
def test_what_is_cut_fits(text, width):
    assert cells(cut(text, width)) <= width
    assert cells(cut_middle(text, width)) <= width


@given(TEXT, st.integers(4, 40))
def test_padding_fills_up(text, width):
    assert cells(padded(cut(text, width), width)) == width


@given(
    st.lists(st.text("abc日", min_size=1, max_size=9), min_size=1), st.integers(9, 40)
)
def test_wrapping_keeps_the_words_whole_and_in_order(words, width):
    lines = list(wrapped("  " + " ".join(words), width))

    assert " ".join(" ".join(lines).split()) == " ".join(words)
    assert all(line.startswith("  ") for line in lines)
    assert all(cells(line) <= width or len(line.split()) == 1 for line in lines)


def test_further_lines_hang():
    assert list(wrapped("  one two three", 10)) == ["  one two", "    three"]
    assert list(wrapped("a   b", 10)) == ["a   b"]
