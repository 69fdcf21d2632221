"""Picture, voids and bars of drawn pins."""

import numpy as np
import pytest

from scorer.core.units import Box
from scorer.vision.emptiness import backgrounds, bars, largest_void

HEIGHT, WIDTH = 192, 120


def card(lightness=90.0):
    return np.full((HEIGHT, WIDTH, 3), (lightness, 0, 0), np.float32)


def photo(height, width, seed=1):
    """Blobs of many colors."""
    dice = np.random.default_rng(seed)
    small = dice.uniform((10, -40, -40), (95, 40, 40), (height // 4, width // 4, 3))
    return np.kron(small, np.ones((4, 4, 1))).astype(np.float32)


NO_TEXT = np.zeros((HEIGHT, WIDTH), bool)


def test_photo_is_picture_and_its_ground_is_plain():
    lab = card()
    lab[:96] = photo(96, WIDTH)

    picture, plain, _ = backgrounds(lab, NO_TEXT)

    assert picture.mean() == pytest.approx(0.5, abs=0.03)
    assert plain.mean() == pytest.approx(0.5, abs=0.03)


def test_text_and_rules_are_no_picture():
    lab, text = card(), NO_TEXT.copy()
    lab[40:60, 10:110:4] = 10
    text[36:64, 6:114] = True
    lab[100:102, 10:110] = 20

    picture, plain, _ = backgrounds(lab, text)

    assert not picture.any()
    assert not plain[36:64, 6:114].any()


def test_largest_void_is_the_place_between():
    lab = card()
    lab[:64] = photo(64, WIDTH)
    lab[160:] = photo(32, WIDTH)

    share, box = largest_void(backgrounds(lab, NO_TEXT).plain)

    assert share == pytest.approx(0.47, abs=0.04)
    assert (box.left, box.width) == (0, WIDTH)
    assert 64 <= box.top <= 72
    assert 150 <= box.top + box.height <= 160


def test_picture_without_a_void():
    share, box = largest_void(backgrounds(photo(HEIGHT, WIDTH), NO_TEXT).plain)

    assert (share, box.width * box.height) == (0, 0)


def test_bars_end_where_a_picture_begins():
    lab = card(0.0)
    lab[48:144] = photo(96, WIDTH)

    share, box = bars(lab)

    assert share == pytest.approx(0.5)
    assert box == Box(0, 48, WIDTH, 96)


def test_picture_shrunk_into_a_plain_field_has_bars_on_all_sides():
    lab = card()
    lab[60:132, 40:80] = photo(72, 40)

    assert bars(lab) == (pytest.approx(0.875), Box(40, 60, 40, 72))


def test_part_that_was_not_loaded_is_a_bar():
    lab = card(50.0)
    lab[:96] = photo(96, WIDTH)

    assert bars(lab) == (0.5, Box(0, 0, WIDTH, 96))


def test_plain_ground_beside_a_torn_photo_hides_no_bar():
    lab = card(50.0)
    lab[:96] = (70, 20, 20)
    lab[40:96] = photo(56, WIDTH)

    assert bars(lab)[1].height < 100


def test_a_card_of_two_colors_has_no_bars():
    lab = card()
    lab[90:94] = (70, 10, 10)  # where they meet
    lab[94:] = (50, 20, 20)

    assert bars(lab) == (0, Box(0, 0, WIDTH, HEIGHT))


@pytest.mark.parametrize("lab", [card(), photo(HEIGHT, WIDTH)])
def test_plain_card_and_full_photo_have_no_bars(lab):
    assert bars(lab) == (0, Box(0, 0, WIDTH, HEIGHT))


def test_margin_of_a_text_card_is_no_bar():
    lab = card()
    lab[80:90, 30:90:6] = 10

    assert bars(lab)[0] == 0
