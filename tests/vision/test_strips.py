"""Thin strips at the edges of drawn pictures."""

import io

import numpy as np
import pytest
from PIL import Image

from scorer.core.units import Box
from scorer.vision.strips import strips

WIDTH, HEIGHT = 400, 600


def photo(dark=60, light=200):
    """Soft shapes, as a photo has them, and some grain."""
    generator = np.random.default_rng(7)
    small = generator.integers(dark, light, (30, 20, 3)).astype(np.uint8)
    size = (WIDTH, HEIGHT)
    soft = Image.fromarray(small).resize(size, Image.Resampling.BICUBIC)
    noise = generator.normal(0, 3, (HEIGHT, WIDTH, 3))
    return np.clip(np.array(soft) + noise, 0, 255).astype(np.uint8)


def stripped(color, **widths):
    """A photo with strips of a color along the edges named."""
    pixels = photo()
    for edge, width in widths.items():
        part = {
            "top": np.s_[:width],
            "bottom": np.s_[HEIGHT - width :],
            "left": np.s_[:, :width],
            "right": np.s_[:, WIDTH - width :],
        }[edge]
        pixels[part] = color
    return pixels


@pytest.mark.parametrize(
    ("edge", "box"),
    [
        ("top", Box(0, 0, WIDTH, 3)),
        ("bottom", Box(0, HEIGHT - 3, WIDTH, 3)),
        ("left", Box(0, 0, 3, HEIGHT)),
        ("right", Box(WIDTH - 3, 0, 3, HEIGHT)),
    ],
)
@pytest.mark.parametrize("color", [(0, 0, 0), (255, 255, 255), (12, 10, 14)])
def test_a_strip_at_each_edge(edge, box, color):
    assert strips(stripped(color, **{edge: 3})) == {edge: box}


def test_several_strips_are_found_and_all_four_are_a_frame():
    three = {"top": 2, "left": 3, "right": 4}

    assert set(strips(stripped((0, 0, 0), **three))) == set(three)
    assert strips(stripped((0, 0, 0), **three, bottom=3)) == {}


def test_a_strip_saved_as_jpeg_is_still_one():
    file = io.BytesIO()
    Image.fromarray(stripped((0, 0, 0), bottom=4)).save(file, "JPEG", quality=85)

    assert set(strips(np.array(Image.open(file)))) == {"bottom"}


@pytest.mark.parametrize(
    "pixels",
    [
        photo(),
        stripped((255, 255, 255), bottom=30),  # a margin
        stripped((200, 30, 60), top=3),  # drawn
        stripped((245, 238, 222), top=3),  # cream: paper, or drawn
        np.full((HEIGHT, WIDTH, 3), 255, np.uint8),  # a card
        np.repeat(photo()[:, :1], WIDTH, 1),  # columns alike, no strip
        np.zeros((1, 1, 3), np.uint8),
    ],
)
def test_photos_margins_and_cards_have_none(pixels):
    assert strips(pixels) == {}


def test_a_strip_beside_a_plain_field_is_none():
    pixels = np.full((HEIGHT, WIDTH, 3), (20, 60, 50), np.uint8)
    pixels[-3:] = 255

    assert strips(pixels) == {}


def test_a_margin_outside_a_thin_frame_is_no_strip():
    pixels = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    pixels[4:7] = photo()[4:7]

    assert strips(pixels) == {}


def test_a_frame_of_almost_one_color_is_no_strip():
    pixels = stripped((8, 8, 8), top=2, left=2, right=2)
    pixels[-2:] = (60, 58, 56)

    assert strips(pixels) == {}


def test_only_the_strip_of_the_pixels_own_size_counts():
    double = np.repeat(np.repeat(stripped((0, 0, 0), top=2), 2, 0), 2, 1)

    assert strips(double) == {"top": Box(0, 0, 2 * WIDTH, 4)}
