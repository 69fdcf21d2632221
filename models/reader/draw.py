"""Draws lines of overlay text as pins carry them, with what they say.

Gray, as the reader sees them: level or nearly so, in many typefaces and colors, plain,
outlined, hollow, with shadows, tracked, on grounds from white to busy photos, cut out
as loosely as the detector does, small, blurred and compressed.

    npm install @fontsource/lora … (the card names them)
    pip install wordfreq==3.1.1
    python models/reader/draw.py FONTS HEADLINES SHARDS [--seed 12] [--count 60]

HEADLINES is a text file, a headline a line. A shard is a pickle of 5,000 lines.
"""

from __future__ import annotations

import argparse
import pickle
import random
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Plane = NDArray[np.uint8]

# Letters of the languages that Europe writes in Latin letters, and what pins have
# beside letters. Order is part of a fitted network.
ALPHABET = (
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_"
    "abcdefghijklmnopqrstuvwxyz{|}~¡£©«®°·»½¼¿×’‘“”„–—…•€™"
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
    "ĂăĄąĆćČčĎďĐđĒēĖėĘęĚěĞğĪīĮįİıŁłŃńŇňŌōŐőŒœŘřŚśŞşŠšŤťŪūŮůŰűŲųŹźŻżŽžȘșȚț"
)
HEIGHT = 32
PHOTOS = Path(__file__).parents[2] / "fixtures" / "photos"
# Families of ``benchmarks/drawn/faces.py``: what is drawn to measure is never learned.
DRAWN_TO_MEASURE = frozenset(
    (
        *("lato", "opensans", "inter", "karla", "quicksand", "bebasneue", "yanone"),
        *("leaguespartan", "ebgaramond", "vollkorn", "gfs", "goudy", "fanwood"),
        *("linuxlibertine", "linlibertine", "dancingscript", "kaushan", "lobster"),
        *("robotoslab", "courierprime", "dosis", "comicneue", "cabin", "humor"),
        *("breip", "femke", "isabella", "liberation", "purisa", "nimbus", "p052"),
        *("c059", "urw", "z003", "d050", "standardsymbols", "deja"),
    )
)
_A_SHARD = 5000
_LANGUAGES = (
    *("ca", "cs", "da", "de", "es", "fi", "fr", "hu", "is", "it", "lt", "lv", "nb"),
    *("nl", "pl", "pt", "ro", "sh", "sk", "sl", "sv", "tr"),
)
_SIGNS = re.compile(r"\s+")


@dataclass(frozen=True)
class Face:
    """A typeface: its file, one of further letters, and the characters it draws."""

    family: str
    path: str
    more: str = ""
    known: frozenset[str] = field(default_factory=frozenset, repr=False)
    known_more: frozenset[str] = field(default_factory=frozenset, repr=False)


@lru_cache(maxsize=4000)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _drawn(path: str) -> frozenset[str]:
    """Return the characters of the alphabet that a font file draws."""
    font = _font(path, 32)
    missing = {bytes(font.getmask(char)) for char in "\uffff\u0378\u05d0\u4e00"}
    found = {" "}
    for char in ALPHABET[1:]:
        mask = bytes(font.getmask(char))
        if any(mask) and mask not in missing:
            found.add(char)
    return frozenset(found)


def faces(folders: list[Path], without: frozenset[str] = frozenset()) -> list[Face]:
    """Return the typefaces of npm's @fontsource packages and of other font files.

    Args:
        folders: To look into.
        without: Families that are left out, in small letters without spaces.
    """
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*-latin-*.woff")):
            if "latin-ext" in path.name:
                continue
            family = path.parents[1].name.replace("-", "")
            more = path.with_name(path.name.replace("-latin-", "-latin-ext-"))
            found.append((family, path, more if more.is_file() else None))
        for path in sorted([*folder.rglob("*.ttf"), *folder.rglob("*.otf")]):
            try:
                family = ImageFont.truetype(str(path), 24).getname()[0] or ""
            except OSError:
                continue
            found.append((family.lower().replace(" ", ""), path, None))
    kept = []
    for family, path, more in found:
        if any(family.startswith(name) for name in without):
            continue
        try:
            known = _drawn(str(path))
            known_more = _drawn(str(more)) - known if more else frozenset()
        except OSError:
            continue
        if len(known) > 100 and {"a", "A", "0", "é"} <= known:
            kept.append(
                Face(family, str(path), str(more) if more else "", known, known_more)
            )
    return kept


class Copy:
    """What lines say: words of headlines, of word lists, and what shops write."""

    def __init__(self, headlines: list[str], lists: dict[str, list[str]]):
        self.headlines, self.lists = headlines, lists
        self.languages = list(lists)

    def line(self, dice: random.Random) -> str:
        """Return one line of copy."""
        kind = dice.random()
        if kind < 0.32:
            words = dice.choice(self.headlines).split()
            begin = dice.randrange(len(words))
            text = " ".join(words[begin : begin + _count(dice)])
        elif kind < 0.50:
            text = " ".join(self._words("en", dice))
        elif kind < 0.74:
            text = " ".join(self._words(dice.choice(self.languages), dice))
        elif kind < 0.92:
            text = _shop(dice, self._words("en", dice))
        else:
            chars = dice.choices(ALPHABET[1:95], k=dice.randint(1, 12))
            text = "".join(chars)
            if dice.random() < 0.3:
                text = "".join(
                    dice.choices(ALPHABET[95:], k=3) + dice.choices(ALPHABET[1:95], k=5)
                )
        text = _cased(_SIGNS.sub(" ", text).strip(), dice)
        text = "".join(char for char in text if char in ALPHABET)
        return text[:48].strip() or "Free"

    def _words(self, language: str, dice: random.Random) -> list[str]:
        words = self.lists[language]
        chosen = [
            words[int(len(words) * dice.random() ** 2)] for _ in range(_count(dice))
        ]
        if dice.random() < 0.25:
            at = dice.randrange(len(chosen))
            chosen[at] += dice.choice(",.:;!?…,.!?")
        if dice.random() < 0.08:
            chosen[-1] = dice.choice(("“{}”", "«{}»", '"{}"', "({})", "„{}“")).format(
                chosen[-1]
            )
        if dice.random() < 0.12:
            chosen.insert(dice.randrange(len(chosen) + 1), dice.choice("&&+-–—|•/"))
        if dice.random() < 0.15:
            chosen.insert(dice.randrange(len(chosen) + 1), str(_number(dice)))
        return chosen


def _count(dice: random.Random) -> int:
    return dice.choice((1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6))


def _number(dice: random.Random) -> int:
    return dice.choice(
        (
            dice.randrange(10),
            dice.randrange(100),
            dice.randrange(1000),
            dice.randrange(1900, 2031),
        )
    )


def _shop(dice: random.Random, words: list[str]) -> str:
    """Return a price, an address, a handle, a recipe's amount or the like."""
    a, n = words[0], _number(dice)
    b = words[-1]
    return dice.choice(
        (
            f"www.{a}{b}.com",
            f"{a}{b}.com",
            f"@{a}_{b}",
            f"#{a}{b}",
            f"{a}{b}.co.uk",
            f"{a}.{dice.choice(('de', 'fr', 'nl', 'net', 'org', 'blog', 'shop'))}",
            f"${n}",
            f"${n}.99",
            f"€{n},50",
            f"{n} €",
            f"£{n}",
            f"-{n % 90}%",
            f"{n % 100}% off",
            f"{n} {a}",
            f"{n} {a} {b}",
            f"{n}. {a} {b}",
            f"{n}) {a}",
            f"{n} ml {a}",
            f"½ cup {a}",
            f"1/{n % 9 + 2} tsp {a}",
            f"{n} g {a}",
            f"{n} x {n + 3} cm",
            f"{n}°F",
            f"{n % 12}:{n % 60:02d} pm",
            f"{n % 60}-minute {a}",
            f"No. {n}",
            f"{a} & {b}",
            f"{a} + {b}",
            f"• {a} {b}",
            f"{a} • {b}",
            f"{a} | {b}",
            f"{a}-{b}",
            f"{a}/{b}",
            f"© {a} {n}",
            f"{a}™",
            f"{a}'s {b}",
            f"{a}’s {b}",
            f"don’t {a}",
            f"it's {a}",
            f"{n % 31}.{n % 12}.20{n % 30:02d}",
            f"{a}…",
            f"({a})",
            f"{a}: {b}",
            f"+{n} {n} {n}",
            f"step {n}",
            f"day {n}",
            f"{n}K",
            f"{n}x",
            f"{n}+ {a}",
            f"{a} {n}",
        )
    )


def _cased(text: str, dice: random.Random) -> str:
    kind = dice.random()
    if kind < 0.33:
        return text.upper().replace("SS", "SS")
    if kind < 0.53:
        return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))
    if kind < 0.60:
        return text[:1].upper() + text[1:]
    if kind < 0.66:
        return text.lower()
    return text


def copy_of(headlines: list[str]) -> Copy:
    """Return the copy: given headlines, and frequent words of 23 languages.

    Wants ``wordfreq`` (its lists are no part of this repository).
    """
    import wordfreq

    lists = {
        code: [
            word
            for word in wordfreq.top_n_list(code, 30_000 if code == "en" else 12_000)
            if all(char in ALPHABET for char in word)
        ]
        for code in ("en", *_LANGUAGES)
    }
    return Copy(headlines, lists)


class Lines:
    """Draws lines; the same seed draws the same ones."""

    def __init__(self, seed: int, faces: list[Face], copy: Copy, photos: list[Plane]):
        self.dice = random.Random(seed)
        self.noise = np.random.default_rng(seed)
        self.copy, self.photos = copy, photos
        self.families: dict[str, list[Face]] = {}
        for face in faces:
            self.families.setdefault(face.family, []).append(face)
        self.names = list(self.families)

    def draw(self) -> tuple[Plane, str]:
        """Return a line, gray, of height 32, and what it says."""
        dice = self.dice
        while True:
            text = self.copy.line(dice)
            face = self._face(text)
            if face is None:
                continue
            made = self._line(text, face)
            if made is not None:
                return made, text

    def _face(self, text: str) -> Face | None:
        for _ in range(6):
            face = self.dice.choice(self.families[self.dice.choice(self.names)])
            if set(text) <= face.known | face.known_more:
                return face
        return None

    def _line(self, text: str, face: Face) -> Plane | None:
        dice = self.dice
        size = dice.choice((26, 32, 40, 48, 64))
        style = dice.random()
        outline = round(size * dice.uniform(0.03, 0.1)) if 0.70 < style < 0.80 else 0
        tracking = size * dice.choice((0.05, 0.1, 0.2, 0.35)) * (dice.random() < 0.15)
        fill, edge = self._masks(text, face, size, outline, tracking)
        inked = cv2.boundingRect(np.maximum(fill, edge))
        x, y, w, h = inked
        if w < 2 or h < 2 or w > 60 * h + 2000:
            return None
        # As loosely as the detector cuts: see the card.
        tall = max(h, 0.55 * size) * dice.uniform(1.12, 1.75)
        side = dice.uniform(0.05, 0.45) * h
        lift = dice.uniform(-0.35, 0.35) * (tall - h)
        height, width = round(tall), round(w + 2 * side)
        left, top = round(side), round((tall - h) / 2 + lift)
        top = max(0, min(height - h, top)) if height >= h else 0
        if height < h or width < w + left:
            height, width = max(height, h), max(width, w + left)
        field_fill, field_edge = np.zeros((2, height, width), np.uint8)
        field_fill[top : top + h, left : left + w] = fill[y : y + h, x : x + w]
        field_edge[top : top + h, left : left + w] = edge[y : y + h, x : x + w]
        if dice.random() < 0.25:
            field_fill, field_edge = self._turned(field_fill, field_edge)
        if dice.random() < 0.2:
            self._neighbor(field_fill, face, size)
        picture = self._colored(field_fill, field_edge, outline, style)
        return self._worn(picture)

    def _masks(
        self, text: str, face: Face, size: int, outline: int, tracking: float
    ) -> tuple[Plane, Plane]:
        """Return what is filled, and the same with its outline, as large planes."""
        font = _font(face.path, size)
        is_plain = not tracking and set(text) <= face.known
        if is_plain:
            left, top, right, bottom = font.getbbox(text, stroke_width=outline)
            area = (int(right - left) + 4, int(bottom - top) + 4)
            places = [(text, font, 2 - left)]
        else:
            at, places = 0.0, []
            top, bottom = 0.0, 0.0
            for char in text:
                own = font if char in face.known else _font(face.more, size)
                box = own.getbbox(char, stroke_width=outline)
                top, bottom = min(top, box[1]), max(bottom, box[3])
                places.append((char, own, at))
                at += own.getlength(char) + tracking
            area = (int(at) + 2 * size, int(bottom - top) + 4)
            places = [(char, own, x + size / 2) for char, own, x in places]
        planes = []
        for stroke in (0, outline) if outline else (0,):
            image = Image.new("L", area)
            pen = ImageDraw.Draw(image)
            for part, own, x in places:
                pen.text((x, 2 - top), part, 255, own, stroke_width=stroke)
            planes.append(np.array(image))
        return planes[0], planes[-1]

    def _turned(self, *planes: Plane) -> list[Plane]:
        height, width = planes[0].shape
        lean = self.dice.uniform(-1, 1) * min(2.0, 12 * height / width)
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), lean, 1.0)
        if self.dice.random() < 0.4:
            matrix[0, 1] += self.dice.uniform(-0.25, 0.25)
            matrix[0, 2] -= matrix[0, 1] * height / 2
        return [cv2.warpAffine(p, matrix, (width, height)) for p in planes]

    def _neighbor(self, fill: Plane, face: Face, size: int) -> None:
        """Draw the edge of the line above or below, as loose crops have it."""
        dice = self.dice
        height, width = fill.shape
        words = "".join(
            char
            for char in dice.choice(self.copy.headlines)[: dice.randint(4, 30)]
            if char in face.known
        )
        image = Image.new("L", (width, height))
        font = _font(face.path, size)
        box = font.getbbox(words)
        peek = dice.uniform(0.03, 0.10) * height
        y = peek - box[3] if dice.random() < 0.5 else height - peek - box[1]
        ImageDraw.Draw(image).text((dice.uniform(-40, 10), y), words, 255, font)
        np.maximum(fill, np.array(image), out=fill)

    def _colored(
        self, fill: Plane, edge: Plane, outline: int, style: float
    ) -> NDArray[np.float32]:
        dice = self.dice
        ground = self._ground(fill.shape)
        middle = float(ground.mean())
        least = dice.choice((35, 50, 70, 90, 120))
        tries = [dice.uniform(0, 255) for _ in range(12)]
        tries += [0, 10, 20, 235, 245, 255] * 2
        dice.shuffle(tries)
        ink = next((t for t in tries if abs(t - middle) >= least), None)
        if ink is None:
            ink = 0 if middle > 127 else 255
        strong = fill.astype(np.float32) / 255
        if style < 0.16:  # a shadow
            shift = max(1, round(fill.shape[0] * dice.uniform(0.01, 0.06)))
            moved = np.zeros_like(strong)
            moved[shift:, shift:] = strong[:-shift, :-shift]
            if dice.random() < 0.6:
                moved = cv2.GaussianBlur(moved, (0, 0), shift)
            shade = dice.choice((0, 0, 255, dice.uniform(0, 255)))
            ground = _over(ground, shade, moved * dice.uniform(0.3, 1.0))
        if outline:
            wide = edge.astype(np.float32) / 255
            rim = 255 - ink if dice.random() < 0.5 else dice.uniform(0, 255)
            if abs(rim - ink) < 45:
                rim = 0 if ink > 127 else 255
            ground = _over(ground, rim, wide)
            if dice.random() < 0.15:  # hollow
                return ground
        elif style > 0.97:  # hollow letters of thin lines
            kernel = np.ones((3, 3), np.uint8)
            strong = cv2.morphologyEx(fill, cv2.MORPH_GRADIENT, kernel) / 255.0
            strong = strong.astype(np.float32)
        elif style > 0.94:  # its color changes along the line
            ink = np.linspace(
                ink, ink + dice.uniform(-50, 50), fill.shape[1], dtype=np.float32
            )
        return _over(ground, ink, strong * dice.choice((1, 1, 1, 1, 0.9, 0.75)))

    def _ground(self, shape: tuple[int, ...]) -> NDArray[np.float32]:
        dice = self.dice
        height, width = shape
        kind = dice.random()
        plain = dice.choice((255.0, 255.0, 245.0, 0.0, 20.0, dice.uniform(0, 255)))
        if kind < 0.42:
            return np.full(shape, plain, np.float32)
        if kind < 0.52:
            begin, end = dice.uniform(0, 255), dice.uniform(-70, 70)
            row = np.linspace(begin, begin + end, width, dtype=np.float32)
            return np.repeat(row[None], height, 0)
        photo = dice.choice(self.photos)
        scale = dice.uniform(0.15, 1.0)
        wide = min(photo.shape[1], max(8, round(width * scale)))
        tall = min(photo.shape[0], max(4, round(height * scale)))
        x = dice.randint(0, photo.shape[1] - wide)
        y = dice.randint(0, photo.shape[0] - tall)
        part = cv2.resize(photo[y : y + tall, x : x + wide], (width, height))
        ground = part.astype(np.float32)
        if dice.random() < 0.5:
            ground = cv2.GaussianBlur(ground, (0, 0), dice.uniform(1, 6))
        middle = ground.mean()
        calm = dice.choice((1.0, 0.8, 0.5, 0.25))
        if kind < 0.85:  # under a veil
            middle, ground = plain, plain + (ground - middle) * calm
        else:
            ground = middle + (ground - middle) * calm
        return np.clip(ground, 0, 255)

    def _worn(self, picture: NDArray[np.float32]) -> Plane | None:
        """Return it as a pin of some size and quality has it, 32 px high."""
        dice = self.dice
        kept = dice.choice((13, 16, 20, 24, 28, 32, 40, 48, 64))
        height, width = picture.shape
        scale = kept / height
        small = cv2.resize(
            picture,
            (max(4, round(width * scale)), kept),
            interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC,
        )
        if dice.random() < 0.3:
            small = cv2.GaussianBlur(small, (0, 0), dice.uniform(0.3, 0.9))
        if dice.random() < 0.15:
            small = small + self.noise.normal(0, dice.uniform(2, 10), small.shape)
        plane = np.clip(small, 0, 255).astype(np.uint8)
        if dice.random() < 0.6:
            quality = [cv2.IMWRITE_JPEG_QUALITY, dice.randint(35, 95)]
            plane = cv2.imdecode(
                cv2.imencode(".jpg", plane, quality)[1], cv2.IMREAD_GRAYSCALE
            )
        return level(plane, dice.uniform(0.93, 1.08))


def level(plane: Plane, squeeze: float = 1.0) -> Plane | None:
    """Return a line 32 px high, as wide as it then is; None where it is too long."""
    height, width = plane.shape
    wanted = max(16, round(HEIGHT * width / height * squeeze))
    if wanted > 1024:
        return None
    way = cv2.INTER_AREA if height > 1.5 * HEIGHT else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(plane, (wanted, HEIGHT), interpolation=way), np.uint8)


def _over(
    ground: NDArray[np.float32], ink: float | NDArray[np.float32], how: NDArray
) -> NDArray[np.float32]:
    return np.asarray(ground + (ink - ground) * how, np.float32)


def photos(folder: Path) -> list[Plane]:
    """Return the photos of a folder, in gray."""
    found = []
    for path in sorted(folder.glob("*.jpg")):
        with Image.open(path) as image:
            found.append(np.array(image.convert("L")))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fonts", type=Path)
    parser.add_argument("headlines", type=Path)
    parser.add_argument("shards", type=Path)
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--count", type=int, default=60)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    headlines = given.headlines.read_text("utf-8").splitlines()
    lines = Lines(
        given.seed,
        faces([given.fonts], DRAWN_TO_MEASURE),
        copy_of(headlines),
        photos(PHOTOS),
    )
    given.shards.mkdir(exist_ok=True)
    for number in range(given.count):
        whole = given.shards / f"{given.seed}_{number:03d}.pkl"
        part = whole.with_suffix(".part")
        part.write_bytes(pickle.dumps([lines.draw() for _ in range(_A_SHARD)]))
        part.replace(whole)


if __name__ == "__main__":
    main()
