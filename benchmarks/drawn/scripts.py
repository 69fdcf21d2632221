"""Draw pins whose headline is in one of nine scripts, Latin for a control.

    python -m benchmarks.drawn.scripts FOLDER FONTS [FONTS ...] [--pins 20] [--seed 5]
    python -m benchmarks.text.overlay FOLDER FOLDER/ground_truth.json

So many headlines of one to three lines in each of nine scripts: on one color above a
textured half, on a photo, or on a panel over a photo; with a shadow, an outline, turned
a little. Their words (``headlines.json``) are not those that the network learns from.
Each ends read or left for review under the name of its script; the benchmark counts
which. FONTS are folders of free fonts (``models/script/card.md`` names Debian's).
"""

import argparse
import itertools
import json
import random
import sys
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from benchmarks.drawn.overlays import PHOTOS, any_color, photo_at
from scorer.text.line.contrast import contrast_ratio, luminance

sys.path.insert(0, str(Path(__file__).parents[2] / "models" / "script"))
import draw  # of models/script

_SIZE = (1000, 1500)
_BICAMERAL = ("latin", "cyrillic", "greek")
_HEADLINES = json.loads(
    Path(__file__).with_name("headlines.json").read_text(encoding="utf-8")
)
_WIDEST = 900
_LEAST_CONTRAST = 2.5


def drawn_headline(script, seed, number, faces):
    """Return the picture and the truth of one headline."""
    dice = random.Random(f"scripts {script} {seed}.{number}")
    families = sorted({face.family for face in faces if script in face.languages})
    family = random.Random(f"{script} {seed}").sample(families, len(families))[
        number % len(families)
    ]
    own = [f for f in faces if f.family == family and script in f.languages]
    face = dice.choice(own)
    texts = list(_HEADLINES[script])
    random.Random(f"{script} {seed} words").shuffle(texts)
    start = number % len(texts)
    turns = texts[start:] + texts[:start]
    rows = _rows(next(x for x in turns if draw.can_draw(face, x)), dice)
    if script in _BICAMERAL:
        form = dice.choice((str.upper, str, str.title))
        rows = [form(row) for row in rows]
    size = dice.choice((60, 80, 100, 120))
    font = ImageFont.truetype(str(face.path), size)
    while max(font.getlength(row) for row in rows) > _WIDEST:
        size -= 6
        font = ImageFont.truetype(str(face.path), size)
    return _picture(dice, rows, font, size), rows


def _rows(text, dice):
    """The words of a headline, or some of them, laid over one to three lines."""
    words = text.split()
    if dice.random() < 0.3:
        begin = dice.randrange(len(words))
        words = words[begin : begin + dice.choice((1, 2))]
    count = min(len(words), dice.choice((1, 2, 2, 3)))
    ends = [round(len(words) * n / count) for n in range(count + 1)]
    return [" ".join(words[a:b]) for a, b in itertools.pairwise(ends) if b > a]


def _picture(dice, rows, font, size):
    """The headline on one color, on a photo, or on a panel over a photo."""
    picture, ground = _ground(dice)
    look = {"anchor": "mm", "align": dice.choice(("center", "center", "left"))}
    look |= {"spacing": size * 0.3, "font": font}
    text, middle = "\n".join(rows), (500, 340)
    mask = Image.new("L", _SIZE)
    ImageDraw.Draw(mask).multiline_text(middle, text, 255, **look)
    angle = dice.choice((0, 0, 0, 0, 0, 0, -8, -4, 3, 6))
    mask = mask.rotate(angle, Image.Resampling.BICUBIC, center=middle)
    box = mask.getbbox()
    if ground == "panel":
        around = (box[0] - 50, box[1] - 50, box[2] + 50, box[3] + 50)
        ImageDraw.Draw(picture).rounded_rectangle(
            around, dice.choice((0, 24)), any_color(dice)
        )
    behind = np.array(picture.crop(box))
    ink = _ink(dice, float(np.median(luminance(behind[::4, ::4]))))
    effect = dice.random() if ground != "photo" else dice.uniform(0, 0.4)
    far = (0, 0, 0) if sum(ink) > 382 else (255, 255, 255)
    if effect < 0.15:
        outline = mask.filter(ImageFilter.MaxFilter(7))
        picture.paste(far, mask=outline)
    elif effect < 0.3:
        shade = mask.filter(ImageFilter.GaussianBlur(4))
        picture.paste(far, (3, 4), shade)
    picture.paste(ink, mask=mask)
    return picture


def _ground(dice):
    kind = dice.choice(("plain", "plain", "photo", "panel"))
    if kind != "plain":
        return photo_at(dice, _SIZE, PHOTOS), kind
    picture = Image.new("RGB", _SIZE, any_color(dice))
    texture = draw._texture(_SIZE[0], 800, dice, 30)
    below = cv2.applyColorMap(texture, cv2.COLORMAP_AUTUMN)
    picture.paste(Image.fromarray(below), (0, 700))
    return picture, kind


def _ink(dice, behind):
    """A color that stands out, most often near black or white."""
    ends = [(30, 25, 25), (250, 245, 240)]
    for _ in range(20 * (dice.random() < 0.4)):
        color = any_color(dice)
        light = float(luminance(np.array(color, np.uint8)))
        if contrast_ratio(light, behind) > _LEAST_CONTRAST:
            return color
    lights = [float(luminance(np.array(end, np.uint8))) for end in ends]
    return max(
        zip(ends, lights, strict=True), key=lambda x: contrast_ratio(x[1], behind)
    )[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("fonts", nargs="+", type=Path)
    parser.add_argument("--pins", type=int, default=20, help="of each script")
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    faces, truth = draw.faces(given.fonts), []
    for script in draw.SCRIPTS:
        if not any(script in face.languages for face in faces):
            print(f"no font here draws {script}")
            continue
        for number in range(given.pins):
            picture, rows = drawn_headline(script, given.seed, number, faces)
            name = f"{script}_{number:02}.jpg"
            picture.save(given.folder / name, quality=90)
            truth.append({"file": name, "script": script, "rows": rows, "lines": []})
    about = "Drawn headlines in other scripts: their rows."
    text = json.dumps({"about": about, "pins": truth}, indent=1, ensure_ascii=False)
    (given.folder / "ground_truth.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
