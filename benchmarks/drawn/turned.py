"""Draw pins whose headline is turned, on plain grounds and on photos.

    python -m benchmarks.drawn.turned FOLDER [--pins 200] [--most 30] [--photos FOLDER]
    python -m benchmarks.text.overlay FOLDER FOLDER/ground_truth.json

One to four lines are turned together, by 0 to so many degrees to either side, on one
color, a ribbon, a note or a photo. With --most 180 lines also stand upright along an
edge and on their heads.
"""

import argparse
import random
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from benchmarks.drawn.faces import faces
from benchmarks.drawn.lines import Look, Run, cap_of, draw_line, length
from benchmarks.drawn.overlays import (
    PHOTOS,
    SIZES,
    Drawing,
    any_color,
    photo_at,
    write_set,
)
from benchmarks.drawn.words import HEADLINES, SUBLINES

_GROUNDS = ("plain", "photo", "ribbon", "note")


def drawn_turned(seed, number, kinds, most=30.0, photos=PHOTOS):
    """Return a Drawing whose headline is turned, its ground named in ``thing``."""
    dice = random.Random(f"turned {seed}.{number}")
    drawing = Drawing(dice, kinds, size=dice.choice(SIZES))
    size = (drawing.width, drawing.height)
    ground = _GROUNDS[number % len(_GROUNDS)]
    plain = ground == "plain" or (ground != "photo" and dice.random() < 0.5)
    if plain:
        drawing.picture = Image.new("RGB", size, any_color(dice))
    else:
        drawing.picture = photo_at(dice, size, photos)
    angle = dice.uniform(-most, most)
    drawing.thing = ground
    kind = dice.choice(("sans", "sans", "serif", "script"))
    texts = dice.choice(HEADLINES).split("|")
    if dice.random() < 0.3:
        texts.append(dice.choice(SUBLINES))
    able = [f for f in kinds[kind] if f.has("".join(texts))]
    face = dice.choice(able or kinds["sans"])
    _block(drawing, texts, face, angle, ground)
    return drawing


def _block(drawing, texts, face, angle, ground):
    dice, unit = drawing.dice, drawing.unit
    cap = dice.uniform(45, 110) * unit
    font = face.at(round(cap / (cap_of(face.at(100)) / 100)))
    widest = max(length([Run(t, font, 0)], 0) for t in texts)
    turn = np.radians(angle)
    leading = cap_of(font) * dice.uniform(1.5, 2.0)
    tall = leading * (len(texts) - 1) + cap_of(font) * 1.6
    across = abs(np.cos(turn)) * widest + abs(np.sin(turn)) * tall
    down = abs(np.sin(turn)) * widest + abs(np.cos(turn)) * tall
    share = min(1.0, 0.9 * drawing.width / across, 0.9 * drawing.height / down)
    if share < 1:
        font = face.at(max(10, int(font.size * share)))
        widest, leading, tall = (share * n for n in (widest, leading, tall))
        across, down = share * across, share * down
    middle = _place(drawing, across, down)
    right = np.array([np.cos(turn), np.sin(turn)])
    below = np.array([-np.sin(turn), np.cos(turn)])
    if ground in ("ribbon", "note"):
        _underlay(drawing, middle, (right, below), (widest, tall), ground)
    color = drawing.color_at(middle, max(across, down) / 4)
    look = Look(angle=angle, shadow=dice.random() < 0.15)
    centered = dice.random() < 0.6
    for n, text in enumerate(texts):
        run = Run(text, font, color)
        wide = length([run], 0)
        left = -wide / 2 if centered else -widest / 2
        base = -tall / 2 + 1.3 * cap_of(font) + n * leading
        at = middle + left * right + base * below
        role = "sub" if text in SUBLINES else "headline"
        at = (round(at[0]), round(at[1]))
        drawing.lines += draw_line(drawing.picture, [run], at, look, role)


def _underlay(drawing, middle, axes, size, ground):
    """Lay a ribbon or a note of paper under a block."""
    pad = 0.15 * size[1] + 12 * drawing.unit
    halves = [(n / 2 + pad) * axis for n, axis in zip(size, axes, strict=True)]
    chars = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    corners = [tuple(middle + x * halves[0] + y * halves[1]) for x, y in chars]
    color = any_color(drawing.dice) if ground == "ribbon" else (250, 236, 150)
    ImageDraw.Draw(drawing.picture).polygon(corners, color)


def _place(drawing, across, down):
    """Some place where a block of that size lies within the picture."""
    dice = drawing.dice
    x = dice.uniform(across / 2, drawing.width - across / 2)
    y = dice.uniform(down / 2, drawing.height - down / 2)
    return np.array([x, y])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pins", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=float, default=30.0)
    parser.add_argument("--photos", type=Path, default=PHOTOS)
    given = parser.parse_args()
    kinds = faces()
    drawings = (
        (
            f"{number:03}",
            drawn_turned(given.seed, number, kinds, given.most, given.photos),
        )
        for number in range(given.pins)
    )
    about = "Drawn turned headlines; boxes [x1, y1, x2, y2] and cap heights in px."
    write_set(given.folder, about, drawings)


if __name__ == "__main__":
    main()
