"""Congestion, entropy, contours and judged clutter on drawn pictures."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scorer.vision.clutter import entropy
from scorer.vision.clutter.complexity import judged_clutter, predictors, sketch_of
from scorer.vision.clutter.congestion import congestion_of
from scorer.vision.clutter.entropy import entropy_of
from scorer.vision.clutter.lab import clutter_lab
from scorer.vision.color.palette import (
    color_count,
    color_grid,
    colorfulness,
    dominant_colors,
)
from scorer.vision.resize import at_working_size

PINS = Path(__file__).parents[3] / "fixtures/pins"

# Feature congestion and subband entropy by visual-clutter 1.0.7 at working size.
BY_THE_PORT = {
    "good-cat.jpg": (3.705, 3.122),
    "cluttered.jpg": (7.753, 3.973),
    "near-white.jpg": (4.399, 2.532),
    "story.jpg": (3.707, 2.379),
    "wide.jpg": (4.032, 3.583),
}


def plain(value=200):
    return np.full((300, 200, 3), value, np.uint8)


def noise(share=1.0):
    picture = plain()
    rows = round(300 * share)
    picture[:rows] = np.random.default_rng(1).integers(0, 256, (rows, 200, 3))
    return picture


def judged(pixels, ignored=None):
    return judged_clutter(predictors(sketch_of(pixels), ignored))


def test_plain_pictures_have_next_to_no_congestion_and_entropy():
    lab = clutter_lab(plain())

    # The authors add small variances, which leaves a floor of 1.4 to 1.7.
    assert congestion_of(lab).mean() < 1.7
    assert entropy_of(lab) < 0.3 * entropy_of(clutter_lab(noise()))


@pytest.mark.parametrize("name", BY_THE_PORT)
def test_values_are_those_of_the_public_port(name):
    lab = clutter_lab(at_working_size(np.asarray(Image.open(PINS / name))))
    congestion, bits = BY_THE_PORT[name]

    assert congestion_of(lab).mean() == pytest.approx(congestion, rel=0.03)
    assert entropy_of(lab) == pytest.approx(bits, abs=0.1)


@pytest.mark.parametrize("shape", [(10, 8), (11, 8), (10, 9), (187, 125)])
def test_the_spectrum_is_half_of_the_whole_one(shape):
    plane = np.random.default_rng(3).random(shape, np.float32)
    found, whole = entropy._spectrum(plane), np.fft.rfft2(plane)

    together = found.real + 1j * found.imaginary
    assert np.abs(together - whole).max() < 1e-5 * np.abs(whole).max()


def test_a_folded_spectrum_is_that_of_every_third_row():
    plane = np.random.default_rng(4).random((12, 10), np.float32)
    spectrum = entropy._spectrum(plane)
    ones = np.ones_like(spectrum.real)
    real = entropy._folded(spectrum.real, ones, 3)
    imaginary = entropy._folded(spectrum.imaginary, ones, 3)

    rows = np.fft.irfft2(real + 1j * imaginary, (4, 10)) / 3
    assert rows == pytest.approx(plane[::3], abs=1e-6)


def test_the_high_band_and_the_first_scale_share_all_power_between_them():
    filters = entropy._filters(64, 48)
    oriented = sum(each**2 for each in filters.oriented[0])

    # cos^6 over four directions a quarter turn apart is 5/4 everywhere.
    y, x = 2 * np.fft.fftfreq(64)[:, None], 2 * np.fft.rfftfreq(48)[None, :]
    radius = np.hypot(y, x)
    inside = (radius > 0.55) & (radius < 0.95)
    power = filters.high**2 + oriented / 1.25
    assert power[inside] == pytest.approx(1, abs=1e-3)


def test_congestion_is_local():
    local = congestion_of(clutter_lab(noise(0.5)))

    assert local.shape == (75, 50)
    assert local[:30].mean() > 3 * local[-25:].mean()


def test_white_has_the_lightness_of_the_authors_scale():
    assert clutter_lab(plain(255)).lightness[0, 0] == pytest.approx(9.0, abs=0.02)


def test_more_noise_is_more_of_everything():
    pictures = [noise(share) for share in (0.1, 0.5, 1.0)]
    for measure in (
        lambda pixels: congestion_of(clutter_lab(pixels)).mean(),
        lambda pixels: entropy_of(clutter_lab(pixels)),
        judged,
    ):
        values = [measure(pixels) for pixels in pictures]
        assert values == sorted(values)


def test_mirroring_changes_nothing_to_speak_of():
    lab = clutter_lab(noise(0.5))
    mirrored = clutter_lab(np.ascontiguousarray(noise(0.5)[:, ::-1]))

    assert congestion_of(mirrored).mean() == pytest.approx(
        congestion_of(lab).mean(), rel=0.02
    )
    assert entropy_of(mirrored) == pytest.approx(entropy_of(lab), rel=0.02)


def test_ignored_regions_count_as_plain():
    picture, half = noise(0.5), np.zeros((300, 200), bool)
    half[:150] = True

    assert judged(picture) > 50
    assert judged(picture, half) == pytest.approx(judged(plain()), abs=8)


def test_colors_are_counted_and_vividness_has_a_scale():
    picture = plain()
    picture[:100] = (255, 0, 0)
    picture[90:120, :60] = (0, 0, 255)

    assert 3 <= color_count(color_grid(picture)) <= 8  # mixtures at the borders count
    assert colorfulness(color_grid(plain())) == pytest.approx(0.0)
    assert colorfulness(color_grid(picture)) > 80


def test_dominant_colors_hold_a_twentieth():
    lab = np.zeros((100, 100, 3), np.float32)
    lab[:60] = (50, 40, 0)
    lab[60:97] = (90, 0, 0)

    (first, share), (second, _) = dominant_colors(lab)
    assert first == pytest.approx((50, 40, 0))
    assert share == pytest.approx(0.6)
    assert second == pytest.approx((90, 0, 0))
