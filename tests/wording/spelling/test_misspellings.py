"""Misspelled words, and what looks like them and is none."""

import pytest

from scorer.wording.spelling.misspellings import correction, misspellings


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("balanciing", "balancing"),  # a letter more
        ("methds", "methods"),  # one less
        ("guarantoes", "guarantees"),  # another
        ("identiyf", "identify"),  # two swapped
        ("freinds", "friends"),  # written so by many
        ("Theraphy", "therapy"),
    ],
)
def test_one_letter_off_a_common_word(word, meant):
    assert correction(word) == meant


@pytest.mark.parametrize(
    "word",
    [
        *("friends", "smoothie", "crockpot", "macrame", "airfryer", "ramekins"),
        *("Feliz", "receta", "Kuchen", "bookmarks", "sourdough", "snickerdoodle"),
        *("sciencey", "shoulda", "cookin", "FaceID", "recipeS", "tahs", "soop"),
    ],
)
def test_words_names_and_what_is_formed_on_purpose(word):
    assert correction(word) is None


@pytest.mark.parametrize(
    ("text", "word", "meant", "is_sure"),
    [
        ("10 tips for balanciing your day", "balanciing", "balancing", True),
        ("GIFTS FOR ALL YOUR FREINDS", "FREINDS", "FRIENDS", False),
        ("Art Theraphy for Beginners", "Theraphy", "Therapy", False),
    ],
)
def test_what_is_meant_is_written_alike(text, word, meant, is_sure):
    assert list(misspellings(text)) == [(word, meant, is_sure)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "balanciing",  # alone: of what language?
        "Sechs Tipps für balanciing im Alltag",
        "クッキー balanciing",
        "You couldn't and shouldn't miss these",
    ],
)
def test_no_english_text_no_misspelling(text):
    assert list(misspellings(text)) == []


def test_words_are_told_in_the_order_of_reading():
    found = misspellings("Tips for balanciing all your freinds and guarantoes")

    assert [each.word for each in found] == ["balanciing", "freinds", "guarantoes"]


def test_a_text_that_has_the_common_word_too_makes_it_sure():
    once = "Art theraphy gives positive coping tools to people"
    [doubted], [sure] = (
        list(misspellings(text)) for text in (once, f"{once} like therapy")
    )

    assert not doubted.is_sure
    assert sure == ("theraphy", "therapy", True)


def test_a_word_is_told_once():
    text = "balanciing and balanciing, how to be better at it"

    assert len(list(misspellings(text))) == 1
