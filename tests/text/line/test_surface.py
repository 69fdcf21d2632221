"""How a drawn line lies in its picture: sharp or soft, grainy, lit, in perspective."""

from itertools import pairwise

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.text.line.text_line import ReadStrip, measured_lines


def drawn(text="ORGANIC TEA BAGS", size=70):
    font = ImageFont.load_default(size)
    left, top, right, bottom = font.getbbox(text)
    picture = Image.new("RGB", (int(right) + 200, int(bottom) + 200), (225, 220, 210))
    ImageDraw.Draw(picture).text((100, 100), text, (40, 34, 30), font)
    pad = 0.2 * (bottom - top)
    x0, y0, x1, y1 = 100 + left - pad, 100 + top - pad, 100 + right + pad, 100 + bottom
    return np.array(picture), np.array(
        [(x0, y0), (x1, y0), (x1, y1 + pad), (x0, y1 + pad)], float
    )


def surface(pixels, quad, text="ORGANIC TEA BAGS"):
    font = ImageFont.load_default(70)
    whole = font.getlength(text)
    ends = [font.getlength(text[:n]) / whole for n in range(len(text) + 1)]
    centers = tuple((a + b) / 2 for a, b in pairwise(ends))
    return measured_lines(pixels, ReadStrip(text, 0.95, quad, centers))[0].surface


def test_drawn_letters_are_sharp_even_and_straight():
    seen = surface(*drawn())

    assert 0.9 <= seen.edge_px <= 1.6
    assert seen.ink_grain == seen.background_grain == 0
    assert seen.ink_shading == pytest.approx(0, abs=0.1)
    assert seen.convergence < 0.05
    assert seen.bend < 0.05
    assert seen.ink_color[0] < 25


@pytest.mark.parametrize(("blur", "least", "most"), [(1.0, 1.9, 3.0), (1.6, 3.0, 4.8)])
def test_a_blur_makes_edges_as_wide_as_its_own_step(blur, least, most):
    pixels, quad = drawn()

    # The steepest slope of a blurred step is 1 / (blur * sqrt(2 pi)) of it.
    assert (
        least <= surface(cv2.GaussianBlur(pixels, (0, 0), blur), quad).edge_px <= most
    )


def test_grain_is_measured_in_ink_and_behind_it():
    pixels, quad = drawn()
    noise = np.random.default_rng(4).normal(0, 6, pixels.shape[:2])[..., None]
    noisy = np.clip(pixels + noise, 0, 255).astype(np.uint8)
    seen = surface(noisy, quad)

    # Median of |N(0, s^2 (1 + 1/4))| is 0.6745 s sqrt(5/4); s in lightness 0..100.
    expected = 0.6745 * np.sqrt(1.25) * 6 * 100 / 255
    assert seen.ink_grain == pytest.approx(expected, rel=0.4)
    assert seen.background_grain == pytest.approx(expected, rel=0.4)


def test_light_from_a_side_shades_ink_and_background():
    pixels, quad = drawn()
    light = np.linspace(1.0, 0.5, pixels.shape[1])[None, :, None]
    seen = surface((pixels * light).astype(np.uint8), quad)

    assert seen.background_shading > 6
    assert seen.ink_shading > 0.8


def test_a_line_that_goes_away_converges():
    pixels, quad = drawn()
    height, width = pixels.shape[:2]
    source = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    target = source.copy()
    target[1, 1], target[2, 1] = 0.15 * height, 0.85 * height
    matrix = cv2.getPerspectiveTransform(source, target)
    seen = surface(cv2.warpPerspective(pixels, matrix, (width, height)), quad)

    assert seen.convergence > 0.12


def test_a_line_around_a_jar_bends():
    pixels, quad = drawn()
    height, width = pixels.shape[:2]
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    sag = 20 * (1 - ((x - width / 2) / (width / 2)) ** 2)
    bent = cv2.remap(
        pixels, x.astype(np.float32), (y - sag).astype(np.float32), cv2.INTER_LINEAR
    )

    assert surface(bent, quad).bend > 0.08
