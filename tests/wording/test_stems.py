"""Stems join the forms of a word and keep others apart."""

import pytest

from scorer.wording.stems import stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("recipe", "recipes"),
        ("bake", "baking"),
        ("plan", "planned"),
        ("story", "stories"),
        ("dish", "dishes"),
        ("box", "boxes"),
        ("Decor", "decor's"),
    ],
)
def test_forms_of_a_word_share_a_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("cake", "lake"), ("glass", "glad"), ("bed", "bedroom")]
)
def test_different_words_do_not(one, other):
    assert stem(one) != stem(other)
