"""Whether letters form words."""

import pytest

from scorer.core.units import Box
from scorer.text.lettering import lettering
from scorer.text.line.text_line import TextLine

INVENTED = "Gatledon focsrcl loligt hsets cecaric ptecid bemer tnfiep"


def line(words, **fields):
    given = {"cap_height_px": 60.0, "contrast": 7.0, "confidence": 0.99} | fields
    return TextLine(words, Box(0, 0, 500, 60), **given)


def found(words, **fields):
    return lettering([line(words, **fields)], 1000)


@pytest.mark.parametrize(
    ("words", "strange"),
    [
        ("Easy dinner with fresh bread and butter", 0),
        ("Schnelle Haushaltsbücher für kleine Wohnungen führen", 0),
        ("Lees 's avonds zonder je partner te storen vandaag", 0),
        ("Wechselbonus und Kreditkartenvergleich", 0),
        ("follow @gatledon or focsrcl.com", 0),
        ("早上好", 0),
        ("Easy dinner focsrcl tnfiep", 2),
    ],
)
def test_words_of_no_language_are_counted(words, strange):
    assert len(found(words).strange_words) == strange


def test_invented_lettering_is_mostly_strange():
    letters = found(INVENTED)

    assert len(letters.strange_words) >= 0.7 * letters.word_count


@pytest.mark.parametrize("look", [{"confidence": 0.7}, {"cap_height_px": 6.0}])
def test_what_is_hardly_read_is_not_called_invented(look):
    assert found(INVENTED, **look).strange_words == ()


@pytest.mark.parametrize(
    ("words", "count"), [("Soto □□ Gulai", 1), ("□ Eggs", 0), ("Soto Gulai", 0)]
)
def test_boxes_stand_for_missing_characters(words, count):
    assert len(found(words).boxed_lines) == count


CLEAR = {"ink_quality": 0.9, "contrast_typical": 8.0}


@pytest.mark.parametrize(
    ("words", "fields", "count"),
    [
        ("SOUMMERBRUEAD", {"confidence": 0.7}, 1),
        ("SOUMMERBRUEAD", {"confidence": 0.95}, 0),
        ("SUMMER BREAD", {"confidence": 0.7}, 0),
        ("SOUMMERBRUEAD", {"confidence": 0.7, "angle_deg": 12.0}, 0),
        ("SOUMMERBRUEAD", {"confidence": 0.7, "cap_height_px": 20.0}, 0),
    ],
)
def test_two_texts_in_one_place_are_a_large_line_of_no_words(words, fields, count):
    assert len(found(words, **CLEAR | fields).tangled_lines) == count
