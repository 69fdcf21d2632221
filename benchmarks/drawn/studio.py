"""Draw pins of packages in studio light, with and without lettering laid over.

    python -m benchmarks.drawn.studio FOLDER [--pins 160] [--seed 1] [--photos FOLDER]
    python -m benchmarks.text.overlay FOLDER FOLDER/ground_truth.json

A box, pouch, carton, jar, bottle or tin is drawn with its print, most often level and
sharp, as shops photograph them: on white, gray or colored paper, evenly lit, with a
soft shadow under it. The picture fills the pin or a part of it, or hangs on it as a
cut-out; three pins in four have a headline on the rest or over the picture. The truth
names the package (``thing``).
"""

import argparse
import colorsys
import json
import random
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.drawn.faces import faces
from benchmarks.drawn.overlays import PHOTOS, SIZES, Drawing, photo_at
from benchmarks.drawn.words import (
    ACTIONS,
    ADDRESSES,
    BRANDS,
    HEADLINES,
    PACKAGE_CLAIMS,
    SMALL_PRINT,
    SUBLINES,
    TITLES,
)

# Of so many px is a package drawn before it is photographed smaller.
_TALL = 1500


@dataclass(frozen=True)
class Package:
    """One kind of package: its width by height, how round it is, what it stands on."""

    wide: tuple[float, float]
    is_round: bool = False
    corner: float = 0.01
    label: tuple[float, float] = (0.0, 1.0)
    has_cap: bool = False
    has_side: bool = False


PACKAGES = {
    "box": Package((0.6, 1.1), has_side=True),
    "pouch": Package((0.6, 0.85), corner=0.06),
    "carton": Package((0.4, 0.6), has_side=True),
    "jar": Package((0.6, 0.9), True, 0.08, (0.3, 0.85), True),
    "bottle": Package((0.3, 0.42), True, 0.12, (0.35, 0.9), True),
    "tin": Package((0.7, 1.2), True, 0.02, (0.06, 0.94)),
    "tube": Package((0.28, 0.4), True, 0.05, has_cap=True),
}


class Print:
    """The print on a package's front: a picture, and a pen that writes in its middle.

    Attributes:
        picture: What is printed so far.
        words: What is written so far.
    """

    def __init__(self, dice, kinds, size, ground):
        self.dice, self.kinds, self.words = dice, kinds, []
        self.picture = Image.new("RGB", size, ground)
        self.pen = ImageDraw.Draw(self.picture)

    def write(self, text, at, size, style, ink, *, share=0.86):
        """Write a line around a place, at most so wide; return its height."""
        able = [face for face in self.kinds[style] if face.has(text)]
        if not able:
            return 0
        face = self.dice.choice(able)
        widest = share * self.picture.width
        fits = face.at(size).getlength(text) <= widest
        size = size if fits else int(size * widest / face.at(size).getlength(text))
        if size < 12:
            return 0
        font = face.at(size)
        self.pen.text(at, text, ink, font, anchor="mm")
        self.words.append(text)
        box = font.getbbox(text, anchor="mm")
        return box[3] - box[1]


def printed(dice, kinds, size, photos):
    """Return the print of a package: brand, kind, claims, weight, a picture, a seal."""
    width, height = size
    ground = _tone(dice)
    front = Print(dice, kinds, size, ground)
    ink = _ink_on(dice, ground)
    if dice.random() < 0.45:
        area = (width, round(dice.uniform(0.3, 0.55) * height))
        front.picture.paste(photo_at(dice, area, photos), (0, height - area[1]))
    if dice.random() < 0.6:
        ground, ink = _field(front, dice, ground)
    style = dice.choice(("sans", "sans", "serif", "script", "condensed"))
    y = dice.uniform(0.12, 0.24) * height
    for text in _rows(dice, dice.choice(BRANDS)):
        tall = front.write(
            text, (width / 2, y), dice.randrange(110, 260), style, ink, share=0.8
        )
        y += 0.65 * tall + 60
    if dice.random() < 0.6:
        ground, ink = _field(front, dice, ground, y / height)
    other = dice.choice(("sans", "serif", style))
    y += 40
    for text in _rows(dice, dice.choice(TITLES)):
        tall = front.write(
            text, (width / 2, y), dice.randrange(60, 140), other, ink, share=0.7
        )
        y += 0.6 * tall + 40
    small = dice.randrange(26, 56)
    for claim in dice.sample(PACKAGE_CLAIMS, dice.randrange(1, 4)):
        text = claim.upper() if dice.random() < 0.4 else claim
        front.write(text, (width / 2, y), small, "sans", ink, share=0.7)
        y += 1.6 * small
    if dice.random() < 0.5:
        _seal(front, dice)
    low = height * dice.uniform(0.93, 0.96)
    ground = front.picture.getpixel((width // 2, int(low)))
    edge = width * dice.choice((0.3, 0.5, 0.7))
    text = dice.choice((*SMALL_PRINT[:6], *PACKAGE_CLAIMS)).upper()
    ink = _ink_on(dice, ground)
    front.write(text, (edge, low), dice.randrange(22, 44), "sans", ink, share=0.5)
    return front


def _tone(dice):
    """A color of packages: white, dark or gray now and then, pale, or full."""
    chance = dice.random()
    if chance < 0.25:
        return dice.choice(
            ((250, 250, 248), (246, 240, 230), (30, 30, 34), (196, 160, 118))
        )
    pale = chance < 0.5
    share = dice.uniform(0.1, 0.35) if pale else dice.uniform(0.5, 0.95)
    light = dice.uniform(0.85, 1.0) if pale else dice.uniform(0.35, 0.95)
    red, green, blue = colorsys.hsv_to_rgb(dice.random(), share, light)
    return round(255 * red), round(255 * green), round(255 * blue)


def _rows(dice, text):
    return text.split() if dice.random() < 0.5 else [text]


def _ink_on(dice, ground):
    is_light = np.dot(ground, (0.3, 0.59, 0.11)) > 140
    if dice.random() < 0.7:
        return (24, 22, 30) if is_light else (250, 250, 246)
    return tuple(int(0.3 * c) if is_light else 255 - (255 - c) // 5 for c in ground)


def _field(front, dice, ground, top=0.05):
    """Lay an oval, shield or panel of another color; return it and an ink on it."""
    color = _tone(dice)
    width, height = front.picture.size
    left = dice.uniform(0.04, 0.12) * width
    low = min(0.97, top + dice.uniform(0.25, 0.5)) * height
    box = (left, top * height, width - left, low)
    sort = dice.choice(("oval", "panel", "round", "shield"))
    if sort == "oval":
        front.pen.ellipse(box, color)
    elif sort == "shield":
        front.pen.rounded_rectangle((*box[:3], (box[1] + low) / 2), 40, color)
        front.pen.pieslice((box[0], box[1], box[2], low), 0, 180, color)
    else:
        front.pen.rounded_rectangle(box, 60 if sort == "round" else 0, color)
    return color, _ink_on(dice, color)


def _seal(front, dice):
    width, height = front.picture.size
    radius = dice.uniform(0.1, 0.15) * width
    x = width * dice.choice((0.16, 0.84))
    y = height * dice.uniform(0.55, 0.85)
    color = _tone(dice)
    front.pen.ellipse((x - radius, y - radius, x + radius, y + radius), color)
    ink = _ink_on(dice, color)
    words = dice.choice((("15", "DAYS"), ("100%", "pure"), ("NEW",), ("2x", "more")))
    for n, text in enumerate(words):
        at = (x, y + radius * 0.7 * (n - (len(words) - 1) / 2))
        front.write(text, at, int(0.6 * radius), "sans", ink, share=0.2)


def packaged(dice, kinds, kind, photos):
    """Return a package in light, shape (H, W, 4), 0..255, and what it says."""
    package = PACKAGES[kind]
    width, height = round(dice.uniform(*package.wide) * _TALL), _TALL
    top, low = package.label
    size = (width, round((low - top) * height))
    front = printed(dice, kinds, size, photos)
    body = _tone(dice)
    whole = Image.new("RGB", (width, height), body)
    whole.paste(front.picture, (0, round(top * height)))
    pen = ImageDraw.Draw(whole)
    if package.has_cap:
        tall = round(0.12 * height)
        at = height - tall if kind == "tube" else 0
        pen.rectangle((0, at, width, at + tall), _tone(dice))
    mask = Image.new("L", whole.size)
    pen = ImageDraw.Draw(mask)
    pen.rounded_rectangle((0, 0, width - 1, height - 1), package.corner * height, 255)
    flat = np.dstack([np.array(whole), np.array(mask)]).astype(np.float32)
    if package.is_round:
        flat = _rolled(flat, dice.uniform(0.0, 0.06))
    elif package.has_side and dice.random() < 0.6:
        flat = _with_side(dice, flat, body)
    flat[..., :3] *= _studio_light(dice, flat.shape[:2], package.is_round)
    flat[..., :3] += _gloss(dice, flat.shape[:2], package.is_round)
    flat[..., :3] = np.clip(flat[..., :3], 0, 255)
    return flat, front.words


def _rolled(flat, sag):
    """Wrap it around an upright cylinder that is seen from afar."""
    height, width = flat.shape[:2]
    hang = sag * width
    x = np.linspace(-1, 1, width, dtype=np.float32)
    reach = 1.2  # radians seen to either side
    source = (np.arcsin(x * np.sin(reach)) / reach + 1) / 2 * (width - 1)
    rows = np.arange(height + int(hang), dtype=np.float32)[:, None]
    map_y = rows - (hang * np.sqrt(1 - x**2))[None, :]
    map_x = np.broadcast_to(source[None, :], map_y.shape).astype(np.float32)
    return cv2.remap(flat, map_x, map_y.astype(np.float32), cv2.INTER_LINEAR)


def _with_side(dice, flat, color):
    """Add a narrow side face, darker than the front, and its slanted edges."""
    height, width = flat.shape[:2]
    deep = round(dice.uniform(0.04, 0.16) * width)
    rise = dice.uniform(0.01, 0.04) * height
    side = np.zeros((height, deep, 4), np.float32)
    side[..., :3] = np.array(color) * dice.uniform(0.5, 0.85)
    side[..., 3] = 255
    corners = np.array([(0, 0), (deep, 0), (deep, height), (0, height)], np.float32)
    moved = corners + np.array([(0, 0), (0, rise), (0, -rise), (0, 0)], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, moved)
    both = np.hstack([flat, cv2.warpPerspective(side, matrix, (deep, height))])
    return both if dice.random() < 0.5 else np.hstack([both[:, width:], flat])


def _studio_light(dice, shape, is_round):
    """Soft light: nearly even on what is flat, falling off where a thing turns away."""
    height, width = shape
    across = np.linspace(-1, 1, width)[None, :]
    down = np.linspace(-1, 1, height)[:, None]
    fall = dice.uniform(0.0, 0.1)
    light = 1 + fall * (dice.uniform(-1, 1) * across + dice.uniform(-1, 1) * down)
    if is_round:
        off = across - dice.uniform(-0.4, 0.4)
        light = light * (1 - dice.uniform(0.05, 0.4) * np.abs(off) ** 2.5)
    return light[..., None].astype(np.float32)


def _gloss(dice, shape, is_round):
    """Upright streaks of a soft box on what is round, now and then on a pouch."""
    width = shape[1]
    if dice.random() > (0.6 if is_round else 0.15):
        return np.float32(0)
    x = np.linspace(0, 1, width)[None, :, None]
    light = np.zeros((1, width, 1))
    for _ in range(dice.choice((1, 2))):
        away = (x - dice.uniform(0.08, 0.92)) / dice.uniform(0.02, 0.06)
        light += dice.uniform(15, 90) * np.exp(-(away**2))
    return light.astype(np.float32)


def photograph(dice, kinds, kind, size, photos):
    """Return a studio photo of that size with one to three packages, and its words."""
    paper = dice.choice(
        ((255, 255, 255), (255, 255, 255), (244, 244, 245), _tone(dice))
    )
    width, height = size
    base = np.empty((height, width, 3), np.float32)
    base[:] = paper
    if dice.random() < 0.4:
        ramp = np.linspace(1.0, dice.uniform(0.8, 0.97), height)[:, None, None]
        base *= ramp.astype(np.float32)
    count = dice.choice((1, 1, 1, 2, 3))
    words = []
    for n in range(count):
        thing, said = packaged(dice, kinds, kind, photos)
        room = 0.92 * width / count
        tall = dice.uniform(0.7, 0.94) * height
        scale = min(tall / thing.shape[0], 0.94 * room / thing.shape[1])
        middle = (0.04 * width + room * (n + 0.5), 0.96 * height)
        base = _stood(dice, base, thing, scale, middle)
        words += said
    photo = Image.fromarray(np.clip(base, 0, 255).astype(np.uint8))
    return photo, words


def _stood(dice, base, thing, scale, foot):
    """Return a picture with a package stood at a place, and its shadow."""
    height, width = thing.shape[:2]
    turn = np.radians(dice.choice((0, 0, 0, dice.uniform(-3, 3))))
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)
    lean = 0.0 if dice.random() < 0.6 else 0.02
    moved = (corners - (width / 2, height)) * scale
    moved += np.array([[dice.uniform(-lean, lean) for _ in "xy"] for _ in range(4)]) * (
        width * scale
    )
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    moved = moved @ spin.T + foot
    matrix = cv2.getPerspectiveTransform(
        corners.astype(np.float32), moved.astype(np.float32)
    )
    # What is made smaller in one step aliases: a lens does not.
    soft = cv2.GaussianBlur(thing, (0, 0), max(0.3, 0.32 / scale))
    size = (base.shape[1], base.shape[0])
    warped = cv2.warpPerspective(soft, matrix, size, flags=cv2.INTER_LINEAR)
    alpha = warped[..., 3:] / 255
    flat = cv2.GaussianBlur(alpha[..., 0], (0, 0), 0.02 * size[0])
    drop = round(0.01 * size[1])
    shadow = np.roll(flat, drop, 0)[..., None] * dice.uniform(0.0, 0.35)
    return base * (1 - shadow) * (1 - alpha) + warped[..., :3] * alpha


def resaved(dice, photo):
    """Return a photo as shops pass them on: scaled, sharpened, compressed."""
    pixels = np.array(photo)[..., ::-1]
    quality = [cv2.IMWRITE_JPEG_QUALITY, dice.randrange(70, 97)]
    if dice.random() < 0.7:
        pixels = cv2.imdecode(cv2.imencode(".jpg", pixels, quality)[1], 1)
    if dice.random() < 0.4:
        soft = cv2.GaussianBlur(pixels, (0, 0), 1.0)
        pixels = cv2.addWeighted(pixels, 1.5, soft, -0.5, 0)
    if dice.random() < 0.4:
        noise = np.random.default_rng(dice.randrange(1 << 30))
        grain = noise.normal(0, dice.uniform(0.5, 2.0), pixels.shape)
        pixels = np.clip(pixels + grain, 0, 255).astype(np.uint8)
    return Image.fromarray(np.ascontiguousarray(pixels[..., ::-1]))


def drawn_studio(seed, number, kinds, photos=PHOTOS):
    """Return a Drawing: a studio photo that fills a pin or a part of it."""
    dice = random.Random(f"studio {seed}.{number}")
    kind = list(PACKAGES)[number % len(PACKAGES)]
    drawing = Drawing(dice, kinds, size=dice.choice(SIZES))
    area = (drawing.width, drawing.height)
    drawing.picture = Image.new("RGB", area, _tone(dice))
    top, low = dice.choice(((0, 1), (0, 0.6), (0.3, 1), (0.06, 0.62), (0.35, 0.95)))
    edge = dice.choice((0, 0, 0.05, 0.12))
    scale = dice.choice((1.0, 1.0, 0.7, 1.4))
    box = (edge * area[0], top * area[1], (1 - edge) * area[0], low * area[1])
    left, upper, right, lower = (round(n) for n in box)
    room = (right - left, lower - upper)
    taken = tuple(round(n / scale) for n in room)
    photo, words = photograph(dice, kinds, kind, taken, photos)
    photo = resaved(dice, photo).resize(room, Image.Resampling.BICUBIC)
    mask = Image.new("L", room)
    corner = dice.choice((0, 0, 24)) * drawing.unit
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, *room), corner, 255)
    drawing.picture.paste(photo, (left, upper), mask)
    drawing.scene, drawing.thing = words, kind
    things = [{"box": [left, upper, right, lower]}]
    if dice.random() < 0.75:
        _headline(drawing, dice, top, low)
    return drawing, things


def _headline(drawing, dice, top, low):
    """Lay a headline on what the photo leaves free, or over its upper edge."""
    above, below = top, 1 - low
    free = max(above, below)
    begin = 0.03 if above >= below or free < 0.2 else low + 0.03
    drawing.y = begin * drawing.height
    most = 80 if free >= 0.3 else 45
    style = dice.choice(("sans", "sans", "serif", "script"))
    texts = dice.choice(HEADLINES).split("|")
    if not any(face.has("".join(texts)) for face in drawing.kinds[style]):
        style = "sans"
    drawing.block(texts, "headline", dice.uniform(0.5, 1) * most, style)
    for texts, role, size in (
        (SUBLINES, "sub", dice.uniform(18, 36)),
        (ACTIONS, "cta", dice.uniform(20, 36)),
        (ADDRESSES, "url", dice.uniform(14, 26)),
    ):
        if dice.random() < 0.4 and free >= 0.3:
            drawing.block([dice.choice(texts)], role, size, "sans")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pins", type=int, default=161)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--photos", type=Path, default=PHOTOS)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    cv2.setNumThreads(1)
    kinds, truth = faces(), []
    for number in range(given.pins):
        drawing, things = drawn_studio(given.seed, number, kinds, given.photos)
        dice = drawing.dice
        name = f"{number:03}{dice.choice(('.png', '.jpg', '.jpg', '.jpg'))}"
        drawing.picture.save(given.folder / name, quality=dice.randrange(75, 96))
        truth.append({**drawing.truth(name), "things": things})
    about = "Drawn packages; boxes [x1, y1, x2, y2] and cap heights in px."
    text = json.dumps({"about": about, "pins": truth}, indent=1, ensure_ascii=False)
    (given.folder / "ground_truth.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
