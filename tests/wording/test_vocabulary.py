"""Words of many languages are told from invented ones."""

import random

import pytest

from scorer.wording.vocabulary import folded, is_word, telling_words


@pytest.mark.parametrize(
    "words",
    [
        "easy weeknight dinners with strawberries and crispy chicken",
        "schnelle Rezepte für gemütliche Herbstabende und Haushaltsbuch",
        "recettes faciles pour une soirée entre amis",
        "recetas fáciles y rápidas para toda la familia",
        "ricette facili per la cena di domenica",
        "makkelijke recepten voor het hele gezin",
        "łatwe przepisy na szybki obiad",
        "enkla recept för hela familjen",
        "receitas simples para o jantar",
        "kolay yemek tarifleri",
        "resep masakan sederhana untuk keluarga",
    ],
)
def test_words_of_many_languages(words):
    unknown = [word for word in telling_words(words) if not is_word(word)]

    assert len(unknown) <= 1


def test_invented_words_are_none():
    made = random.Random(7)
    words = ["".join(made.choices("aeilnorst", k=8)) for _ in range(2000)]

    assert sum(map(is_word, words)) / len(words) < 0.15


@pytest.mark.parametrize(
    ("word", "plain"),
    [("Crème", "creme"), ("Übung", "ubung"), ("кот", ""), ("早", ""), ("4K", "")],
)
def test_folded(word, plain):
    assert folded(word) == plain
