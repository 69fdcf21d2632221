"""Draw pins with text on things: printed, worn, carved, shown, then photographed.

    python -m benchmarks.drawn.scenes FOLDER [--pins 200] [--seed 1] [--photos FOLDER]
    python -m benchmarks.text.overlay FOLDER FOLDER/ground_truth.json

A thing (label, mug, book, poster, clock, screen, card, plaque, sign, spine, tag) is
drawn flat, bent and put in perspective, lit from a side, blurred by a lens, and given
the grain of the photo that it stands in. Two pins in five have a headline laid over,
which is sharp and even. The truth names the thing (``thing``) of each pin.
"""

import argparse
import random
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.drawn.faces import faces
from benchmarks.drawn.overlays import PHOTOS, SIZES, Drawing, photo_at, write_set
from benchmarks.drawn.words import BRANDS, HEADLINES, SLOGANS, SMALL_PRINT, TITLES


class Thing:
    """Something with words on it, drawn flat: its picture, and what it says."""

    def __init__(self, dice, kinds, size, color):
        self.dice, self.kinds = dice, kinds
        self.picture = Image.new("RGB", size, color)
        self.pen = ImageDraw.Draw(self.picture)
        self.ink = _contrary(dice, color)
        self.words = []

    def write(self, text, at, size, kind="sans", *, anchor="mm", ink=None):
        able = [face for face in self.kinds[kind] if face.has(text)]
        if not able:
            return
        face = self.dice.choice(able)
        width = 0.92 * self.picture.width
        font = face.at(size)
        if font.getlength(text) > width:
            font = face.at(max(8, int(size * width / font.getlength(text))))
        self.pen.text(at, text, ink or self.ink, font, anchor=anchor)
        self.words.append(text)


def label(dice, kinds):
    size = dice.choice(((600, 420), (460, 620), (520, 520)))
    thing = Thing(dice, kinds, size, _any_color(dice))
    w, h = size
    if dice.random() < 0.6:
        thing.pen.rectangle((14, 14, w - 15, h - 15), outline=thing.ink, width=5)
    kind = dice.choice(("sans", "serif", "script"))
    thing.write(dice.choice(BRANDS), (w / 2, 0.32 * h), dice.randrange(70, 130), kind)
    thing.write(dice.choice(TITLES), (w / 2, 0.56 * h), dice.randrange(36, 60))
    for n in range(dice.randrange(0, 4)):
        place = (w / 2, (0.7 + 0.08 * n) * h)
        thing.write(dice.choice(SMALL_PRINT), place, dice.randrange(18, 30))
    return thing


def mug(dice, kinds):
    thing = Thing(dice, kinds, (520, 480), dice.choice(_CLOTHS))
    kind = dice.choice(("sans", "script", "serif"))
    for n, text in enumerate(dice.choice(SLOGANS).split("|")):
        thing.write(text, (260, 150 + 100 * n), dice.randrange(70, 110), kind)
    return thing


def book(dice, kinds):
    thing = Thing(dice, kinds, (480, 700), _any_color(dice))
    kind = dice.choice(("serif", "sans", "script"))
    for n, text in enumerate(dice.choice(SLOGANS).split("|")):
        thing.write(text, (240, 160 + 110 * n), dice.randrange(70, 120), kind)
    thing.write(dice.choice(BRANDS), (240, 620), dice.randrange(30, 50), "sans")
    return thing


def poster(dice, kinds):
    thing = Thing(dice, kinds, (560, 760), dice.choice(_PAPERS))
    frame = dice.choice(((30, 28, 26), (150, 110, 70), (235, 235, 232)))
    for n, text in enumerate(dice.choice(SLOGANS).split("|")):
        kind = dice.choice(("sans", "serif", "script"))
        thing.write(text, (280, 230 + 130 * n), dice.randrange(70, 140), kind)
    thing.pen.rectangle((0, 0, 559, 759), outline=frame, width=dice.randrange(12, 30))
    return thing


def clock(dice, kinds):
    thing = Thing(dice, kinds, (600, 600), dice.choice(_PAPERS))
    thing.pen.ellipse((6, 6, 593, 593), outline=thing.ink, width=10)
    step = dice.choice((1, 1, 3))
    kind = dice.choice(("sans", "serif"))
    for hour in range(step, 13, step):
        turn = np.radians(30 * hour)
        at = (300 + 235 * np.sin(turn), 300 - 235 * np.cos(turn))
        thing.write(str(hour), at, 66, kind)
    thing.pen.line((300, 300, 400, 220), fill=thing.ink, width=12)
    thing.pen.line((300, 300, 240, 130), fill=thing.ink, width=8)
    if dice.random() < 0.5:
        thing.write(dice.choice(BRANDS), (300, 390), 34, kind)
    return thing


def screen(dice, kinds):
    dark = dice.random() < 0.4
    thing = Thing(dice, kinds, (440, 760), (28, 30, 34) if dark else (246, 246, 248))
    thing.write(f"{dice.randrange(1, 12)}:{dice.randrange(10, 59)}", (60, 34), 26)
    thing.write(dice.choice(TITLES), (30, 110), 40, anchor="lm")
    for n in range(dice.randrange(2, 6)):
        place = (30, 190 + 90 * n)
        thing.write(dice.choice(SMALL_PRINT), place, 26, anchor="lm")
    thing.write(dice.choice(("Save", "Open", "Next", "Share")), (220, 700), 34)
    return thing


def card(dice, kinds):
    thing = Thing(dice, kinds, (620, 440), dice.choice(_PAPERS))
    for n, text in enumerate(dice.choice(SLOGANS).split("|")):
        thing.write(text, (310, 140 + 100 * n), dice.randrange(80, 120), "script")
    return thing


def plaque(dice, kinds):
    """Carved: a little darker than its ground, each stroke with a light edge."""
    color = dice.choice(
        ((150, 120, 84), (120, 120, 118), (92, 70, 52), (180, 170, 150))
    )
    thing = Thing(dice, kinds, (640, 320), color)
    dark = tuple(int(c * dice.uniform(0.3, 0.6)) for c in color)
    light = tuple(min(255, int(c * 1.35)) for c in color)
    for n, text in enumerate(dice.choice(SLOGANS).split("|")):
        at, size = (320, 90 + 90 * n), dice.randrange(60, 90)
        state = dice.getstate()
        thing.write(text, (at[0] + 2, at[1] + 2), size, "serif", ink=light)
        dice.setstate(state)
        thing.write(text, at, size, "serif", ink=dark)
        thing.words.pop()
    return thing


def char(dice, kinds):
    thing = Thing(dice, kinds, (720, 260), _any_color(dice))
    kind = dice.choice(("sans", "serif"))
    thing.write(dice.choice(BRANDS).upper(), (360, 110), dice.randrange(90, 140), kind)
    if dice.random() < 0.6:
        thing.write(dice.choice(TITLES), (360, 205), dice.randrange(36, 52), kind)
    return thing


def spine(dice, kinds):
    thing = Thing(dice, kinds, (760, 110), _any_color(dice))
    text = f"{dice.choice(TITLES)}   {dice.choice(BRANDS)}"
    thing.write(text, (380, 55), dice.randrange(50, 70), dice.choice(("sans", "serif")))
    thing.picture = thing.picture.rotate(dice.choice((90, 270)), expand=True)
    return thing


def tag(dice, kinds):
    thing = Thing(dice, kinds, (300, 200), dice.choice(_PAPERS + _CLOTHS))
    thing.write(dice.choice(BRANDS), (150, 100), dice.randrange(50, 80))
    return thing


_PAPERS = ((250, 249, 245), (236, 228, 212), (245, 240, 230), (30, 32, 36))
_CLOTHS = ((245, 245, 245), (40, 42, 50), (196, 60, 54), (80, 110, 150), (230, 200, 90))
# What bends: a round thing's middle is nearer, and its lines hang down.
THINGS = {
    "label": (label, (0.0, 0.35)),
    "mug": (mug, (0.2, 0.6)),
    "book": (book, (0.0, 0.0)),
    "poster": (poster, (0.0, 0.0)),
    "clock": (clock, (0.0, 0.0)),
    "screen": (screen, (0.0, 0.0)),
    "card": (card, (0.0, 0.1)),
    "plaque": (plaque, (0.0, 0.0)),
    "sign": (char, (0.0, 0.0)),
    "spine": (spine, (0.0, 0.0)),
    "tag": (tag, (0.0, 0.15)),
}
# Hung or stood up before the camera: often all but level.
_FRONTAL = {"poster", "clock", "sign", "plaque", "label", "mug", "screen"}
_FRONTAL |= {"plate", "shirt", "neon", "graffiti", "gauge", "package", "shop"}


def _any_color(dice):
    return tuple(dice.choice((dice.randrange(256), 30, 230)) for _ in range(3))


def _contrary(dice, color):
    light = sum(np.array(color) * (0.3, 0.59, 0.11)) > 128
    if dice.random() < 0.75:
        return (30, 26, 24) if light else (246, 244, 238)
    return tuple(int(c * 0.3) if light else 255 - int((255 - c) * 0.2) for c in color)


def _bent(flat, bend):
    """Wrap it around an upright cylinder seen a little from above."""
    if bend <= 0:
        return flat
    height, width = flat.shape[:2]
    sag = int(bend * 0.16 * width)
    x = np.linspace(-1, 1, width, dtype=np.float32)
    reach = 0.6 + 0.38 * min(1.0, 1.5 * bend)
    source = (np.arcsin(x * np.sin(reach * np.pi / 2)) / (reach * np.pi / 2) + 1) / 2
    hang = sag * np.sqrt(np.maximum(0.0, 1 - x**2))
    rows = np.arange(height + sag, dtype=np.float32)[:, None]
    map_y = rows - hang[None, :]
    map_x = np.broadcast_to(source[None, :] * (width - 1), map_y.shape)
    return cv2.remap(
        flat, map_x.astype(np.float32), map_y.astype(np.float32), cv2.INTER_LINEAR
    )


def _placed(dice, kind, layer, size, share):
    """Matrix of the perspective that puts a thing into a picture of that size."""
    height, width = layer.shape[:2]
    frontal = kind in _FRONTAL and dice.random() < 0.6
    share = share or (
        dice.uniform(0.18, 0.4) if kind in ("tag", "spine") else dice.uniform(0.3, 0.75)
    )
    wide = share * size[0]
    scale = min(wide / width, 0.5 * size[1] / height)
    lean = 0.02 if frontal else 0.14
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], float)
    moved = corners * scale
    jitter = np.array([[dice.uniform(-lean, lean) for _ in range(2)] for _ in range(4)])
    moved += jitter * min(moved[2])
    turn = np.radians(dice.uniform(-1.2, 1.2) if frontal else dice.uniform(-28, 28))
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    moved = (moved - moved.mean(0)) @ spin.T
    x = dice.uniform(0.3, 0.7) * size[0]
    y = dice.uniform(0.6, 0.72) * size[1]
    return cv2.getPerspectiveTransform(
        corners.astype(np.float32), (moved + np.array([x, y])).astype(np.float32)
    )


def _light(dice, layer, bend):
    """How a thing is lit: from a side, less where it turns away; a gloss."""
    height, width = layer.shape[:2]
    across, down = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    turn, fall = dice.uniform(0, 2 * np.pi), dice.uniform(0.03, 0.3)
    light = 1 + fall * (across * np.cos(turn) + down * np.sin(turn))
    if bend:
        light *= 1 - 0.35 * min(1.0, 2 * bend) * across**2
    if dice.random() < 0.25:  # a gloss
        spot = (dice.uniform(-0.8, 0.8), dice.uniform(-0.8, 0.8))
        away = (across - spot[0]) ** 2 + (down - spot[1]) ** 2
        light += dice.uniform(0.1, 0.5) * np.exp(-away / 0.15)
    return light[..., None]


def photographed(dice, picture, kind, thing, bends=None, share=None):
    """Return the picture with the thing in it as a lens and its sensor saw both.

    Args:
        bends: How far it may bend, at least and at most; by its kind if not said.
        share: Its width by the picture's; by its kind if not said.
    """
    low, high = bends or THINGS[kind][1]
    flat = np.array(thing.picture, np.float32)
    mask = np.full(flat.shape[:2], 1.0, np.float32)
    if kind == "clock":
        mask = cv2.circle(np.zeros_like(mask), (300, 300), 296, 1.0, -1)
    bend = dice.uniform(low, high)
    layer = _bent(np.dstack([flat, mask]), bend)
    layer[..., :3] = np.clip(layer[..., :3] * _light(dice, layer, bend) * 0.94, 0, 250)
    matrix = _placed(dice, kind, layer, picture.size, share)
    warped = cv2.warpPerspective(layer, matrix, picture.size, flags=cv2.INTER_AREA)
    alpha = warped[..., 3:]
    base = np.array(picture, np.float32)
    shadow = cv2.GaussianBlur(warped[..., 3], (0, 0), 14) * dice.uniform(0.1, 0.5)
    base *= 1 - np.roll(shadow, (10, 8), (0, 1))[..., None]
    both = base * (1 - alpha) + warped[..., :3] * alpha
    unit = picture.size[0] / 1000
    soft = dice.choice((0.35, 0.4, 0.45, 0.5, 0.6, 0.8, 1.0, 1.4)) * max(0.8, unit)
    both = cv2.GaussianBlur(both, (0, 0), soft)
    noise = np.random.default_rng(dice.randrange(1 << 30))
    grain = noise.normal(0, dice.choice((1.0, 1.5, 2.5, 4.0)), (*both.shape[:2], 1))
    grain = cv2.GaussianBlur(grain.astype(np.float32), (0, 0), 0.6)[..., None] * 1.6
    both = both + grain + noise.normal(0, 0.6, both.shape)
    return Image.fromarray(np.clip(both, 0, 255).astype(np.uint8))


def drawn_scene(seed, number, kinds, photos=PHOTOS):
    """Return a Drawing: a photo with a thing in it, perhaps with a headline over it."""
    dice = random.Random(f"scene {seed}.{number}")
    kind = list(THINGS)[number % len(THINGS)]
    drawing = Drawing(dice, kinds, size=dice.choice(SIZES))
    picture = photo_at(dice, (drawing.width, drawing.height), photos)
    thing = THINGS[kind][0](dice, kinds)
    drawing.picture = photographed(dice, picture, kind, thing)
    drawing.scene, drawing.thing = thing.words, kind
    if dice.random() < 0.4:
        drawing.y = drawing.height * dice.uniform(0.03, 0.08)
        style = dice.choice(("sans", "sans", "serif", "script"))
        drawing.block(
            dice.choice(HEADLINES).split("|"), "headline", dice.uniform(40, 80), style
        )
    return drawing


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pins", type=int, default=220)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--photos", type=Path, default=PHOTOS)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    kinds = faces()
    drawings = (
        (f"{number:03}", drawn_scene(given.seed, number, kinds, given.photos))
        for number in range(given.pins)
    )
    about = "Drawn text on things; boxes [x1, y1, x2, y2] and cap heights in px."
    write_set(given.folder, about, drawings, (".png", ".jpg", ".jpg", ".jpg"))


if __name__ == "__main__":
    main()
