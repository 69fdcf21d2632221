"""What a model advises, in the words that are shown."""

from __future__ import annotations

from dataclasses import replace

from scorer.account.estimate import with_estimate
from scorer.clickrate.model.learning_test import LearningTest
from scorer.core.report import Report, Score
from scorer.core.units import Quantity


def test_even_the_surest_advice_does_not_always_help(fitted):
    learned = LearningTest(0.01, "learned", "learned from your pins")
    model = replace(fitted[1], learning_test=learned)
    features = {name: Quantity(800.0) for name in model.names}

    pin = with_estimate(Report("a.png", features=features, score=Score(70.0)), model)

    first = pin.advice[0]
    assert first.gain.probability > 0.95
    assert "helps more than 9 times in 10" in first.change
