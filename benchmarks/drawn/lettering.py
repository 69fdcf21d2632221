"""Draw pins of the kinds of lettering whose ink or words are easily measured wrong.

    python -m benchmarks.drawn.lettering FOLDER [--pins 12] [--kinds pill tight ...]
    python -m benchmarks.text.overlay FOLDER FOLDER/ground_truth.json

So many pins of each kind: pills and stickers, ornaments beside a line, tight lines,
dense small print, outlined, hollow and hard-shadowed letters, stars and arrows and
bullets, script, hand-drawn, typewriter and condensed faces, translucent cards. The kind
stands in ``thing``, so that the benchmark counts each by itself.
"""

import argparse
import math
import random
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

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
from benchmarks.drawn.words import ACTIONS, HEADLINES, ITEMS, PROSE, STICKERS, SUBLINES
from scorer.text.line.contrast import contrast_ratio, luminance

# Sizes are cap heights, px at a width of 1000.
_FACE_KINDS = ("script", "hand", "typewriter", "condensed")


def drawn_lettering(kind, seed, number, kinds, photos=PHOTOS):
    """Return a Drawing of one kind of lettering, named in ``thing``."""
    dice = random.Random(f"lettering {kind} {seed}.{number}")
    drawing = Drawing(dice, kinds, size=dice.choice(SIZES))
    size = (drawing.width, drawing.height)
    if kind not in ("card", "sticker") and dice.random() < 0.5:
        drawing.picture = Image.new("RGB", size, any_color(dice))
    else:
        drawing.picture = photo_at(dice, size, photos)
    drawing.thing = kind
    KINDS[kind](drawing)
    return drawing


class Column:
    """Lines set below each other in one face, each where the last one ended."""

    def __init__(self, drawing, kind, texts, cap_px, look=None):
        dice = drawing.dice
        able = [f for f in drawing.kinds[kind] if f.has("".join(texts))]
        self.drawing, self.look = drawing, look or Look()
        self.face = dice.choice(able or drawing.kinds["sans"])
        size = cap_px * drawing.unit / (cap_of(self.face.at(100)) / 100)
        widest = max(length([Run(t, self.face.at(100), 0)], 0) for t in texts) / 100
        size = min(size, 0.8 * drawing.width / widest)
        self.font = self.face.at(max(8, round(size)))
        self.cap = cap_of(self.font)

    def wide(self, text):
        return length([Run(text, self.font, 0)], self.look.tracking)

    def line(self, text, left, baseline, color, role="headline"):
        at = (round(left), round(baseline))
        run = Run(text, self.font, color)
        drawing = self.drawing
        drawing.lines += draw_line(drawing.picture, [run], at, self.look, role)
        return drawing.lines[-1]["box"]

    def middle(self, text):
        return (self.drawing.width - self.wide(text)) / 2


def _pen(drawing):
    return ImageDraw.Draw(drawing.picture)


def _against(drawing, color):
    """Some color that stands out against another."""
    light = float(luminance(np.array(color, np.uint8)))
    ends = [(255, 255, 255), (20, 20, 24)]
    for _ in range(20):
        own = any_color(drawing.dice)
        if contrast_ratio(float(luminance(np.array(own, np.uint8))), light) > 3:
            return own
    return max(
        ends,
        key=lambda c: contrast_ratio(float(luminance(np.array(c, np.uint8))), light),
    )


def _on_ground(drawing, y, cap):
    return drawing.color_at((drawing.width / 2, y - cap / 2), cap)


def _title(drawing, kind="sans"):
    """An ordinary headline above."""
    texts = drawing.dice.choice(HEADLINES).split("|")
    column = Column(drawing, kind, texts, drawing.dice.uniform(45, 75))
    y = drawing.y + column.cap
    color = _on_ground(drawing, y, 2 * column.cap)
    for text in texts:
        column.line(text, column.middle(text), y, color)
        y += 1.7 * column.cap
    drawing.y = y


def _pills(drawing):
    dice = drawing.dice
    _title(drawing)
    for _ in range(dice.randrange(1, 4)):
        text = dice.choice((*ACTIONS, *STICKERS, *STICKERS))
        text = text.upper() if dice.random() < 0.6 else text
        column = Column(drawing, "sans", [text], dice.uniform(14, 34))
        pad = column.cap * dice.uniform(0.3, 0.9)
        wide = column.wide(text) + 2 * column.cap * dice.uniform(0.35, 1.0)
        left = (
            (drawing.width - wide) / 2 if dice.random() < 0.6 else 0.06 * drawing.width
        )
        top = drawing.y
        fill = any_color(dice)
        box = (left, top, left + wide, top + column.cap + 2 * pad)
        tall = box[3] - box[1]
        rim = dice.choice((None, None, _against(drawing, fill)))
        radius = tall * dice.choice((0.5, 0.5, 0.25))
        wire = max(2, round(0.1 * column.cap))
        _pen(drawing).rounded_rectangle(box, radius, fill, rim, wire)
        x = left + (wide - column.wide(text)) / 2
        color = _against(drawing, fill)
        column.line(text, x, top + pad + column.cap, color, "cta")
        drawing.y = box[3] + 0.05 * drawing.height


def _stickers(drawing):
    """Short words with a rim cut out around them, or on a disc."""
    dice = drawing.dice
    _title(drawing)
    for _ in range(2):
        text = dice.choice(STICKERS).upper()
        column = Column(drawing, "sans", [text], dice.uniform(14, 45))
        pad = dice.uniform(0.25, 0.6) * column.cap
        x = drawing.dice.uniform(0.05, 0.5) * drawing.width
        fill, top = any_color(dice), drawing.y + 1.5 * column.cap
        if dice.random() < 0.5:
            half = column.wide(text) / 2 + pad
            middle = (x + half, top - column.cap / 2)
            disc = [n + s * half for s in (-1, 1) for n in middle]
            _pen(drawing).ellipse(disc, fill)
            drawing.y = middle[1] + half
            x += pad
        else:
            mask = Image.new("L", drawing.picture.size)
            pen = ImageDraw.Draw(mask)
            wire = max(2, round(pad))
            pen.text((x, top), text, 255, column.font, anchor="ls", stroke_width=wire)
            drawing.picture.paste(fill, mask=mask)
            drawing.y = top + column.cap
        color = _against(drawing, fill)
        column.line(text, x, top, color, "sub")
        drawing.y += 0.04 * drawing.height


def _ornaments(drawing):
    """Lines, stars, hearts, curls left and right of a line, or a swash below it."""
    dice = drawing.dice
    _title(drawing, dice.choice(("sans", "serif", "script")))
    for _ in range(3):
        text = dice.choice((*STICKERS, *SUBLINES))
        text = text.upper() if dice.random() < 0.5 else text
        kind = dice.choice(("sans", "serif", "script"))
        text = text.title() if kind == "script" else text
        column = Column(drawing, kind, [text], dice.uniform(18, 40))
        baseline = drawing.y + 1.6 * column.cap
        color = _on_ground(drawing, baseline, 2 * column.cap)
        box = column.line(text, column.middle(text), baseline, color, "sub")
        gap = dice.uniform(0.35, 1.1) * column.cap
        reach = dice.uniform(1.0, 4.0) * column.cap
        sort = dice.choice(("rule", "star", "heart", "curl", "double"))
        for side in (-1, 1):
            start = (box[0] - gap) if side < 0 else (box[2] + gap)
            middle = baseline - 0.5 * column.cap
            _ornament(drawing, sort, (start, middle), (side * reach, column.cap), color)
        if dice.random() < 0.25:
            wire = max(1, round(0.08 * column.cap))
            low = box[3] + 0.25 * column.cap
            _pen(drawing).arc(
                (box[0], low, box[2], low + column.cap), 200, 340, color, wire
            )
        drawing.y = baseline + 1.8 * column.cap


def _ornament(drawing, sort, at, size, color):
    (x, y), (reach, cap) = at, size
    pen, wire = _pen(drawing), max(1, round(0.07 * cap))
    if sort == "rule":
        pen.line((x, y, x + reach, y), color, wire)
    elif sort == "double":
        for off in (-0.2, 0.2):
            pen.line((x, y + off * cap, x + reach, y + off * cap), color, wire)
    elif sort == "curl":
        turn = 1 if reach > 0 else -1
        points = [
            (x + turn * t * abs(reach), y + 0.5 * cap * math.sin(7 * t) * (1 - t))
            for t in np.linspace(0, 1, 60)
        ]
        pen.line(points, color, wire + 1)
    else:
        shape = star if sort == "star" else heart
        middle = x + math.copysign(0.5 * cap, reach)
        pen.polygon(shape((middle, y), 0.5 * cap), color)


def star(middle, radius):
    """Return the corners of a star of five points."""
    return [
        (
            middle[0] + radius * (1, 0.42)[n % 2] * math.sin(n * math.pi / 5),
            middle[1] - radius * (1, 0.42)[n % 2] * math.cos(n * math.pi / 5),
        )
        for n in range(10)
    ]


def heart(middle, radius):
    """Return the corners of a heart."""
    return [
        (
            middle[0] + radius * math.sin(t) ** 3,
            middle[1]
            - radius
            * (13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t))
            / 17,
        )
        for t in np.linspace(0, 2 * math.pi, 40)
    ]


def _tight(drawing):
    dice = drawing.dice
    for _ in range(2):
        texts = dice.choice([h for h in HEADLINES if "|" in h]).split("|")
        texts += dice.choice(SUBLINES).split("|")
        is_upper = dice.random() < 0.5
        texts = [t.upper() if is_upper else t for t in texts]
        kind = dice.choice(("sans", "serif", "condensed"))
        column = Column(drawing, kind, texts, dice.uniform(20, 80))
        leading = column.cap * (
            dice.uniform(1.12, 1.3) if is_upper else dice.uniform(1.3, 1.45)
        )
        _stacked(drawing, column, texts, leading)
        drawing.y += 0.06 * drawing.height


def _stacked(drawing, column, texts, leading, color=None, left=None):
    baseline = drawing.y + 1.3 * column.cap
    color = color or _on_ground(drawing, baseline, 3 * column.cap)
    for text in texts:
        if baseline > 0.97 * drawing.height:
            break
        x = column.middle(text) if left is None else left
        column.line(text, x, baseline, color)
        baseline += leading
    drawing.y = baseline


def _dense(drawing):
    """A paragraph of small print, most often on a panel."""
    dice = drawing.dice
    _title(drawing)
    texts = dice.sample(PROSE, 7)
    column = Column(drawing, dice.choice(("sans", "serif")), texts, dice.uniform(9, 15))
    leading = column.cap * dice.uniform(1.7, 2.1)
    color = None
    if dice.random() < 0.7:
        fill = any_color(dice)
        low = drawing.y + 2.2 * column.cap + 7 * leading
        box = (0.03 * drawing.width, drawing.y - column.cap, 0.97 * drawing.width, low)
        _pen(drawing).rectangle(box, fill)
        color = _against(drawing, fill)
    _stacked(drawing, column, texts, leading, color, 0.07 * drawing.width)


def _lettered(look, kinds=("sans", "serif")):
    """Headlines in some look of their own."""

    def draw(drawing):
        dice = drawing.dice
        for _ in range(2):
            texts = dice.choice(HEADLINES).split("|")
            if dice.random() < 0.4:
                texts = [text.upper() for text in texts]
            column = Column(drawing, dice.choice(kinds), texts, dice.uniform(30, 100))
            column.look = look(drawing, column)
            _stacked(drawing, column, texts, dice.uniform(1.6, 2.1) * column.cap)
            drawing.y += 0.03 * drawing.height

    return draw


def _outlined(drawing, column):
    return Look(outline=True, outline_share=drawing.dice.uniform(0.05, 0.16))


def _hollow(drawing, column):
    return Look(hollow_share=drawing.dice.uniform(0.04, 0.08))


def _hard_shadow(drawing, column):
    return Look(block_shadow=drawing.dice.uniform(0.06, 0.18))


def _plain(drawing, column):
    return Look()


def _marks(drawing):
    """Items with bullets, checks, arrows before them; a row of stars; an icon."""
    dice = drawing.dice
    _title(drawing)
    if dice.random() < 0.6:
        _rating(drawing)
    texts = dice.sample(ITEMS, 4)
    column = Column(drawing, "sans", texts, dice.uniform(16, 34))
    leading = column.cap * dice.uniform(2.0, 2.8)
    sort = dice.choice(("disc", "check", "arrow", "star", "heart", "face", "square"))
    left = 0.08 * drawing.width + 2.2 * column.cap
    baseline = drawing.y + 1.6 * column.cap
    color = _on_ground(drawing, baseline, 3 * column.cap)
    other = dice.choice((color, any_color(dice), any_color(dice)))
    for text in texts:
        if baseline > 0.97 * drawing.height:
            break
        column.line(text, left, baseline, color, "list")
        middle = (left - dice.uniform(1.0, 1.3) * column.cap, baseline - column.cap / 2)
        mark(_pen(drawing), sort, middle, column.cap / 2, other)
        baseline += leading
    drawing.y = baseline


def _rating(drawing):
    dice = drawing.dice
    radius = dice.uniform(12, 24) * drawing.unit
    y, color = (
        drawing.y + radius,
        dice.choice(((250, 190, 30), (255, 255, 255), (240, 120, 30))),
    )
    left = drawing.width / 2 - 5 * radius
    for n in range(5):
        _pen(drawing).polygon(star((left + n * 2.4 * radius, y), radius), color)
    drawing.y += 3 * radius


def mark(pen, sort, middle, radius, color):
    """Draw a bullet, check, arrow, star, heart, face or square around a place."""
    x, y = middle
    wire = max(2, round(0.3 * radius))
    box = (x - radius, y - radius, x + radius, y + radius)
    if sort == "disc":
        half = 0.5 * radius
        pen.ellipse((x - half, y - half, x + half, y + half), color)
    elif sort == "square":
        pen.rectangle(box, None, color, max(1, wire // 2))
    elif sort == "check":
        points = (
            (x - radius, y),
            (x - 0.2 * radius, y + 0.8 * radius),
            (x + radius, y - radius),
        )
        pen.line(points, color, wire, "curve")
    elif sort == "arrow":
        pen.line((x - radius, y, x + radius, y), color, wire)
        for side in (-1, 1):
            pen.line(
                (x + 0.3 * radius, y + side * 0.6 * radius, x + radius, y), color, wire
            )
    elif sort == "face":
        pen.ellipse(box, (255, 205, 60), (150, 100, 20), 1)
        for side in (-1, 1):
            eye = (x + side * 0.35 * radius, y - 0.25 * radius)
            dot = 0.13 * radius
            pen.ellipse(
                (eye[0] - dot, eye[1] - dot, eye[0] + dot, eye[1] + dot), (70, 45, 10)
            )
        half = 0.55 * radius
        pen.arc(
            (x - half, y - half, x + half, y + half),
            20,
            160,
            (70, 45, 10),
            max(1, wire // 2),
        )
    else:
        pen.polygon((star if sort == "star" else heart)(middle, radius), color)


def _card(drawing):
    """Text on a translucent card over a photo."""
    dice = drawing.dice
    texts = [*dice.choice(HEADLINES).split("|"), dice.choice(SUBLINES)]
    column = Column(
        drawing, dice.choice(("sans", "serif")), texts, dice.uniform(26, 70)
    )
    leading = column.cap * dice.uniform(1.6, 2.1)
    top = drawing.y
    low = top + 1.3 * column.cap + leading * len(texts)
    fill = dice.choice(((255, 255, 255), (0, 0, 0), any_color(dice)))
    box = (0.05 * drawing.width, top - 0.3 * column.cap, 0.95 * drawing.width, low)
    band = Image.new("RGB", drawing.picture.size, fill)
    mask = Image.new("L", drawing.picture.size)
    opacity = dice.randrange(120, 215)
    ImageDraw.Draw(mask).rounded_rectangle(box, dice.choice((0, 24)), opacity)
    if dice.random() < 0.3:
        blurred = drawing.picture.filter(ImageFilter.GaussianBlur(14))
        drawing.picture.paste(blurred, mask=mask.point(lambda v: 255 * (v > 0)))
    drawing.picture.paste(band, mask=mask)
    rows = np.array(drawing.picture)[int(top) : int(low), ::4]
    ground = tuple(int(n) for n in np.median(rows.reshape(-1, 3), axis=0))
    ends = ((255, 255, 255), (20, 20, 24))
    light = float(luminance(np.array(ground, np.uint8)))
    color = max(
        ends,
        key=lambda c: contrast_ratio(float(luminance(np.array(c, np.uint8))), light),
    )
    _stacked(drawing, column, texts, leading, color)


KINDS = {
    "pill": _pills,
    "sticker": _stickers,
    "ornament": _ornaments,
    "tight": _tight,
    "dense": _dense,
    "outlined": _lettered(_outlined),
    "hollow": _lettered(_hollow),
    "hard shadow": _lettered(_hard_shadow),
    "mark": _marks,
    "card": _card,
    **{kind: _lettered(_plain, (kind,)) for kind in _FACE_KINDS},
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pins", type=int, default=12, help="of each kind")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--photos", type=Path, default=PHOTOS)
    given = parser.parse_args()
    kinds = faces()
    drawings = (
        (
            f"{kind.replace(' ', '_')}_{number:03}",
            drawn_lettering(kind, given.seed, number, kinds, given.photos),
        )
        for kind in given.kinds
        for number in range(given.pins)
    )
    about = "Drawn lettering; boxes [x1, y1, x2, y2] and cap heights in px."
    write_set(given.folder, about, drawings)


if __name__ == "__main__":
    main()
