"""Collages drawn from photos, which layout must find, and pages of one photo.

A page is 1000 x 1500 px. ``LAYOUTS`` says where its photos stand for a gutter and a
margin; a before and after is one crop twice, the first dull.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from scorer.core.units import Box

WIDTH, HEIGHT = 1000, 1500
GAPS = ((0, 0), (6, 0), (24, 0), (24, 24))


@dataclass(frozen=True)
class Page:
    """A drawn pin; ``text`` are the boxes of its labels."""

    pixels: np.ndarray
    panel_count: int
    text: tuple[Box, ...] = ()


def halves(gutter, margin):
    width = (WIDTH - gutter) // 2 - margin
    height = HEIGHT - 2 * margin
    return [
        Box(margin, margin, width, height),
        Box(WIDTH - margin - width, margin, width, height),
    ]


def stacked(gutter, margin):
    height = (HEIGHT - gutter) // 2 - margin
    width = WIDTH - 2 * margin
    return [
        Box(margin, margin, width, height),
        Box(margin, HEIGHT - margin - height, width, height),
    ]


def around_a_band(_, margin):
    return [
        Box(margin, margin, WIDTH - 2 * margin, 600 - margin),
        Box(margin, 900, WIDTH - 2 * margin, 600 - margin),
    ]


def three(gutter, margin):
    height = (HEIGHT - 2 * gutter - 2 * margin) // 3
    return [
        Box(margin, margin + row * (height + gutter), WIDTH - 2 * margin, height)
        for row in range(3)
    ]


def four(gutter, margin):
    width, height = (WIDTH - gutter) // 2 - margin, (HEIGHT - gutter) // 2 - margin
    return [
        Box(left, top, width, height)
        for top in (margin, HEIGHT - margin - height)
        for left in (margin, WIDTH - margin - width)
    ]


def one_over_two(gutter, margin):
    first, _ = stacked(gutter, margin)
    return [first, *four(gutter, margin)[2:]]


LAYOUTS = {
    "halves": halves,
    "stacked": stacked,
    "around a band": around_a_band,
    "three": three,
    "one over two": one_over_two,
    "four": four,
}
PAIRS = ("halves", "stacked", "around a band")


def collage(photos, name, gap, seed, is_before_after=False):
    """A page of different photos, or a labelled before and after of one."""
    generator = np.random.default_rng(seed)
    boxes, order = LAYOUTS[name](*gap), generator.permutation(len(photos))
    page = np.full((HEIGHT, WIDTH, 3), int(generator.choice([255, 245, 30])), np.uint8)
    for index, (left, top, width, height) in enumerate(boxes):
        photo = photos[order[0 if is_before_after else index % len(photos)]]
        crop = _crop(photo, width, height, np.random.default_rng(seed + 1))
        is_dull = is_before_after and index == 0
        page[top : top + height, left : left + width] = _dull(crop) if is_dull else crop
    if not is_before_after:
        return Page(page, len(boxes))
    image, text = Image.fromarray(page), []
    for box, word in zip(boxes, ("BEFORE", "AFTER"), strict=True):
        text.append(_labelled(image, box, word))
    return Page(np.asarray(image), len(boxes), tuple(text))


def single(photos, seed, frame_px=0, band_px=0):
    """One photo, with a white frame or over a white band if asked for."""
    generator = np.random.default_rng(seed)
    page = np.full((HEIGHT, WIDTH, 3), 250, np.uint8)
    width, height = WIDTH - 2 * frame_px, HEIGHT - 2 * frame_px - band_px
    photo = photos[seed % len(photos)]
    page[frame_px : frame_px + height, frame_px : frame_px + width] = _crop(
        photo, width, height, generator
    )
    return Page(page, 1)


def _crop(photo, width, height, generator):
    """The one with most contours of four random crops, as nobody crops to nothing."""
    rows, columns = photo.shape[:2]
    scale = min(rows / height, columns / width) * generator.uniform(0.6, 1)
    size = max(1, int(width * scale)), max(1, int(height * scale))
    contours = cv2.Canny(photo, 60, 120)
    places = [
        (
            int(generator.integers(0, columns - size[0] + 1)),
            int(generator.integers(0, rows - size[1] + 1)),
        )
        for _ in range(4)
    ]
    parts = {
        (left, top): np.s_[top : top + size[1], left : left + size[0]]
        for left, top in places
    }
    best = max(places, key=lambda place: contours[parts[place]].mean())
    kind = cv2.INTER_AREA if scale > 1 else cv2.INTER_CUBIC
    return cv2.resize(photo[parts[best]], (width, height), interpolation=kind)


def _dull(pixels):
    gray = pixels.mean(axis=2, keepdims=True)
    return np.clip((0.35 * pixels + 0.65 * gray) * 0.7 + 20, 0, 255).astype(np.uint8)


def _labelled(image, box, word):
    """Write a word on a white label at the top of a box; its box."""
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(70)
    at = (box.left + box.width // 2, box.top + 60)
    left, top, right, bottom = draw.textbbox(at, word, font=font, anchor="mt")
    draw.rectangle((left - 20, top - 15, right + 20, bottom + 15), fill="white")
    draw.text(at, word, font=font, fill="black", anchor="mt")
    return Box(int(left), int(top), int(right - left), int(bottom - top))
