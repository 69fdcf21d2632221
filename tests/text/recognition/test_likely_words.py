"""Doubted words that are spelled as common ones."""

import numpy as np
import pytest

from scorer.text.networks.models import Alphabet
from scorer.text.recognition.likely_words import doubted_words, likely_word
from scorer.text.recognition.recognizer import _Path

LETTERS = "_abcdefghijklmnopqrstuvwxyzôû "


def steps(word, *, others=None, chance=0.6):
    """Chances of a word, a step a letter and one of none behind each.

    ``others`` are letters that are likely instead, by place.
    """
    rows = []
    for place, letter in enumerate(word):
        row = np.full(len(LETTERS), 1e-6)
        other = (others or {}).get(place)
        row[LETTERS.index(letter)] = chance if other else 1.0
        if other:
            row[LETTERS.index(other)] = 1 - chance
        rows += [row, np.eye(len(LETTERS))[0]]
    return np.array(rows) / np.sum(rows, axis=1, keepdims=True)


def read(chances):
    path = _Path(
        Alphabet(tuple(LETTERS), None),
        chances.argmax(1),
        lambda rows: np.log(chances[rows] + 1e-12),
    )
    return path.answer()


def test_letter_taken_for_another_makes_the_common_word():
    seen = steps("gruceries", others={2: "o"})

    assert likely_word(seen, LETTERS) == "groceries"
    found = read(steps("on gruceries", others={5: "o"}))
    assert found.text == "on groceries"
    assert len(found.centers) == len(found.text)
    assert list(found.centers) == sorted(found.centers)


def test_word_may_be_shorter_than_what_was_read():
    seen = steps("buiild", others={3: "_"})

    assert read(seen).text == "build"


def test_clearly_misspelled_word_is_left_alone():
    assert read(steps("gruceries")).text == "gruceries"


def test_word_that_is_far_less_likely_is_not_taken():
    seen = steps("gruceries", others={2: "o"}, chance=0.98)

    assert likely_word(seen, LETTERS) == ""


@pytest.mark.parametrize("word", ["recipes", "rezepte", "рецепты", "gru", "田田田田田"])
def test_words_of_a_language_and_what_is_none_are_not_doubted(word):
    assert doubted_words(word, np.full(len(word), 0.5)) == []


def test_doubted_word_is_found_among_others():
    text = "on gruceries now"

    assert doubted_words(text, np.full(len(text), 0.5)) == [slice(3, 12)]
    assert doubted_words(text, np.full(len(text), 0.95)) == []
