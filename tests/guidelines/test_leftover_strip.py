"""The guideline leftover-strip, on drawn pins and around its limits."""

from pathlib import Path

import numpy as np
import pytest

from scorer.core.family import Features
from scorer.core.fix import Crop
from scorer.core.guideline import Outcome
from scorer.core.pin import Creative, Pin
from scorer.core.units import Box
from scorer.features import composition
from scorer.features.composition import Composition, Strip
from scorer.text.lines import read_text
from scorer.text.reading import Reading
from tests.support.guideline_features import codes_of, features, judged

BOTTOM = Strip("bottom", 4, Box(0, 1496, 1000, 4))
KEPT = Box(0, 0, 1000, 1496)


def given(width_dp, strips=(BOTTOM,), kept=KEPT):
    return features(
        Composition, strip_width_dp=width_dp, strips=strips, unstripped=kept
    )


@pytest.mark.parametrize(
    ("width_dp", "outcome", "score"),
    [
        (0.0, Outcome.PASS, 1.0),
        (0.35, Outcome.PASS, 1.0),
        (0.4, Outcome.REVIEW, None),
        (0.975, Outcome.FAIL, 0.5),
        (2.5, Outcome.FAIL, 0.0),
    ],
)
def test_outcome(width_dp, outcome, score):
    found = judged("leftover-strip", given(width_dp))

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == (() if outcome is Outcome.PASS else ("strip",))


def test_what_is_said_names_each_edge_and_what_to_crop():
    left, kept = Strip("left", 6, Box(0, 0, 6, 1500)), Box(6, 0, 994, 1496)
    (finding,) = judged("leftover-strip", given(1.1, (BOTTOM, left), kept)).findings

    assert finding.message == "a thin strip is left at the bottom and the left"
    assert finding.advice.startswith("crop 4 px off the bottom and 6 px off the left")
    assert (finding.region, finding.fix) == (left.box, Crop(kept, 994, 1496))


def measured(pixels):
    creative = Creative(Pin(Path()), pixels)
    creative._derived[read_text] = Reading(())
    return Features({Composition: composition.FAMILY.extract(creative)})


def test_a_drawn_pin_with_a_strip_and_the_same_without_it():
    shades = np.random.default_rng(3).integers(70, 190, (150, 100, 3)).astype(np.uint8)
    pixels = np.repeat(np.repeat(shades, 10, 0), 10, 1)
    cut = pixels.copy()
    cut[-6:] = 0
    found = measured(cut)

    (finding,) = judged("leftover-strip", found).findings
    assert found[Composition].strip_width_dp == pytest.approx(6 * 0.183, rel=0.01)
    assert found[Composition].strips == (Strip("bottom", 6, Box(0, 1494, 1000, 6)),)
    assert finding.fix == Crop(Box(0, 0, 1000, 1494), 1000, 1494)
    assert judged("leftover-strip", measured(pixels)).outcome is Outcome.PASS
