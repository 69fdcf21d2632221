"""A number changed on a finished report: which guidelines it would then fail."""

import pytest

from scorer.account.rejudged import fails_then
from scorer.core.guideline import Impact, Outcome, Part
from scorer.core.report import GuidelineResult, Report
from scorer.core.units import Quantity


def passed(name):
    """Return the result of a guideline that is met."""
    return GuidelineResult(name, "", Part.FOCUS, Outcome.PASS, 1.0, Impact.MINOR)


REPORT = Report(
    "pin.png",
    features={
        "photo_quality.photo_lightness": Quantity(60.0),
        "photo_quality.white_point": Quantity(95.0),
        "composition.picture_share": Quantity(0.9),
        "text_overlay.cap_height_max_dp": Quantity(12.0),
        "text_overlay.word_count": Quantity(60.0),
    },
    results=(passed("dark-image"), passed("small-text"), passed("wordy-text")),
)


@pytest.mark.parametrize(
    ("feature", "value", "fails"),
    [
        ("photo_quality.photo_lightness", 10.0, ("dark-image",)),
        ("photo_quality.photo_lightness", 70.0, ()),
        ("text_overlay.cap_height_max_dp", 6.0, ("small-text",)),
        ("text_overlay.cap_height_max_dp", 9.0, ()),
        ("text_overlay.word_count", 80.0, ("wordy-text",)),
        ("text_overlay.word_count", 50.0, ()),  # too many yet, but on the way
        ("color.lightness", 10.0, ()),
    ],
)
def test_what_a_guideline_would_then_fail(feature, value, fails):
    assert fails_then(REPORT, feature, value) == fails
