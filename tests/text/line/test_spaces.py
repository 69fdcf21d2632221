"""Spaces by the gaps of ink."""

import pytest

from scorer.text.ink.glyphs import Glyph
from scorer.text.line.spaces import spaced

CAP, WIDE = 40.0, 30.0


def glyphs(text, gap, space, height=CAP):
    """The characters' ink: letters with a gap between them, words with a space."""
    found, x = [], 0.0
    for char in text:
        if char == " ":
            x += space - gap
            continue
        found.append(Glyph(char, x, 0.0, x + WIDE, height, len(found)))
        x += WIDE + gap
    return found


@pytest.mark.parametrize("gap", [2.0, 6.0, 20.0])
@pytest.mark.parametrize(
    ("read", "true"),
    [
        ("FORICELAND", "FOR ICELAND"),
        ("WHATTO PACK", "WHAT TO PACK"),
        ("ONLY$7", "ONLY $7"),
    ],
)
def test_space_between_capitals_is_seen(gap, read, true):
    assert spaced(read, glyphs(true, gap, gap + 0.35 * CAP)) == true


@pytest.mark.parametrize(
    ("read", "drawn"), [("TON IGH T", "TONIGHT"), ("me n u", "menu")]
)
def test_spread_letters_are_one_word(read, drawn):
    assert spaced(read, glyphs(drawn, 0.5 * CAP, 0)) == drawn


def test_dot_between_spread_words_stays_apart():
    text = "MEALS • PREP"

    assert spaced(text, glyphs("MEALS•PREP", 0.5 * CAP, 0)) == text


@pytest.mark.parametrize(
    ("read", "drawn", "gap", "space"),
    [
        ("forIzelund", "for Izelund", 6.0, 18.0),  # small letters: the engine is sure
        ("FORIZELUND", "FOR IZELUND", 6.0, 12.0),  # too narrow
        ("FORIZELUND", "FOR IZELUND", -2.0, 14.0),  # letters touch
        ("ADULTS", "A DULTS", 6.0, 24.0),  # a letter alone is no word
        ("SAVE30%OFF", "SAVE30 %OFF", 6.0, 18.0),  # no word begins so
    ],
)
def test_gap_that_tells_nothing(read, drawn, gap, space):
    assert spaced(read, glyphs(drawn, gap, space)) == read


def test_lost_ink_tells_nothing():
    found = glyphs("FOR IZELUND", 6.0, 18.0)
    found[1] = found[1]._replace(top=20.0)

    assert spaced("FORIZELUND", found) == "FORIZELUND"


def test_figure_is_parted_from_letters():
    assert spaced("in21days", glyphs("in 21days", 4.0, 22.0)) == "in 21days"


@pytest.mark.parametrize(
    ("read", "true"),
    [
        ("in21 DAYS", "in 21 DAYS"),
        ("READY IN3 MINUTES", "READY IN 3 MINUTES"),
        ("3in1 tool", "3in1 tool"),
        ("mp3 A4 B2B hint5", "mp3 A4 B2B hint5"),
        ("@for2 #in21 a.b/for5", "@for2 #in21 a.b/for5"),
    ],
)
def test_number_behind_a_function_word_is_a_word_of_its_own(read, true):
    assert spaced(read, []) == true


def test_two_common_words_are_parted_at_the_widest_gap_between_them():
    small = glyphs("small spaces", 5.0, 8.0)

    assert spaced("smallspaces", small) == "small spaces"
    assert spaced("for smallspaces", [*glyphs("for ", 5.0, 20.0), *small]) == (
        "for smallspaces"  # places of ink that are not the text's tell nothing
    )
    assert spaced("smallspaces", glyphs("smalls paces", 5.0, 8.0)) == "smallspaces"


@pytest.mark.parametrize(
    "true", ["DO YOU HEAR", "SAME SMOOTH TASTE!", "or are they", "THE CHOICE OF 7"]
)
def test_known_words_are_parted_at_gaps_wider_than_those_of_letters(true):
    drawn, read = glyphs(true, 4.0, 8.0), true.replace(" ", "")

    assert spaced(read.replace("7", " 7"), drawn) == true
    assert spaced(read, glyphs(true, 4.0, 6.0)) == read  # as letters stand


@pytest.mark.parametrize(
    ("read", "drawn"),
    [
        ("ORARETHEY", "OR ARE THE Y"),  # one letter is no word
        ("HALFCURL", "HALF CURL"),  # four letters are a word by chance
        ("thepowerofdreams.com", "the power of dreams.com"),
        ("@doyouhear", "@do you hear"),
        ("do-youhearme", "do-you hear me"),
    ],
)
def test_no_words_and_parts_of_names_stay_one(read, drawn):
    assert spaced(read, glyphs(drawn, 4.0, 10.0)) == read


@pytest.mark.parametrize(
    "word", ["homeowners", "wechselbonus", "gruceries", "smallvik"]
)
def test_one_word_stays_one(word):
    drawn = f"{word[:5]} {word[5:]}"

    assert spaced(word, glyphs(drawn, 5.0, 8.0)) == word
