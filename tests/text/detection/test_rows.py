"""Boxes of small print that hold more than a line."""

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.text.detection.rows import row_quad, rows


def crop(texts, size=40, leading=1.3, ink=(20, 20, 20), ground=(240, 235, 230)):
    font = ImageFont.load_default(size)
    picture = Image.new("RGB", (360, int((len(texts) + 0.3) * leading * size)), ground)
    for n, text in enumerate(texts):
        at = (20, (n + 1) * leading * size)
        ImageDraw.Draw(picture).text(at, text, ink, font, anchor="ls")
    return np.array(picture)


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize(
    "colors", [((20,) * 3, (240,) * 3), ((250,) * 3, (60, 90, 60))]
)
def test_lines_below_each_other_are_rows(count, colors):
    texts = ["Park View", "Room for 2", "without dog"][:count]

    found = rows(crop(texts, ink=colors[0], ground=colors[1]))

    assert len(found) == count
    assert found[0][0] == 0
    assert found[-1][1] == 1
    assert all(above[1] == below[0] for above, below in pairwise(found))


def test_one_line_is_no_rows():
    assert rows(crop(["Park View"])) == []


def test_grain_is_no_rows():
    grain = np.random.default_rng(3).integers(110, 120, (80, 200, 3)).astype(np.uint8)

    assert rows(grain) == []


def test_corners_of_a_row():
    quad = np.array([(10, 20), (110, 20), (110, 60), (10, 60)], np.float32)

    assert row_quad(quad, (0.5, 1.0)).tolist() == [
        [10, 40],
        [110, 40],
        [110, 60],
        [10, 60],
    ]
