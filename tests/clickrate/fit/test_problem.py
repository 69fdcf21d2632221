"""Priors follow how widely the account's rates vary."""

from __future__ import annotations

import pytest

from scorer.clickrate.fit.problem import LINE, TOPIC, Priors


def test_priors_of_the_creative_are_in_residual_sds():
    calm, wild = (Priors().scaled(each, 30, 500) for each in (0.1, 0.4))
    assert wild.guideline_mean == pytest.approx(2 * calm.guideline_mean)
    assert wild.blocks[LINE].sd == pytest.approx(2 * calm.blocks[LINE].sd)
    assert wild.blocks[TOPIC] == calm.blocks[TOPIC]
    assert wild.lack_of_fit == pytest.approx(4 * calm.lack_of_fit)


def test_few_pins_lean_on_the_score_more():
    few, many = (Priors().scaled(0.2, 30, pins) for pins in (50, 5000))

    assert few.guideline_mean > 1.15 * many.guideline_mean
    assert few.guideline_sd == many.guideline_sd
    assert few.blocks == many.blocks
