"""Compose pins of photos of packages, whose print is no overlay, with and without one.

    python -m benchmarks.drawn.products FOLDER --photos PHOTOS [--pins 150] [--seed 1]
    python -m benchmarks.text.overlay FOLDER FOLDER/ground_truth.json

PHOTOS holds photos named BRAND__anything: all packages of a pin are of one brand, and
lie in a folder of that name, so that brands can be left out whole. Packages stand one
to nine to a pin, about as large as they were photographed, on a plain ground or over a
photo; three pins in four have a headline over or under them.
"""

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path

from PIL import Image, ImageOps

from benchmarks.drawn.faces import faces
from benchmarks.drawn.overlays import (
    PHOTOS,
    Drawing,
    any_color,
    photo_at,
)
from benchmarks.drawn.words import ACTIONS, HEADLINES, PRICES, SUBLINES

_GROUNDS = ((255, 255, 255), (246, 241, 234), (238, 238, 240))
_SMALLER_SIZES = ((735, 1102), (600, 900), (736, 1308), (564, 846), (1000, 1500))
_LARGEST_SCALE = 2.2


def grid(dice, drawing, photos):
    """Paste photos below what is drawn; return their boxes."""
    columns, rows = dice.choice(
        ((1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 2), (3, 3))
    )
    top = drawing.y if drawing.lines else 0.04 * drawing.height
    gap = dice.uniform(0.01, 0.05) * drawing.width
    across = (drawing.width - gap) / columns
    down = (0.97 * drawing.height - top) / rows
    boxes = []
    for n in range(columns * rows):
        with Image.open(dice.choice(photos)) as opened:
            photo = opened.convert("RGB")
        room = (across - gap) / photo.width, (down - gap) / photo.height
        scale = min(*room, dice.uniform(0.9, _LARGEST_SCALE))
        if scale * photo.width < 90:
            continue
        size = round(scale * photo.width), round(scale * photo.height)
        photo = photo.resize(size, Image.Resampling.LANCZOS)
        if dice.random() < 0.15:
            photo = ImageOps.autocontrast(photo)
        left = round(gap + n % columns * across + (across - gap - size[0]) / 2)
        up = round(top + n // columns * down + (down - gap - size[1]) / 2)
        drawing.picture.paste(photo, (left, up))
        boxes.append([left, up, left + size[0], up + size[1]])
    return boxes


def drawn_products(seed, number, kinds, photos, backgrounds=PHOTOS):
    """Return one pin of packages of a brand, and where their photos are."""
    dice = random.Random(f"{seed}.{number}")
    drawing = Drawing(dice, kinds, dice.choice(_SMALLER_SIZES))
    area = (drawing.width, drawing.height)
    if dice.random() < 0.8:
        color = dice.choice((*_GROUNDS, any_color(dice)))
        drawing.picture = Image.new("RGB", area, color)
    else:
        drawing.picture = photo_at(dice, area, backgrounds)
    if number % 4:
        kind = dice.choice(("sans", "sans", "serif", "script"))
        texts = dice.choice(HEADLINES).split("|")
        drawing.block(texts, "headline", dice.uniform(30, 90), kind)
        if dice.random() < 0.5:
            drawing.block([dice.choice(SUBLINES)], "sub", dice.uniform(18, 40), "sans")
        if dice.random() < 0.25:
            drawing.block([dice.choice(PRICES)], "price", dice.uniform(30, 80), "sans")
        if dice.random() < 0.2:
            drawing.block([dice.choice(ACTIONS)], "cta", dice.uniform(20, 40), "sans")
    return drawing, grid(dice, drawing, photos)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--pins", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    brands = defaultdict(list)
    for path in sorted(given.photos.iterdir()):
        brands[path.name.split("__")[0]].append(path)
    kinds, truth = faces(), []
    for number in range(given.pins):
        brand = sorted(brands)[number % len(brands)]
        drawing, boxes = drawn_products(given.seed, number, kinds, brands[brand])
        name = f"{brand}/{number:03}.jpg"
        (given.folder / brand).mkdir(parents=True, exist_ok=True)
        quality = drawing.dice.randrange(75, 96)
        drawing.picture.save(given.folder / name, quality=quality)
        things = [{"box": box} for box in boxes]
        truth.append({**drawing.truth(name), "things": things})
    content = json.dumps({"pins": truth}, indent=1)
    (given.folder / "ground_truth.json").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
