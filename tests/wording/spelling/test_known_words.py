"""Words of some language, and letters that form none."""

import pytest

from scorer.wording.spelling.known_words import is_word, plain_letters


@pytest.mark.parametrize(
    "word",
    [
        *("pasta", "bedroom", "weeknights", "Küche", "Wohnzimmer", "cuisine"),
        *("receta", "dormitorio", "ricette", "keuken", "kuchnia", "resep", "rum"),
    ],
)
def test_words_of_many_languages_are_known(word):
    letters = plain_letters(word)

    assert len(letters) < 4 or is_word(letters)


@pytest.mark.parametrize(
    "letters", ["clallogent", "lathobring", "ltorgstlest", "enestromf", "gtehnes"]
)
def test_letters_that_form_no_word(letters):
    assert not is_word(letters)


def test_compounds_are_known_by_their_parts():
    assert is_word("wechselbonus")
    assert is_word("brandandsystems")
    assert not is_word("wechselxqzvbonus")


def test_a_very_long_run_of_letters_is_no_word():
    assert not is_word("bread" * 9)


@pytest.mark.parametrize(
    ("word", "letters"),
    [("Éclair", "eclair"), ("smørrebrød", "smorrebrod"), ("2nd", ""), ("ramen味", "")],
)
def test_plain_letters(word, letters):
    assert plain_letters(word) == letters
