"""Reasons to tap, and how a short text is built."""

import pytest

from scorer.wording.lexicon import lexicon
from scorer.wording.pitch import pitch_of


def pitch(text):
    return pitch_of(text, lexicon("en"))


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Pasta in 20 minutes", ("20 minutes", "in 20 minutes")),
        ("Salad 14g protein", ("14g",)),
        ("5-Day Meal Prep", ("5-Day",)),
        ("Note 9 Pro", ()),
        ("Agenda 2024", ()),
        ("Gloves $18.99", ()),
        ("Why cats purr", ("Why",)),
    ],
)
def test_reasons(text, reasons):
    found = pitch(text).reasons

    assert found is not None
    assert set(reasons) <= set(found)
    assert bool(found) == bool(reasons)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Cup Kitchen Tool Kit", "names"),
        ("Cup Kitchen Tool Kit $24.99", "goods"),
        ("Vegan Caesar Wraps", "kind"),
        ("Vegan Caesar Wraps 9,99 €", "goods"),
        ("The cat sat", "sentence"),
        ("Stop. Look.", "sentence"),
        ("Sleep", "word"),
        ("Welkom bij OvenTime", "greeting"),
        ("Happy pets eat this food every day of the year", "sentence"),
        ("$24.99", ""),
        ("", ""),
    ],
)
def test_shapes(text, shape):
    assert pitch(text).shape == shape


def test_without_a_lexicon_only_what_holds_anywhere_is_a_reason():
    assert pitch_of("Kuchen in 20 Tagen", None).reasons is None
    assert pitch_of("Kuchen in 20 Stunden", None).reasons == ("20 Stunden",)


def test_letters_that_english_lacks_are_no_english():
    assert pitch("Küchentücher Set").reasons is None
    assert pitch("Qualcomm® Phone").reasons == ()
