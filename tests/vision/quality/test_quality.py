"""Blur, noise, blocks, ghosts and tiles of drawn pictures whose answers are known."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from scorer.vision.quality.compression import blockiness, pixelation
from scorer.vision.quality.noise import noise_level
from scorer.vision.quality.repetition import echo, repetition
from scorer.vision.quality.sharpness import detail_width, lettering_width
from scorer.vision.quality.tiles import tile_means, tile_spreads
from scorer.vision.quality.tone import mean_lightness, tonal_range


@pytest.fixture
def scene():
    """Random ellipses on a gradient, gray, 1500 x 1000."""
    dice = np.random.default_rng(3)
    picture = np.tile(np.linspace(60, 200, 1000, dtype=np.float32), (1500, 1))
    picture = picture.astype(np.uint8)
    for _ in range(160):
        center = int(dice.integers(0, 1000)), int(dice.integers(0, 1500))
        axes = int(dice.integers(8, 120)), int(dice.integers(8, 120))
        shade = int(dice.integers(20, 236))
        angle = float(dice.uniform(0, 180))
        cv2.ellipse(
            picture, center, axes, angle, 0, 360, shade, cv2.FILLED, cv2.LINE_AA
        )
    return picture


def half(gray):
    size = (gray.shape[1] // 2, gray.shape[0] // 2)
    return cv2.resize(gray, size, interpolation=cv2.INTER_AREA).astype(np.float32)


def detail(gray, text=None):
    work = half(gray)
    return detail_width(
        gray, work, np.zeros(work.shape, bool) if text is None else text
    )


@pytest.mark.parametrize("sigma", [1.5, 2.0, 3.0, 5.0])
def test_detail_width_follows_the_blur(scene, sigma):
    blurred = cv2.GaussianBlur(scene, (0, 0), sigma)

    assert detail(blurred) == pytest.approx(500 / sigma, rel=0.15)


def test_sharp_picture_has_all_the_detail_that_counts(scene):
    assert detail(scene) == 1000


def test_soft_background_does_not_matter(scene):
    mixed = cv2.GaussianBlur(scene, (0, 0), 8)
    mixed[400:900, 300:700] = scene[400:900, 300:700]

    assert detail(mixed) > 600


def test_sharp_text_does_not_hide_a_blurred_photo(scene):
    blurred = cv2.GaussianBlur(scene, (0, 0), 5)
    cv2.putText(blurred, "SHARP", (100, 300), 0, 8, 255, 20, cv2.LINE_AA)
    text = np.zeros((750, 500), bool)
    text[30:180] = True

    assert detail(blurred, text) < 120
    assert detail(blurred) > 2 * detail(blurred, text)


def test_letters_are_judged_apart_from_the_photo(scene):
    work_text = np.zeros((750, 500), bool)
    work_text[30:180] = True
    blurred = cv2.GaussianBlur(scene, (0, 0), 5)
    cv2.putText(blurred, "SHARP", (100, 300), 0, 8, 255, 20, cv2.LINE_AA)
    soft = cv2.GaussianBlur(blurred, (0, 0), 2)

    def letters(gray):
        return lettering_width(gray, half(gray), work_text)

    assert letters(blurred) > 600
    assert letters(soft) == pytest.approx(250, rel=0.15)
    assert lettering_width(scene, half(scene), np.zeros((750, 500), bool)) is None


def test_plain_picture_has_no_edge():
    assert detail(np.full((1500, 1000), 90, np.uint8)) is None


@pytest.mark.parametrize("sigma", [2.0, 5.0, 10.0])
def test_noise_level_is_that_of_the_noise(scene, sigma):
    noise = np.random.default_rng(1).normal(0, sigma, (750, 500)).astype(np.float32)

    assert noise_level(half(scene)) < 0.3
    assert noise_level(half(scene) + noise) == pytest.approx(sigma, rel=0.25)


def test_noise_on_white_is_found_though_half_of_it_is_cut_off():
    noise = np.random.default_rng(1).normal(0, 8, (750, 500))

    white = np.clip(255 + noise, 0, 255).astype(np.float32)

    assert noise_level(white) == pytest.approx(8, rel=0.3)


def jpeg(gray, quality):
    buffer = io.BytesIO()
    Image.fromarray(gray).save(buffer, "JPEG", quality=quality)
    return np.asarray(Image.open(buffer))


def test_squares_of_a_strong_compression_are_found_wherever_they_begin(scene):
    strong = jpeg(scene, 5)

    assert blockiness(scene) < 0.05
    assert blockiness(jpeg(scene, 92)) < 0.1
    assert blockiness(strong) > 0.5
    assert blockiness(cv2.resize(strong, None, fx=2, fy=2)) > 0.4
    assert blockiness(strong[3:, 5:]) == pytest.approx(blockiness(strong), rel=0.1)


def test_picture_of_a_few_pixels_has_no_squares():
    assert blockiness(np.zeros((9, 9), np.uint8)) == 0
    assert pixelation(np.zeros((9, 9), np.uint8)) == 0


@pytest.mark.parametrize("width", [333, 200, 93])
def test_picture_enlarged_without_smoothing_is_pixelated(scene, width):
    size = (width, round(1.5 * width))
    reduced = cv2.resize(scene, size, interpolation=cv2.INTER_AREA)
    enlarged = cv2.resize(reduced, (1000, 1500), interpolation=cv2.INTER_NEAREST)
    smooth = cv2.resize(reduced, (1000, 1500), interpolation=cv2.INTER_LINEAR)

    assert pixelation(scene) < 0.1
    assert pixelation(smooth) < 0.1
    assert pixelation(enlarged) > 0.95


@pytest.mark.parametrize(("right", "down"), [(20, 10), (-30, 24), (9, 60)])
def test_ghost_is_found_at_any_offset(scene, right, down):
    gray = half(scene)
    ghost = np.roll(gray, (down, right), axis=(0, 1))

    assert echo(gray) < 0.15
    assert echo((gray + ghost) / 2) > 0.3


@pytest.mark.parametrize(("across", "down"), [(2, 2), (3, 3), (4, 2)])
def test_tiles_repeat(scene, across, down):
    gray = half(scene)
    size = (gray.shape[1] // across, gray.shape[0] // down)
    tile = cv2.resize(gray, size, interpolation=cv2.INTER_AREA)

    assert repetition(gray) < 0.3
    assert repetition(np.tile(tile, (down, across))) > 0.8


def test_stripes_and_gradients_are_no_tiles():
    stripes = np.tile(np.repeat([30.0, 220.0], 25), (750, 10)).astype(np.float32)
    gradient = np.tile(np.linspace(0, 255, 500, dtype=np.float32), (750, 1))

    assert repetition(stripes) < 0.3
    assert repetition(gradient) == 0


def test_tiles_are_measured_each_for_itself():
    plane = np.zeros((4, 6), np.float32)
    plane[:2, 2:4] = [[0, 8], [0, 8]]

    assert tile_means(plane, 2).tolist() == [[0, 4, 0], [0, 0, 0]]
    assert tile_spreads(plane, 2).tolist() == [[0, 4, 0], [0, 0, 0]]


def test_tones_leave_lone_pixels_out():
    lightness = np.full((10, 50), 40, np.float32)
    lightness[0, 0], lightness[0, 1] = 0, 100

    assert tonal_range(lightness) == (40, 40)
    assert mean_lightness(lightness, lightness < 0) is None
    assert mean_lightness(lightness, lightness > 30) == pytest.approx(40.1, abs=0.1)
