"""Congestion, entropy, contours and judged clutter on drawn pictures."""

import numpy as np
import pytest

from scorer.vision.complexity import judged_clutter, predictors
from scorer.vision.congestion import authors_lab, congestion_of
from scorer.vision.edges import contours_of
from scorer.vision.entropy import entropy_of
from scorer.vision.palette import color_count, colorfulness, dominant_colors


def plain(value=200):
    return np.full((300, 200, 3), value, np.uint8)


def noise(share=1.0):
    picture = plain()
    rows = round(300 * share)
    picture[:rows] = np.random.default_rng(1).integers(0, 256, (rows, 200, 3))
    return picture


def judged(pixels, ignored=None):
    return judged_clutter(predictors(pixels, contours_of(pixels), ignored))


def test_plain_pictures_have_next_to_no_congestion_and_entropy():
    lab = authors_lab(plain())

    # The authors add small variances, which leaves a floor of 1.4 to 1.7.
    assert congestion_of(lab).mean() < 1.7
    assert entropy_of(lab) < 0.3 * entropy_of(authors_lab(noise()))


def test_congestion_is_local():
    local = congestion_of(authors_lab(noise(0.5)))

    assert local.shape == (75, 50)
    assert local[:30].mean() > 3 * local[-25:].mean()


def test_white_has_the_lightness_of_the_authors_scale():
    assert authors_lab(plain(255))[0, 0, 0] == pytest.approx(9.0, abs=0.02)


def test_more_noise_is_more_of_everything():
    pictures = [noise(share) for share in (0.1, 0.5, 1.0)]
    for measure in (
        lambda pixels: congestion_of(authors_lab(pixels)).mean(),
        lambda pixels: entropy_of(authors_lab(pixels)),
        judged,
    ):
        values = [measure(pixels) for pixels in pictures]
        assert values == sorted(values)


def test_mirroring_changes_nothing_to_speak_of():
    lab = authors_lab(noise(0.5))
    mirrored = np.ascontiguousarray(lab[:, ::-1])

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

    assert 3 <= color_count(picture) <= 8  # mixtures at the borders count
    assert colorfulness(plain()) == pytest.approx(0.0)
    assert colorfulness(picture) > 80


def test_dominant_colors_hold_a_twentieth():
    lab = np.zeros((100, 100, 3), np.float32)
    lab[:60] = (50, 40, 0)
    lab[60:97] = (90, 0, 0)

    (first, share), (second, _) = dominant_colors(lab)
    assert first == pytest.approx((50, 40, 0))
    assert share == pytest.approx(0.6)
    assert second == pytest.approx((90, 0, 0))
