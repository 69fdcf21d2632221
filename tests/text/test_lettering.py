"""Lettering that is broken, made by hand on a pin 1000 px wide."""

import pytest

from scorer.core.units import Box
from scorer.text.lettering import lettering
from scorer.text.line.text_line import TextLine


def line(text, cap=50, **fields):
    given = {
        "confidence": 0.98,
        "contrast": 12.0,
        "contrast_typical": 12.0,
        "ink_quality": 0.8,
    }
    return TextLine(text, Box(100, 100, 600, cap), float(cap), **{**given, **fields})


def found(*lines):
    return lettering(lines, 1000)


def test_words_of_languages_are_not_strange():
    words = found(
        line("Schnelle Rezepte"), line("Easy pasta dinners"), line("Jalapeño")
    )

    assert (words.word_count, words.strange_words) == (6, ())


def test_a_short_word_that_is_joined_to_another_makes_no_strange_one():
    words = found(line("PRINCE ofPeRSIA"), line("CHOICEOF theWinter andMore"))

    assert words.strange_words == ()


def test_letters_that_form_no_word_are_strange():
    words = found(line("RESUDE CLALLOGENT"), line("FUNEST 180 LTORGSTLEST"))

    assert words.word_count == 4  # 180 is none
    assert set(words.strange_words) >= {"CLALLOGENT", "LTORGSTLEST"}


@pytest.mark.parametrize(
    "text",
    ["clallogent.com", "@clallogent", "#clallogent", "clallogent24", "Qx 7", "味噌"],
)
def test_addresses_handles_codes_and_other_scripts_are_not_looked_up(text):
    assert found(line(text)).word_count == 0


@pytest.mark.parametrize("fields", [{"confidence": 0.85}, {"cap": 9}])
def test_what_is_unsure_or_small_is_not_looked_up(fields):
    assert found(line("CLALLOGENT", **fields)).word_count == 0


def test_a_large_clear_line_that_cannot_be_read_is_tangled():
    assert found(line("EaxckastminMeals", confidence=0.72)).tangled_lines
    assert not found(line("EaxckastminMeals", confidence=0.96)).tangled_lines


@pytest.mark.parametrize(
    ("words", "count"), [("Ecema Tarc", 1), ("Easy Tarcx", 1), ("Easy meal Tarcx", 0)]
)
def test_half_the_words_of_a_tangled_line_are_strange(words, count):
    assert len(found(line(words, confidence=0.9)).tangled_lines) == count


@pytest.mark.parametrize(
    "fields",
    [
        {"cap": 25},
        {"ink_quality": 0.3},
        {"contrast_typical": 2.0},
        {"contrast_typical": None},
        {"angle_deg": 12.0},
        {"role": "unsure"},
    ],
)
def test_what_may_be_hard_to_read_for_another_reason_is_not_tangled(fields):
    tangled = found(line("EaxckastminMeals", **{"confidence": 0.72, **fields}))

    assert not tangled.tangled_lines


def test_an_unsure_line_of_words_is_not_tangled():
    assert not found(line("Easy pasta dinners", confidence=0.7)).tangled_lines


def test_boxes_in_place_of_characters():
    assert found(line("Easy □□□ dinner")).boxed_lines
    assert not found(line("Step □ done")).boxed_lines


INVENTED = "Gatledon focsrcl loligt hsets cecaric ptecid bemer tnfiep"


@pytest.mark.parametrize(
    ("words", "strange"),
    [
        ("Easy dinner with fresh bread and butter", 0),
        ("Schnelle Haushaltsbücher für kleine Wohnungen führen", 0),
        ("Lees 's avonds zonder je partner te storen vandaag", 0),
        ("Wechselbonus und Kreditkartenvergleich", 0),
        ("Easy dinner focsrcl tnfiep", 2),
    ],
)
def test_strange_words_among_others_are_counted(words, strange):
    assert len(found(line(words)).strange_words) == strange


def test_invented_lettering_is_mostly_strange():
    letters = found(line(INVENTED))

    assert len(letters.strange_words) >= 0.7 * letters.word_count


def test_a_word_counts_once():
    found_words = found(line("CLALLOGENT soup"), line("Clallogent"), line("clallogent"))

    assert (found_words.word_count, len(found_words.strange_words)) == (2, 1)
    assert len(found_words.strange_lines) == 3


def test_an_exclamation_mark_read_as_a_letter_makes_no_strange_word():
    assert found(line("SALEI tonightl")).strange_words == ()
