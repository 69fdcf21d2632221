"""Draw photos whose only lettering is a thing's own, and hard to read.

    python -m benchmarks.drawn.marks FOLDER [--pins 170] [--seed 1] [--fonts FOLDER ...]
    python -m benchmarks.text.overlay FOLDER FOLDER/ground_truth.json --only

Number plates of many countries, numerals on shirts, stitched, engraved and embossed
words, neon, graffiti, gauges, keys, packages and shop signs out of focus: bent, in
perspective, lit from a side, blurred, in grain. The truth names the thing of each and
has no line; the benchmark counts how many are given an overlay, or are told to be in
another script. FONTS hold faces for plates and signs in other scripts.
"""

import argparse
import random
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from benchmarks.drawn.faces import faces
from benchmarks.drawn.overlays import PHOTOS, SIZES, Drawing, photo_at, write_set
from benchmarks.drawn.scenes import Thing, photographed
from benchmarks.drawn.words import BRANDS, SLOGANS, SMALL_PRINT, TITLES

_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
# 0 a figure, A a letter; what is quoted is written as it stands.
_PLATES = (
    "A·AA 0000", "AA·A 000", "AA00 AAA", "AA-000-AA", "AA 000 AA", "0000 AAA",
    "AA-00-AA", "0-AAA-00", "AA 00000", "AAA 0000", "0AAA000", "AAA-0000", "00-00 AA",
    "AAA 00A", "A 000 AA 77", "AAA-000", "AA 00 AA 0000", "00-000-00", "1-AAA-000",
)  # fmt: skip
_ABROAD = ("12가 3456", "А123ВС", "ΙΚΑ 1234", "さ 12-34", "กข 1234", "京A·12345")
_STATES = ("CALIFORNIA", "Texas", "New York", "FLORIDA", "OREGON", "ONTARIO")
_PLATE_COLORS = (
    ((244, 244, 240), (24, 24, 26)), ((242, 202, 60), (20, 20, 20)),
    ((246, 244, 236), (30, 60, 130)), ((30, 30, 32), (235, 232, 220)),
    ((30, 70, 150), (240, 240, 240)),
)  # fmt: skip


def plate(dice, kinds, strange=()):
    board, ink = dice.choice(_PLATE_COLORS)
    size = dice.choice(((620, 140), (620, 140), (520, 260), (440, 220)))
    thing = Thing(dice, kinds, size, board)
    w, h = size
    text = "".join(_plate_sign(dice, sign) for sign in dice.choice(_PLATES))
    if size == (620, 140) and dice.random() < 0.5:
        thing.pen.rectangle((0, 0, 50, h), fill=(30, 60, 150))
    thing.pen.rounded_rectangle((3, 3, w - 4, h - 4), 14, outline=ink, width=4)
    middle, tall = (0.53 * w, 0.5 * h), round(0.68 * min(h, 150))
    if h > 200:
        thing.write(dice.choice(_STATES), (0.5 * w, 0.16 * h), 34, ink=ink)
        middle, tall = (0.5 * w, 0.58 * h), round(0.5 * h)
    if strange and dice.random() < 0.3:
        _write_abroad(dice, thing, strange, middle, tall, ink)
    else:
        thing.write(text, middle, tall, dice.choice(("condensed", "sans")), ink=ink)
    if dice.random() < 0.6:
        _raise(thing)
    return thing


def _plate_sign(dice, sign):
    if sign == "0":
        return str(dice.randrange(10))
    return dice.choice(_LETTERS) if sign == "A" else sign


def _write_abroad(dice, thing, strange, middle, tall, ink):
    pairs = [(t, f) for t in _ABROAD for f in strange if f.has(t)]
    text, face = dice.choice(pairs)
    font = face.at(tall)
    while font.getlength(text) > 0.9 * thing.picture.width:
        tall -= 4
        font = face.at(tall)
    thing.pen.text(middle, text, ink, font, anchor="mm")
    thing.words.append(text)


def _raise(thing):
    """Light one edge of what stands out, darken the other."""
    flat = np.array(thing.picture, np.float32)
    gray = cv2.GaussianBlur(flat.mean(2), (0, 0), 2)
    slope = cv2.Sobel(gray, cv2.CV_32F, 1, 0) + cv2.Sobel(gray, cv2.CV_32F, 0, 1)
    lit = flat + 0.35 * slope[..., None]
    thing.picture = Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8))


def shirt(dice, kinds, strange=()):
    thing = Thing(dice, kinds, (520, 620), dice.choice(_CLOTHS))
    number = str(dice.choice((dice.randrange(1, 10), dice.randrange(10, 100))))
    thing.write(number, (260, 360), dice.randrange(240, 360), "condensed")
    if dice.random() < 0.6:
        name = dice.choice(BRANDS).upper().split()[0]
        thing.write(name, (260, 130), dice.randrange(50, 80))
    _fold(dice, thing)
    return thing


def stitched(dice, kinds, strange=()):
    """Stitches run across the strokes; cloth has a weave."""
    thing = Thing(dice, kinds, (560, 420), dice.choice(_CLOTHS))
    kind = dice.choice(("script", "serif", "hand", "sans"))
    for n, text in enumerate(dice.choice(SLOGANS).split("|")[:2]):
        thing.write(text, (280, 150 + 120 * n), dice.randrange(70, 110), kind)
    flat = np.array(thing.picture, np.float32)
    y, x = np.mgrid[: flat.shape[0], : flat.shape[1]]
    stripes = 26 * np.sin((x + 2 * y) * dice.uniform(0.5, 0.9))
    weave = 9 * np.sin(2.1 * x) * np.sin(2.1 * y)
    is_ink = np.abs(flat - flat[2, 2]).max(2) > 60
    flat += np.where(is_ink, stripes, weave)[..., None]
    thing.picture = Image.fromarray(np.clip(flat, 0, 255).astype(np.uint8))
    _fold(dice, thing)
    return thing


def _fold(dice, thing):
    """Cloth lies in folds: it sways, and is light and dark."""
    flat = np.array(thing.picture)
    h, w = flat.shape[:2]
    y, x = np.mgrid[:h, :w].astype(np.float32)
    turn, step = dice.uniform(0, 6), dice.uniform(60, 160)
    phase = (x * np.cos(turn) + y * np.sin(turn)) / step + dice.uniform(0, 6)
    sway = dice.uniform(4, 14)
    places = x + sway * np.sin(phase), y + sway * np.cos(phase)
    places = [place.astype(np.float32) for place in places]
    border = cv2.BORDER_REPLICATE
    flat = cv2.remap(flat, *places, cv2.INTER_LINEAR, borderMode=border)
    light = 1 + dice.uniform(0.05, 0.3) * np.sin(phase + 1)
    flat = np.clip(flat * light[..., None], 0, 255).astype(np.uint8)
    thing.picture = Image.fromarray(flat)


def engraved(dice, kinds, strange=()):
    """Cut into metal or wood, or raised from it: little but its edges is seen."""
    color = dice.choice(_METALS)
    thing = Thing(dice, kinds, (560, 300), color)
    deep = dice.uniform(0.75, 1.15)
    thing.ink = tuple(min(255, int(c * deep)) for c in color)
    kind = dice.choice(("serif", "script", "sans"))
    for n, text in enumerate(dice.choice(SLOGANS).split("|")[:2]):
        thing.write(text, (280, 100 + 100 * n), dice.randrange(60, 100), kind)
    mask = np.abs(np.array(thing.picture, np.float32) - color).max(2) > 4
    edge = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 2)
    slope = cv2.Sobel(edge, cv2.CV_32F, 1, 0) + cv2.Sobel(edge, cv2.CV_32F, 0, 1)
    noise = np.random.default_rng(dice.randrange(1 << 30))
    brushed = cv2.GaussianBlur(
        noise.normal(0, 40, mask.shape).astype(np.float32), (0, 0), 12, sigmaY=0.5
    )
    sign = dice.choice((-1, 1)) * dice.uniform(30, 70)
    lit = np.array(thing.picture, np.float32) + (sign * slope + brushed)[..., None]
    thing.picture = Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8))
    return thing


def neon(dice, kinds, strange=()):
    """Tubes that glow before a dark wall."""
    size = (620, 320)
    thing = Thing(dice, kinds, size, (0, 0, 0))
    glow = dice.choice(
        ((255, 60, 120), (80, 200, 255), (255, 190, 80), (140, 255, 140))
    )
    thing.ink = glow
    kind = dice.choice(("script", "hand", "sans"))
    for n, text in enumerate(dice.choice(SLOGANS).split("|")[:2]):
        thing.write(text, (310, 110 + 110 * n), dice.randrange(70, 110), kind)
    flat = np.array(thing.picture, np.float32)
    thin = cv2.erode(flat, np.ones((3, 3), np.uint8))
    halo = cv2.GaussianBlur(flat, (0, 0), 18) * 1.2 + cv2.GaussianBlur(flat, (0, 0), 5)
    wall = np.array(dice.choice(((22, 20, 26), (40, 30, 30), (16, 24, 30))))
    lit = wall + halo * 0.7 + thin + 0.6 * thin.max(2, keepdims=True)
    thing.picture = Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8))
    return thing


def graffiti(dice, kinds, strange=()):
    """Sprayed on a wall: fat letters with a rim, that touch."""
    wall = dice.choice(((150, 146, 140), (170, 120, 96), (196, 190, 180)))
    thing = Thing(dice, kinds, (640, 360), wall)
    noise = np.random.default_rng(dice.randrange(1 << 30))
    rough = noise.normal(0, 30, (360, 640)).astype(np.float32)
    rough = cv2.GaussianBlur(rough, (0, 0), 1.5)
    flat = np.clip(np.array(thing.picture) + rough[..., None], 0, 255)
    thing.picture = Image.fromarray(flat.astype(np.uint8))
    thing.pen = ImageDraw.Draw(thing.picture)
    face = dice.choice(kinds[dice.choice(("hand", "script", "sans"))])
    x = 60
    rim = tuple(dice.choice((20, 240)) for _ in range(3))
    fill = tuple(dice.randrange(256) for _ in range(3))
    for char in "".join(dice.choice(_LETTERS) for _ in range(dice.randrange(3, 6))):
        size = dice.randrange(150, 230)
        room = Image.new("L", (260, 300))
        ImageDraw.Draw(room).text((130, 150), char, 255, face.at(size), anchor="mm")
        room = room.rotate(dice.uniform(-25, 25))
        place = (x - 90, 40 + dice.randrange(-20, 20))
        thing.picture.paste(rim, place, room.filter(ImageFilter.MaxFilter(15)))
        thing.picture.paste(fill, place, room.filter(ImageFilter.MaxFilter(3)))
        x += dice.randrange(85, 115)
    thing.words.append("")
    return thing


def gauge(dice, kinds, strange=()):
    thing = Thing(dice, kinds, (600, 600), dice.choice(((24, 24, 26), (240, 238, 230))))
    thing.pen.ellipse((10, 10, 589, 589), outline=thing.ink, width=8)
    step, kind = dice.choice((10, 20, 1, 50)), dice.choice(("sans", "condensed"))
    for n in range(8):
        turn = np.radians(-130 + 260 * n / 7)
        at = (300 + 215 * np.sin(turn), 300 - 215 * np.cos(turn))
        thing.write(str(step * n), at, 56, kind)
        ends = [(300 + r * np.sin(turn), 300 - r * np.cos(turn)) for r in (255, 285)]
        thing.pen.line((*ends[0], *ends[1]), fill=thing.ink, width=7)
    thing.write(dice.choice(("km/h", "bar", "mph", "°C", "x1000 rpm")), (300, 420), 40)
    thing.pen.line((300, 300, 430, 190), fill=(210, 50, 40), width=10)
    return thing


def keys(dice, kinds, strange=()):
    """A few rows of keys or knobs, each with a sign."""
    thing = Thing(dice, kinds, (640, 300), dice.choice(((40, 42, 46), (225, 224, 220))))
    light = dice.choice(((70, 72, 78), (245, 245, 243)))
    thing.ink = (30, 30, 30) if light[0] > 128 else (230, 230, 230)
    for row, signs in enumerate(("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")):
        for n, char in enumerate(signs):
            x, y = 20 + 60 * n + 18 * row, 20 + 88 * row
            thing.pen.rounded_rectangle((x, y, x + 52, y + 76), 8, fill=light)
            thing.write(char, (x + 26, y + 36), 32)
    return thing


def package(dice, kinds, strange=()):
    thing = Thing(dice, kinds, (420, 560), dice.choice(_CLOTHS))
    thing.pen.rectangle((0, 160, 420, 330), fill=dice.choice(_CLOTHS))
    kind = dice.choice(("sans", "serif", "script"))
    thing.write(dice.choice(BRANDS), (210, 245), dice.randrange(60, 100), kind)
    thing.write(dice.choice(TITLES), (210, 390), 34)
    for n in range(3):
        thing.write(dice.choice(SMALL_PRINT), (210, 440 + 34 * n), 22)
    return thing


def shop(dice, kinds, strange=()):
    """A shop's sign, in any script, out of focus."""
    thing = Thing(dice, kinds, (760, 200), dice.choice(_CLOTHS))
    if strange and dice.random() < 0.3:
        words = [(t, f) for t in _SHOPS for f in strange if f.has(t)]
        text, face = dice.choice(words)
        thing.pen.text((380, 100), text, thing.ink, face.at(100), anchor="mm")
        thing.words.append(text)
    else:
        kind = dice.choice(("sans", "serif", "script"))
        thing.write(dice.choice(BRANDS), (380, 100), dice.randrange(80, 130), kind)
    return thing


_SHOPS = ("АПТЕКА", "ΚΑΦΕ", "카페 서울", "ラーメン", "ร้านกาแฟ", "茶館", "مقهى", "קפה")
_METALS = (
    (168, 168, 172),
    (190, 160, 110),
    (120, 84, 56),
    (90, 92, 98),
    (206, 200, 190),
)
_CLOTHS = (
    (240, 240, 238), (36, 38, 46), (190, 50, 48), (40, 80, 150), (236, 196, 70),
    (60, 120, 80), (120, 120, 124), (216, 190, 160),
)  # fmt: skip
# What each is drawn by, how it bends, and how far out of focus it may be.
MARKS = {
    "plate": (plate, (0.0, 0.0), 1.0),
    "shirt": (shirt, (0.0, 0.3), 1.0),
    "stitched": (stitched, (0.0, 0.2), 1.0),
    "engraved": (engraved, (0.0, 0.2), 1.0),
    "neon": (neon, (0.0, 0.0), 1.5),
    "graffiti": (graffiti, (0.0, 0.0), 1.0),
    "gauge": (gauge, (0.0, 0.0), 1.0),
    "keys": (keys, (0.0, 0.0), 1.0),
    "package": (package, (0.0, 0.3), 3.0),
    "shop": (shop, (0.0, 0.0), 4.0),
}


def _defocused(dice, picture, most):
    """The whole as a lens saw it that was focused elsewhere, or moved."""
    seen = np.array(picture)
    soft = dice.uniform(0, most) * picture.width / 1000 * 2
    if soft > 0.4:
        seen = cv2.GaussianBlur(seen, (0, 0), soft)
    if dice.random() < 0.15:
        length = dice.randrange(3, 9)
        seen = cv2.blur(seen, dice.choice(((length, 1), (1, length))))
    return Image.fromarray(seen)


class _Face:
    """A file with a typeface of another script."""

    def __init__(self, path):
        self.path = path

    def at(self, size):
        return ImageFont.truetype(str(self.path), size)

    def has(self, text):
        font = self.at(40)
        missing = bytes(font.getmask("\uffff"))
        return all(bytes(font.getmask(char)) != missing for char in set(text) - {" "})


def drawn_mark(seed, number, kinds, strange=(), photos=PHOTOS):
    """Return a Drawing: a photo with one thing in it whose lettering is its own."""
    dice = random.Random(f"mark {seed}.{number}")
    kind = list(MARKS)[number % len(MARKS)]
    draw, bend, most = MARKS[kind]
    drawing = Drawing(dice, kinds, size=dice.choice(SIZES))
    picture = photo_at(dice, (drawing.width, drawing.height), photos)
    thing = draw(dice, kinds, strange)
    share = dice.uniform(0.12, 0.75)
    picture = photographed(dice, picture, kind, thing, bend, share)
    drawing.picture = _defocused(dice, picture, most)
    drawing.scene, drawing.thing = thing.words, kind
    return drawing


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pins", type=int, default=170)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--photos", type=Path, default=PHOTOS)
    parser.add_argument("--fonts", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    cv2.setNumThreads(1)
    files = [p for folder in given.fonts for p in sorted(folder.rglob("*.[to]tf"))]
    strange = [_Face(path) for path in files]
    kinds = faces()
    drawings = (
        (f"{number:03}", drawn_mark(given.seed, number, kinds, strange, given.photos))
        for number in range(given.pins)
    )
    about = "Drawn lettering of things; none is laid over."
    write_set(given.folder, about, drawings, (".jpg",))


if __name__ == "__main__":
    main()
