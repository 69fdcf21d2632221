"""Broken lettering, on hand-made features."""

import pytest

from scorer.core.family import Features
from scorer.core.guideline import Outcome
from scorer.core.units import Box
from scorer.features.lettering import BrokenLine, Lettering
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines.broken_lettering import GUIDELINE
from tests.support.guideline_features import line, overlay

REGION = Box(100, 200, 300, 50)


def judged(words=0, strange=0, tangled=(), boxed=(), lines=1, sure=0.7):
    """``tangled`` and ``boxed`` are sizes against the largest line."""
    made = [
        tuple(BrokenLine("Eayxk", size, REGION, sure) for size in sizes)
        for sizes in (tangled, boxed)
    ]
    found = ("lathobring", "resude")[:strange]
    record = Lettering(
        words,
        strange,
        len(tangled),
        len(boxed),
        found,
        (BrokenLine("resude", 1.0, REGION),) if found else (),
        *made,
    )
    text = overlay(*[line()] * lines)[TextOverlay]
    features = Features({TextOverlay: text, Lettering: record})
    return GUIDELINE.check(features, GUIDELINE.limits)


def test_whole_words_pass():
    assert (judged(20, 2).outcome, judged(20, 2).score) == (Outcome.PASS, 1.0)
    assert judged(lines=0).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("words", "strange", "outcome"),
    [
        (5, 5, Outcome.PASS),  # too few words to tell
        (10, 2, Outcome.PASS),  # .20, or .07 with the error of ten words
        (10, 5, Outcome.REVIEW),  # .50, or .34
        (10, 6, Outcome.FAIL),  # .60, or .45
        (100, 45, Outcome.FAIL),  # .45, or .40: more words tell more
    ],
)
def test_share_of_strange_words(words, strange, outcome):
    assert judged(words, strange).outcome is outcome


def test_severity_grows_with_the_share():
    scores = [judged(20, strange).score for strange in (10, 12, 15, 20)]

    assert scores == sorted(scores, reverse=True)
    assert scores[-1] == 0.0


def test_strange_words_are_named():
    (finding,) = judged(10, 8).findings

    assert finding.code == "no-words"
    assert "8 of 10" in finding.message
    assert "“lathobring”" in finding.advice
    assert finding.region == REGION


def test_a_tangled_headline_fails_and_a_tangled_detail_is_looked_at():
    assert judged(tangled=(1.0,)).score == 0.0
    assert judged(tangled=(0.3,)).outcome is Outcome.REVIEW
    assert judged(tangled=(1.0,)).findings[0].code == "tangled-letters"


def test_missing_characters_weigh_by_size():
    assert judged(boxed=(0.3,)).score == pytest.approx(0.5)
    assert judged(boxed=(1.0,)).score == 0.0
    assert judged(boxed=(1.0,)).findings[0].code == "missing-characters"


def test_the_less_sure_the_reading_of_a_headline_the_worse():
    scores = [judged(tangled=(1.0,), sure=sure).score for sure in (0.94, 0.85, 0.75)]

    assert scores == pytest.approx([0.95, 0.5, 0.0])
