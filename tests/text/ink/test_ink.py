"""What was made fast gives what the plain way gives."""

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.text.ink import ink
from scorer.text.ink.frame import line_frame
from scorer.text.line.text_line import _stroke

TEXT = "EASY DINNER 30"


def frame(noise=0, ink_color=(250, 250, 240), outline=(20, 20, 20)):
    """A line with an outline on a spotted ground, and where its letters stand."""
    ground = np.random.default_rng(7).integers(90 - noise, 91 + noise, (120, 520, 3))
    ground = cv2.GaussianBlur(ground.astype(np.uint8), (0, 0), 3)
    picture = Image.fromarray(ground)
    font = ImageFont.load_default(48)
    ImageDraw.Draw(picture).text(
        (40, 30), TEXT, ink_color, font, stroke_width=3, stroke_fill=outline
    )
    left, top, right, bottom = font.getbbox(TEXT)
    x0, y0, x1, y1 = 30 + left, 22 + top, 50 + right, 38 + bottom
    quad = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], float)
    places = [font.getlength(TEXT[: i + 1]) + 32 for i in range(len(TEXT))]
    made = line_frame(np.asarray(picture), quad)
    solid = [p for p, char in zip(places, TEXT, strict=True) if char != " "]
    return made, made.left + (np.array(solid) - x0) * made.zoom


def plain_search(made, centers):
    """Quality and mask of the best proposal, every one of them judged in full."""
    lab = cv2.cvtColor(made.pixels, cv2.COLOR_RGB2LAB)
    best = (0.0, None)
    for enough, proposals in ink._rounds(made, lab):
        for weight, mask in proposals:
            parts = ink._parts(mask, made)
            if parts is None:
                continue
            quality = weight * ink._quality(parts, made, centers, lab, 0.0)
            best = max(best, (quality, parts), key=lambda pair: pair[0])
            if quality >= ink._GOOD_ENOUGH:
                break
        if best[0] >= enough:
            break
    return best


@pytest.mark.parametrize("noise", [0, 40, 90])
@pytest.mark.parametrize("color", [(250, 250, 240), (60, 60, 70), (200, 60, 60)])
def test_what_cannot_win_is_not_judged_in_full(noise, color):
    made, centers = frame(noise, color)
    quality, parts = plain_search(made, centers)

    found = ink.line_ink(made, centers)

    assert found.quality == quality
    assert found.mask[ink._drawn(parts.labels, parts.letters)].mean() > 0.9


def test_shape_that_cannot_win_is_refused():
    made, centers = frame()
    quality, parts = plain_search(made, centers)
    lab = cv2.cvtColor(made.pixels, cv2.COLOR_RGB2LAB)

    assert ink._quality(parts, made, centers, lab, 0.99 * quality) == quality
    assert ink._quality(parts, made, centers, lab, 1.0) == 0


@pytest.mark.parametrize("noise", [0, 90])
def test_stroke_is_the_percentile_that_numpy_gives(noise):
    made, centers = frame(noise)
    found = ink.line_ink(made, centers)
    deep = cv2.distanceTransform(found.mask.astype(np.uint8), cv2.DIST_L2, 3)

    expected = 2 * np.percentile(deep[found.mask], 90) - 1

    assert _stroke(found, deep) == pytest.approx(expected, rel=1e-6)
