"""Draws lines of text in nine scripts as pins carry them, and what is no text."""

from __future__ import annotations

import collections
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from scorer.text.scripts.script import Script

Plane = NDArray[np.uint8]

HERE = Path(__file__).parent
_PHOTOS = HERE.parents[1] / "fixtures" / "photos"
NAMES = [script.value for script in Script]
SCRIPTS = tuple(json.loads((HERE / "words.json").read_text("utf-8")))
# Signs, ornaments, typewriter tests of a language nobody writes headlines in.
_NOT_FOR_WORDS = (
    "Symbol", "Dingbat", "D050000L", "Music", "Math", "Decorative", "Emoji",
    "Humor", "Hieroglyph", "Quran", "KacstQurn", "Unifont", "Keyboard", "Initials",
)  # fmt: skip
# The languages of each row of ``words.json``, as ``wordfreq`` calls them.
_CODES = {
    "latin": ("en", "de", "fr", "es pt it", "nl sv da nb", "pl cs tr ro hu", "vi"),
    "cyrillic": ("ru", "uk", "bg"),
    "greek": ("el",),
    "arabic": ("ar", "fa", "ur"),
    "hebrew": ("he",),
    "devanagari": ("hi",),
}
_MOST_WORDS = 4000
LATIN_CODES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs",
    "tr", "ro", "hu", "vi", "id", "sh", "sk", "sl", "lt", "lv", "fil", "is", "ca",
)  # fmt: skip
# A sign of a font looks like its capital, and no more others than that.
_MOST_ALIKE = 3
_SIGNS = "★☆✓✔✦❤♥●■▲◆→←↑↓✿❀✂☎✉✈☀☁♫∞※❖➤✚✱❄⚡☕"
_SIGN_FACES = ("Symbols", "Dingbat", "D050000L", "DejaVu Sans")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file, and by script the languages whose words it can draw."""

    path: Path
    family: str
    languages: dict[str, list[int]]
    has_figures: bool = True


@cache
def words(script: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a script, language by language."""
    kept = json.loads((HERE / "words.json").read_text("utf-8"))[script]
    return tuple(tuple(line.split()) for line in kept)


@cache
def _more_words(script: str, language: int) -> tuple[str, ...]:
    """Return the words of a language, and its most frequent ones where they are known.

    Those have no letter that the words written for this purpose lack, so a face draws
    all or none. Wants ``wordfreq`` (its lists are no part of this repository).
    """
    import wordfreq

    own = words(script)[language]
    codes = dict(enumerate(_CODES.get(script, ()))).get(language, "")
    chars = set("".join(own).lower())
    more = [
        re.sub("σ$", "ς", word)
        for code in codes.split()
        for word in wordfreq.top_n_list(code, _MOST_WORDS)
        if len(word) > 1
    ]
    # Words of one's own trade are as likely as the frequent ones.
    kept = tuple(word for word in more if chars.issuperset(word))
    return own * max(1, len(kept) // len(own)) + kept


def faces(folders: list[Path]) -> list[Face]:
    """Return every face below the folders that can draw one of the scripts."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in {".ttf", ".otf", ".ttc"}:
                face = _face(path)
                if face.languages:
                    found.append(face)
    return found


def sign_faces(folders: list[Path]) -> list[Path]:
    """Return the faces that hold signs and ornaments."""
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*.?t?"))
        if path.suffix in {".ttf", ".otf"} and any(n in path.stem for n in _SIGN_FACES)
    ]


def _face(path: Path) -> Face:
    try:
        font = ImageFont.truetype(str(path), 24)
    except OSError:
        return Face(path, "", {})
    family = str(font.getname()[0])
    if any(name in family or name in path.name for name in _NOT_FOR_WORDS):
        return Face(path, family, {})
    known = _Known(font)
    can = {
        script: [
            n for n, each in enumerate(words(script)) if known.draws(" ".join(each))
        ]
        for script in SCRIPTS
    }
    languages = {key: some for key, some in can.items() if some}
    return Face(path, _root(family), languages, known.draws("0123456789"))


def _root(family: str) -> str:
    """Return the family without the words for weight and width."""
    gone = {"Light", "Thin", "Medium", "Black", "Bold", "Semibold", "SemiBold", "Heavy"}
    gone |= {"ExtraLight", "ExtraBold", "Hairline", "Display", "Book", "UltraLight"}
    return " ".join(word for word in family.split() if word not in gone) or family


class _Known:
    """Which signs a font draws; what it lacks looks like a sign that no font has."""

    def __init__(self, font: ImageFont.FreeTypeFont) -> None:
        self._font = font
        self._shapes: dict[str, bytes] = {}
        self._missing = {self._shape("\U000ffffe"), self._shape("\U000efffd"), b""}

    def draws(self, text: str) -> bool:
        """Whether all signs are there, in both cases where there are two.

        Signs that many others look like are boxes for what a font lacks.
        """
        chars = sorted(set(text + text.upper()) - {" "})
        if not all(map(self.has, chars)):
            return False
        alike = collections.Counter(map(self._shape, chars))
        return max(alike.values(), default=0) <= _MOST_ALIKE

    def has(self, char: str) -> bool:
        """Whether the font draws a sign."""
        return self._shape(char) not in self._missing

    def _shape(self, char: str) -> bytes:
        if char not in self._shapes:
            self._shapes[char] = self._drawn(char)
        return self._shapes[char]

    def _drawn(self, char: str) -> bytes:
        mask = self._font.getmask(char)
        shape = bytes(mask) if mask.size[0] else b""
        return shape if any(shape) else b""


def can_draw(face: Face, text: str) -> bool:
    """Whether a face has all signs of a text."""
    known = _Known(ImageFont.truetype(str(face.path), 24))
    return all(map(known.has, set(text) - {" "}))


def text_of(face: Face, script: str, rng: random.Random) -> str:
    """Return words of one language of a script, in some case."""
    language = _more_words(script, rng.choice(face.languages[script]))
    count = rng.choice((1, 1, 2, 2, 3, 3, 4, 5))
    text = " ".join(rng.choice(language) for _ in range(count))
    if script not in {"latin", "cyrillic", "greek"}:
        if face.has_figures and rng.random() < 0.12:
            text += f" {rng.randint(1, 99)}"
        return text.replace(" ", "") if script == "cjk" else text
    if face.has_figures and rng.random() < 0.15:
        text = f"{rng.randint(1, 99)} {text}"
    way = rng.random()
    if way < 0.34:
        return text.upper()
    return text.title() if way < 0.6 else text


def line(face: Face, script: str, rng: random.Random) -> Plane | None:
    """Return a line of text as a detector cuts it out of a pin, in shades of gray."""
    size = rng.choice((14, 18, 24, 32, 40, 52))
    font = _font(face.path, size)
    text = text_of(face, script, rng)
    drawn = _ink(font, text, rng)
    if drawn is None:
        return None
    return _laid(drawn, rng, neighbor=_ink(font, text_of(face, script, rng), rng))


@lru_cache(maxsize=800)
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size)


def no_text(chars: list[Path], rng: random.Random) -> Plane:
    """Return what a detector may take for text: signs, stripes, twigs, textures."""
    way = rng.random()
    if way < 0.3 and chars:
        font = _font(rng.choice(chars), 36)
        text = "".join(rng.choice(_SIGNS) for _ in range(rng.randint(1, 6)))
        drawn = _ink(font, text, rng)
        if drawn is not None:
            return _laid(drawn, rng, neighbor=None)
    width, height = rng.randint(50, 400), 48
    if way < 0.65:
        return _scribble(width, height, rng)
    return _texture(width, height, rng, rng.uniform(20, 70))


def _ink(font: ImageFont.FreeTypeFont, text: str, rng: random.Random) -> Plane | None:
    """Return how much ink covers each pixel, cut to the ink."""
    tracking = rng.choice((0, 0, 0, 0, 0.1, 0.25)) * font.size
    spread = tracking > 0 and all(ord(char) < 0x590 for char in text)
    left, top, right, bottom = font.getbbox(text)
    room = int(right - left + len(text) * tracking + 2 * font.size)
    if not 0 < room < 4000:
        return None
    picture = Image.new("L", (room, int(bottom - top + 2 * font.size)), 0)
    pen = ImageDraw.Draw(picture)
    x, y = font.size - left, font.size - top
    stroke = rng.choice((0, 0, 0, 0, 0, 1)) if font.size >= 24 else 0
    if spread:
        for char in text:
            pen.text((x, y), char, font=font, fill=255, stroke_width=stroke)
            x += font.getlength(char) + tracking
    else:
        pen.text((x, y), text, font=font, fill=255, stroke_width=stroke)
    box = picture.getbbox()
    if box is None or box[3] - box[1] < 5:
        return None
    ink = _another_face(np.asarray(picture.crop(box)), rng)
    if rng.random() < 0.06:  # hollow letters
        ink = cv2.morphologyEx(ink, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    return ink


def _another_face(ink: Plane, rng: random.Random) -> Plane:
    """Return ink as in another face: of those there are more than fonts."""
    if rng.random() < 0.3:
        width = max(6, round(ink.shape[1] * rng.choice((0.65, 0.75, 0.85, 1.2, 1.4))))
        way = cv2.INTER_AREA if width < ink.shape[1] else cv2.INTER_LINEAR
        ink = np.asarray(cv2.resize(ink, (width, ink.shape[0]), interpolation=way))
    if rng.random() < 0.2:
        ink = by_hand(ink, rng)
    if ink.shape[0] >= 26 and rng.random() < 0.15:
        change = rng.choice((cv2.dilate, cv2.dilate, cv2.erode))
        changed = np.asarray(change(ink, np.ones((2, 2), np.uint8)), np.uint8)
        ink = changed if changed.any() else ink
    if ink.shape[0] >= 20 and rng.random() < 0.2:
        ink = rng.choice((_rounded, _rounded, _rough, _striped))(ink, rng)
    return ink


def by_hand(ink: Plane, rng: random.Random) -> Plane:
    """Return ink whose strokes sway as by a hand: near points move alike."""
    height, width = ink.shape
    room = max(2, round(0.08 * height))
    wide = cv2.copyMakeBorder(ink, room, room, room, room, cv2.BORDER_CONSTANT)
    rows, columns = np.indices(wide.shape, np.float32)
    chance = np.random.default_rng(rng.getrandbits(32))
    wave = max(4.0, height * rng.uniform(0.2, 0.8))
    by = height * rng.uniform(0.015, 0.05) * min(1.0, 2.5 * wave / height)
    moved = []
    for place in (columns, rows):
        knots = (int(wide.shape[0] / wave) + 3, int(width / wave) + 3)
        plane = chance.normal(0, by, knots).astype(np.float32)
        size = (wide.shape[1], wide.shape[0])
        moved.append(place + cv2.resize(plane, size, interpolation=cv2.INTER_CUBIC))
    swayed = cv2.remap(wide, moved[0], moved[1], cv2.INTER_LINEAR)
    return _cut(np.asarray(swayed, np.uint8), ink)


def _rounded(ink: Plane, rng: random.Random) -> Plane:
    """Return ink with round corners, its strokes finer or bolder."""
    soft = cv2.GaussianBlur(ink, (0, 0), ink.shape[0] * rng.uniform(0.015, 0.045))
    edge = rng.uniform(70, 150)
    clear = (soft.astype(np.float32) - edge) * 4 + 128
    return _cut(np.clip(clear, 0, 255).astype(np.uint8), ink)


def _rough(ink: Plane, rng: random.Random) -> Plane:
    """Return ink with gaps, as of a dry brush, chalk or a stamp."""
    height, width = ink.shape
    grain = _texture(width, height, rng, 60).astype(np.float32)
    held = np.clip((grain - rng.uniform(20, 70)) / 30, 0, 1)
    return _cut((ink * held).astype(np.uint8), ink)


def _striped(ink: Plane, rng: random.Random) -> Plane:
    """Return ink with a finer line of the ground within its strokes."""
    inner = cv2.erode(ink, np.ones((3, 3), np.uint8))
    core = cv2.erode(inner, np.ones((rng.choice((2, 3)),) * 2, np.uint8))
    return _cut(np.asarray(ink - (inner - core), np.uint8), ink)


def _cut(changed: Plane, ink: Plane) -> Plane:
    """Return changed ink cut to what is left; ink as it was where nothing is."""
    lit = changed > 60
    rows, columns = np.flatnonzero(lit.any(1)), np.flatnonzero(lit.any(0))
    if not len(rows) or rows[-1] - rows[0] < 4 or columns[-1] - columns[0] < 3:
        return ink
    return changed[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _laid(ink: Plane, rng: random.Random, *, neighbor: Plane | None) -> Plane:
    """Return ink on a ground, with a detector's margin, turned and blurred a little."""
    height, width = ink.shape
    # The detector's boxes are 1.2 to 1.8 times as high as the ink of a line.
    tall = int(height / rng.uniform(0.55, 0.88)) + 2
    side = int(rng.uniform(0.02, 0.45) * height) + 1
    wide = width + 2 * side
    cover = np.zeros((tall, wide), np.float32)
    top = int((tall - height) * rng.uniform(0.3, 0.7))
    cover[top : top + height, side : side + width] = ink
    if neighbor is not None and rng.random() < 0.2:
        _intrude(cover, neighbor, rng)
    turn = rng.gauss(0, 1.2)
    slant = rng.choice((0, 0, 0, rng.uniform(-0.2, 0.2)))
    matrix = np.array(
        [[1, slant, -slant * tall / 2], [np.sin(np.radians(turn)) * 0.7, 1, 0]]
    )
    matrix[1, 2] = -matrix[1, 0] * wide / 2
    cover = cv2.warpAffine(cover, matrix, (wide, tall)) / 255
    ground = _ground(wide, tall, rng).astype(np.float32)
    dark, light = sorted((rng.uniform(0, 255), rng.uniform(0, 255)))
    gap = rng.uniform(45, 200)
    light = max(light, min(255.0, dark + gap))
    dark = min(dark, light - min(gap, light))
    tint = dark if rng.random() < 0.55 else light
    other = light if tint == dark else dark
    ground = np.clip(ground - ground.mean() + other, 0, 255)
    if rng.random() < 0.2:  # a shadow, or an outline
        by, blur = rng.choice(((0, 0.8), (2, 0.5), (2, 1.5), (3, 2.0)))
        around = np.roll(cover, (by, by), (0, 1))
        if not by:
            around = cv2.dilate(around, np.ones((3, 3), np.uint8))
        shade = cv2.GaussianBlur(around, (0, 0), blur)
        ground = ground + rng.uniform(0.3, 0.9) * shade * ((255 - tint) - ground)
    return _worn(ground * (1 - cover) + tint * cover, rng)


def _intrude(cover: NDArray[np.float32], neighbor: Plane, rng: random.Random) -> None:
    """Let the edge of the line above or below reach into the box."""
    height = min(neighbor.shape[0], int(rng.uniform(0.05, 0.14) * len(cover)) + 1)
    width = min(neighbor.shape[1], cover.shape[1])
    if rng.random() < 0.5:
        cover[:height, :width] = np.maximum(
            cover[:height, :width], neighbor[-height:, :width]
        )
    else:
        cover[-height:, :width] = np.maximum(
            cover[-height:, :width], neighbor[:height, :width]
        )


def _worn(plane: NDArray[np.float32], rng: random.Random) -> Plane:
    """Return it as a file holds it: smaller, blurred, with noise and artefacts."""
    picture = Image.fromarray(np.clip(plane, 0, 255).astype(np.uint8))
    if rng.random() < 0.4:
        picture = picture.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 1.2)))
    if rng.random() < 0.35:
        scale = max(rng.uniform(0.4, 0.9), 13 / picture.height)
        small = (
            max(8, int(picture.width * scale)),
            max(8, int(picture.height * scale)),
        )
        picture = picture.resize(small, Image.Resampling.BILINEAR)
    seen = np.asarray(picture)
    if rng.random() < 0.4:
        quality = [cv2.IMWRITE_JPEG_QUALITY, rng.randint(35, 90)]
        seen = cv2.imdecode(cv2.imencode(".jpg", seen, quality)[1], 0)
    if rng.random() < 0.3:
        noise = np.random.default_rng(rng.getrandbits(32)).normal(
            0, rng.uniform(2, 12), seen.shape
        )
        seen = np.clip(seen + noise, 0, 255).astype(np.uint8)
    return np.asarray(seen, np.uint8)


def _ground(width: int, height: int, rng: random.Random) -> Plane:
    """Return what a line stands on: one color, a texture, or a piece of a photo."""
    if rng.random() < 0.8:
        return _texture(width, height, rng, rng.choice((0, 0, 2, 8, 20)))
    photo = _photo(rng.choice(sorted(_PHOTOS.glob("*.jpg"))))
    tall = min(photo.shape[0], max(24, round(photo.shape[0] * rng.uniform(0.05, 0.2))))
    wide = min(photo.shape[1], max(24, round(tall * width / height)))
    top = rng.randint(0, photo.shape[0] - tall)
    left = rng.randint(0, photo.shape[1] - wide)
    piece = photo[top : top + tall, left : left + wide].astype(np.float32)
    spread = rng.uniform(4, 30) / (piece.std() + 1e-6)
    calm = 128 + (piece - piece.mean()) * min(1.0, spread)
    seen = cv2.resize(np.clip(calm, 0, 255).astype(np.uint8), (width, height))
    return np.asarray(seen, np.uint8)


@cache
def _photo(path: Path) -> Plane:
    with Image.open(path) as opened:
        return np.array(opened.convert("L"))


def _texture(width: int, height: int, rng: random.Random, spread: float) -> Plane:
    """Return a smooth or grainy ground of some standard deviation."""
    if not spread:
        return np.full((height, width), 128, np.uint8)
    chance = np.random.default_rng(rng.getrandbits(32))
    plane = np.zeros((height, width), np.float32)
    for scale in (2, 5, 12, 30):
        part = chance.normal(0, 1, (height // scale + 2, width // scale + 2))
        grown = cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC)
        plane += rng.random() * grown.astype(np.float32)
    plane = spread * (plane - plane.mean()) / (plane.std() + 1e-6)
    return np.clip(128 + plane, 0, 255).astype(np.uint8)


def _scribble(width: int, height: int, rng: random.Random) -> Plane:
    """Return twigs, stripes, checks, arcs or blobs."""
    plane = _texture(width, height, rng, rng.choice((0, 5, 15)))
    ink = rng.choice((0, 255, 40, 200))
    kind = rng.randrange(5)
    step = rng.randint(5, 25)
    points = np.array(
        [(rng.randint(0, width), rng.randint(0, height)) for _ in range(24)], np.int32
    )
    thick = rng.randint(1, 5)
    for n, (x, y) in enumerate(points[: rng.randint(4, 24)]):
        other = points[(n + 1) % len(points)]
        if kind == 0:
            cv2.line(plane, (int(x), int(y)), tuple(map(int, other)), ink, thick)
        elif kind == 1:
            cv2.line(plane, (n * step, 0), (n * step, height), ink, thick)
        elif kind == 2:
            cv2.ellipse(
                plane, (int(x), int(y)), (step, step // 2 + 1),
                rng.randint(0, 180), 0, rng.randint(90, 360), ink, thick,
            )  # fmt: skip
        elif kind == 3:
            cv2.circle(plane, (int(x), int(y)), step // 2 + 1, ink, -1)
        elif n % 2:
            cv2.rectangle(plane, (n * step, 0), ((n + 1) * step, height // 2), ink, -1)
    return _worn(plane.astype(np.float32), rng)


def lines(
    chosen: list[Face], chars: list[Path], count: int, seed: int
) -> Iterator[tuple[Plane, str, str]]:
    """Yield drawn lines with script and family; a family of a script is as likely."""
    rng = random.Random(seed)
    by_script: dict[str, dict[str, list[Face]]] = {}
    for face in chosen:
        for script in face.languages:
            by_script.setdefault(script, {}).setdefault(face.family, []).append(face)
    others = [script for script in SCRIPTS if script in by_script]
    kinds = ["latin"] * 18 + ["none"] * 10 + others * 8
    while count:
        kind = rng.choice(kinds)
        if kind == "none":
            yield no_text(chars, rng), kind, ""
            count -= 1
            continue
        family = rng.choice(sorted(by_script[kind]))
        drawn = line(rng.choice(by_script[kind][family]), kind, rng)
        if drawn is not None:
            yield drawn, kind, family
            count -= 1
