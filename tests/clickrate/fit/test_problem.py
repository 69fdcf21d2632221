"""Priors follow how widely the account's rates vary."""

from __future__ import annotations

import pytest

from scorer.clickrate.fit.problem import LINE, TOPIC, Priors


def test_what_designs_may_do_is_in_proportion_to_luck():
    calm, wild = (Priors().beside(luck, 30) for luck in (0.1, 0.4))
    assert wild.guideline_mean == pytest.approx(2 * calm.guideline_mean)
    assert wild.blocks[LINE].sd == pytest.approx(2 * calm.blocks[LINE].sd)
    assert wild.blocks[TOPIC] == calm.blocks[TOPIC]
    assert wild.misfit == pytest.approx(4 * calm.misfit)
