"""Letters that form no words."""

import pytest

from scorer.core.family import Features
from scorer.core.guideline import Outcome
from scorer.core.units import Box
from scorer.features.lettering import BrokenLine, Lettering
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines.broken_lettering import GUIDELINE
from tests.guidelines.test_text_guidelines import line, overlay


def judged(strange=0, long=10, tangled=(), boxed=()):
    letters = Lettering(
        long_word_count=long,
        strange_word_count=strange,
        tangled_line_count=len(tangled),
        boxed_line_count=len(boxed),
        strange_words=("tnfiep",) * strange,
        tangled_lines=tuple(tangled),
        boxed_lines=tuple(boxed),
    )
    text = overlay(line()).records[TextOverlay]
    features = Features({Lettering: letters, TextOverlay: text})
    return GUIDELINE.check(features, GUIDELINE.limits)


def broken(size):
    return BrokenLine("SOUMMERBRUEAD", size, Box(0, 0, 9, 9))


@pytest.mark.parametrize(
    ("strange", "long", "outcome"),
    [
        (0, 10, Outcome.PASS),
        (3, 10, Outcome.PASS),
        (9, 10, Outcome.FAIL),
        (5, 5, Outcome.PASS),  # too few words to tell
        (20, 40, Outcome.FAIL),
    ],
)
def test_most_words_have_to_be_words(strange, long, outcome):
    assert judged(strange, long).outcome is outcome


def test_more_strange_words_are_worse():
    scores = [judged(n, 20).score or 0.0 for n in (2, 12, 15, 20)]

    assert scores == sorted(scores, reverse=True)
    assert (scores[0], scores[-1]) == (1.0, 0.0)


def test_a_tangled_headline_fails_and_a_small_line_is_left_for_review():
    assert judged(tangled=[broken(1.0)]).outcome is Outcome.FAIL
    assert judged(tangled=[broken(0.3)]).outcome is Outcome.REVIEW


def test_missing_characters_are_as_bad_as_their_line_is_large():
    large, small = judged(boxed=[broken(1.0)]), judged(boxed=[broken(0.3)])

    assert large.score < small.score < 1
    assert "font" in large.findings[0].advice
