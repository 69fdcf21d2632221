"""The guideline text-card, around its limits."""

import dataclasses

import pytest

from scorer.core.family import Features
from scorer.core.guideline import Outcome
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines import guideline, judge
from tests.support.guideline_features import (
    codes_of,
    judged,
    overlay,
    photo_pin,
)


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (photo_pin(words=False, picture_share=0.0), Outcome.NOT_APPLICABLE, None, ()),
        (photo_pin(picture_share=0.16), Outcome.PASS, 1.0, ()),
        (photo_pin(picture_share=0.145), Outcome.REVIEW, None, ("no-picture",)),
        (photo_pin(picture_share=0.135), Outcome.REVIEW, None, ("no-picture",)),
        (photo_pin(picture_share=0.08), Outcome.FAIL, 0.5, ("no-picture",)),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("text-card", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes


def test_text_card_that_could_not_be_read_is_left_for_review():
    words = dataclasses.replace(
        overlay()[TextOverlay], unread="Chinese text was not read"
    )
    target = guideline("text-card")
    given = photo_pin(words=False, picture_share=0.0)
    given = Features({**given.records, TextOverlay: words})

    verdict = target.check(given, target.limits)

    assert verdict.outcome is Outcome.REVIEW
    assert verdict.reason == "Chinese text was not read"


@pytest.mark.parametrize(
    ("share", "advice"),
    [
        (0.01, "add a photo or a drawing of what"),
        (0.08, "show more of what the text is about: enlarge the picture"),
    ],
)
def test_a_small_picture_is_to_be_larger_and_none_to_be_added(share, advice):
    (finding,) = judged("text-card", photo_pin(picture_share=share)).findings

    assert finding.advice.startswith(advice)


@pytest.mark.parametrize(("share", "is_wanting"), [(0.16, False), (0.145, True)])
def test_a_doubt_is_headed_by_what_may_be_wrong(share, is_wanting):
    target = guideline("text-card")
    [result] = judge(photo_pin(picture_share=share), (target,))

    assert result.title == (target.failure_title if is_wanting else target.title)
