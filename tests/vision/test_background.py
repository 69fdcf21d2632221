"""What the background is: its color, its share, borders."""

import numpy as np
import pytest

from scorer.vision.background import (
    _main_color,
    background,
    border_share,
    empty_share,
    symmetry,
)
from scorer.vision.color.lab import lab_of
from tests.support.planes import WHITE, canvas, photo, spotted


def test_background_is_what_joins_the_edge():
    pixels = canvas()
    pixels[40:140, 30:90] = (200, 30, 30)
    pixels[60:120, 50:70] = WHITE  # enclosed: no background

    found = background(lab_of(pixels))
    assert found.mask.mean() == pytest.approx(1 - 6000 / (186 * 124))
    assert found.lightness == pytest.approx(100, abs=0.1)
    assert found.chroma == pytest.approx(0, abs=0.1)


def test_letterbox_counts_on_both_sides_only():
    pixels = photo(186, 124, 5, (120, 130, 90))
    pixels[:31] = 0
    one_sided = border_share(lab_of(pixels))
    pixels[-31:] = 0

    assert one_sided == 0.0
    assert border_share(lab_of(pixels)) == pytest.approx(62 / 186, abs=0.01)


def test_empty_share():
    pixels = canvas()
    pixels[:93] = photo(93, 124, 6, (120, 130, 90))

    assert empty_share(lab_of(pixels)) == pytest.approx(0.5, abs=0.07)


def test_symmetry():
    half = photo(186, 62, 7, (120, 130, 90))
    mirrored = np.concatenate([half, half[:, ::-1]], axis=1)

    assert symmetry(lab_of(mirrored)) == pytest.approx(1.0, abs=0.01)
    assert symmetry(lab_of(photo(186, 124, 8, (120, 130, 90)))) < 0.5
    assert symmetry(lab_of(canvas())) == 1.0


@pytest.mark.parametrize("seed", range(4))
def test_main_color_is_of_the_fullest_cell(seed):
    points = spotted(seed).reshape(-1, 3)
    cells = np.floor(points / 8).astype(int)
    values, counts = np.unique(cells, axis=0, return_counts=True)
    fullest = (cells == values[counts.argmax()]).all(1)

    assert np.array_equal(_main_color(points), np.median(points[fullest], axis=0))


def test_ground_is_what_reaches_the_edge():
    lab = np.full((40, 40, 3), (90, 0, 0), np.float32)
    lab[10:30, 10:30] = (40, 50, 0)
    lab[15:25, 15:25] = (90, 0, 0)  # of the ground's color, but enclosed

    mask = background(lab).mask

    assert mask.sum() == 40 * 40 - 20 * 20
    assert not mask[20, 20]
