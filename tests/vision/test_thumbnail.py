"""The picture that a report carries."""

import base64
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scorer.core.pin import Creative, Pin
from scorer.vision.thumbnail import picture_bytes, thumbnail


def stored(pixels, most_bytes):
    uri = thumbnail(Creative(Pin(Path("a.png")), pixels), most_bytes)
    content = base64.b64decode(uri.partition(",")[2])
    return uri, Image.open(io.BytesIO(content)).size


@pytest.fixture(scope="module")
def noise():
    return np.random.default_rng(1).integers(0, 255, (1800, 1200, 3), np.uint8)


def test_a_plain_picture_is_kept_wide_enough_to_read_small_text():
    plain = np.full((1800, 1200, 3), 200, np.uint8)

    assert stored(plain, picture_bytes(1))[1] == (1000, 1500)


def test_a_small_one_is_not_enlarged():
    assert stored(np.zeros((90, 60, 3), np.uint8), picture_bytes(1))[1] == (60, 90)


def test_the_busiest_picture_is_made_smaller_until_it_fits(noise):
    uri, size = stored(noise, 160_000)

    assert len(uri) <= 160_000
    assert size[0] < 1000
    assert stored(noise, 1)[1] == (240, 360)


@pytest.mark.parametrize("count", [1, 125, 126, 500, 501, 1000, 2000])
def test_pictures_of_many_pins_leave_room_for_what_is_said_of_them(count):
    assert picture_bytes(count) * count <= 20_000_000
