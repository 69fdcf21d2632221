"""I, l and 1; O and 0."""

import pytest

from scorer.text.ink.glyphs import Glyph
from scorer.text.line.lookalikes import untangled

CAP, ASCENDER, SMALL, FOOT = 40.0, 43.0, 28.0, 100.0


def glyphs(text, doubted=None):
    """Ink of a line in a face whose ascenders tower; ``doubted`` sets heights."""
    found = []
    for n, char in enumerate(text.replace(" ", "")):
        high = CAP if char.isupper() or char.isdigit() else SMALL
        high = ASCENDER if char in "bdfhkl" else high
        high = (doubted or {}).get(n, high)
        found.append(Glyph(char, 20.0 * n, FOOT - high, 20.0 * n + 15, FOOT, n))
    return found


@pytest.mark.parametrize(
    ("read", "true"),
    [
        ("€l1.95", "€11.95"),
        ("$2O.5O", "$20.50"),
        ("2O26 planner", "2026 planner"),
        ("5O% off", "50% off"),
        ("DlY GlFTS", "DIY GIFTS"),
        ("heaIthy lunch", "healthy lunch"),
        ("she lost 18 Ibs", "she lost 18 lbs"),
        ("AII fine", "AII fine"),
        ("Illinois", "Illinois"),
        ("lo soy", "lo soy"),
        ("O2 and H2O", "O2 and H2O"),
        ("10l soup pot", "10l soup pot"),
    ],
)
def test_the_rest_of_the_word_tells(read, true):
    assert untangled(read, glyphs(read)) == true


def test_a_capital_i_is_no_higher_than_capitals():
    read = "What is an Al"

    assert untangled(read, glyphs(read, {9: CAP})) == "What is an AI"


def test_a_small_l_is_as_high_as_ascenders():
    read = "What has Al done"

    assert untangled(read, glyphs(read)) == read


def test_nothing_is_told_where_ascenders_are_no_higher():
    read = "What is an Al"
    found = [
        g._replace(top=FOOT - CAP) if g.character in "hl" else g for g in glyphs(read)
    ]

    assert untangled(read, found) == read
