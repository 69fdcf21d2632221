"""Priors follow how widely the account's rates vary."""

from __future__ import annotations

import numpy as np
import pytest

from scorer.clickrate.fit.problem import INTERCEPT, LINE, TOPIC, WORDS, Priors, Problem


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


@pytest.mark.parametrize(("lines", "share"), [(20, 20 / 112), (112, 1.0), (200, 1.0)])
def test_numbers_of_titles_beside_words_have_their_part_of_a_design(lines, share):
    def sd(kinds):
        pins = np.ones(30)
        block = np.array([INTERCEPT, *kinds])
        matrix = np.ones((30, len(block)))
        problem = Problem(matrix, block, block, pins, pins, np.arange(30))
        return problem.scaled_priors(0.2).blocks[LINE].sd

    alone = sd([LINE] * lines)

    assert sd([LINE] * lines + [WORDS] * 5) == pytest.approx(alone * share**0.5)


def test_where_only_titles_are_measured_numbers_beside_words_say_little():
    def sd(**told):
        pins, block = np.ones(30), np.array([INTERCEPT, LINE, LINE, WORDS])
        problem = Problem(np.ones((30, 4)), block, block, pins, pins, pins, **told)
        return problem.scaled_priors(0.2).blocks[LINE].sd

    assert sd(titles_only=True) == pytest.approx(sd() / 4)
