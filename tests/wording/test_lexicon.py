"""Word lists: found, extended, absent."""

import json

import pytest

from scorer.wording.lexicon import language_of, lexicon


def test_pattern_and_word_do_not_count_twice():
    known = lexicon("en")

    assert known.found("benefit", "Easy 5-Minute Cake") == ("Easy", "5-Minute")


def test_user_file_adds_to_the_built_in_words(tmp_path):
    mine = {"words": {"benefit": ["hygge"]}}
    (tmp_path / "en.json").write_text(json.dumps(mine), encoding="utf-8")

    known = lexicon("en", tmp_path)

    assert known.found("benefit", "Hygge and easy") == ("Hygge", "easy")


def test_user_file_brings_a_language(tmp_path):
    mine = {"words": {"benefit": ["schnelle"], "function": ["für"]}}
    (tmp_path / "de.json").write_text(json.dumps(mine), encoding="utf-8")

    assert lexicon("de") is None
    assert lexicon("de", tmp_path).found("benefit", "Schnelle Rezepte") == ("Schnelle",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bedroom Decor", "en"),
        ("Home Decor Ideas", "en"),
        ("10 Cozy Bedroom Ideas for Small Spaces", "en"),
        ("Idées de décoration pour la chambre", "fr"),
        ("Schnelle Rezepte für die ganze Familie", "de"),
        ("居心地の良い寝室", ""),
        ("Wohnzimmer einrichten: 10 Ideen", "und"),
        ("Kürbissuppe", "und"),
        ("Idées cadeaux Noël", "und"),
        ("Ricette veloci", "und"),
        ("Snabba recept", "und"),
        ("Kleine Küche in Weiß", "und"),
        ("Crème Brûlée Recipe", "en"),
        ("Tiramisu Recipe", "en"),
        ("Cozy Bedroom in Pink", "en"),
        ("DIY", "en"),
        ("15 AFFORDABLE MEAL PREP IDEAS MEALPREP.COM", "en"),
        ("Bolo com chocolate", "pt"),
    ],
)
def test_language(text, language):
    assert language_of(text) == language
