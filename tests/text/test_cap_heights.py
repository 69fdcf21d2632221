"""Lines without capitals take their height from lines in the same face."""

from dataclasses import replace

import pytest

from scorer.core.units import Box
from scorer.text.cap_heights import with_shared_heights
from scorer.text.line.surface import Surface
from scorer.text.line.text_line import TextLine

LOOK = Surface((30.0, 0.0, 0.0), 1.2, 0.2, 0.2, 0.0, 0.0)
CAPITALS = TextLine(
    "Lees verder",
    Box(10, 10, 300, 50),
    40.0,
    9.0,
    0.98,
    cap_height_source="capitals",
    x_height_px=30.0,
    stroke_px=6.0,
    surface=LOOK,
)
SMALL = replace(CAPITALS, text="een", cap_height_px=43.0, cap_height_source="x-height")


def test_small_letters_are_measured_by_the_face():
    _, small = with_shared_heights([CAPITALS, SMALL])

    assert small.cap_height_px == pytest.approx(40.0)


@pytest.mark.parametrize(
    "change",
    [
        {"x_height_px": 34.0},
        {"stroke_px": 9.0},
        {"surface": replace(LOOK, ink_color=(90.0, 0.0, 0.0))},
        {"surface": None},
        {"cap_height_source": "figures"},
    ],
)
def test_another_face_tells_nothing(change):
    _, small = with_shared_heights([replace(CAPITALS, **change), SMALL])

    assert small.cap_height_px == 43.0


def test_capitals_stay_as_measured():
    tall = replace(CAPITALS, cap_height_px=44.0)

    assert with_shared_heights([CAPITALS, tall]) == [CAPITALS, tall]
