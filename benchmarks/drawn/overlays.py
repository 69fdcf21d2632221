"""Draw pins with overlay text whose truth is known, in the format of the real truth.

    python -m benchmarks.drawn.overlays FOLDER [--pins 200] [--seed 1]
    python -m benchmarks.text.overlay FOLDER FOLDER/ground_truth.json

Photos, panels, gradients; sans, serif and script; capitals, tracking, outlines,
shadows, small caps, several colors and sizes in a line, turned lines, accents, prices.
One pin in eight has no overlay, half of these a label on a thing.
"""

import argparse
import dataclasses
import json
import random
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from benchmarks.drawn.faces import faces
from benchmarks.drawn.lines import Look, Run, cap_of, draw_line, length
from benchmarks.drawn.words import (
    ACTIONS,
    ADDRESSES,
    HEADLINES,
    ITEMS,
    LABELS,
    PRICES,
    SUBLINES,
)
from scorer.text.line.contrast import contrast_ratio, luminance

PHOTOS = Path(__file__).parents[2] / "fixtures" / "photos"
SIZES = ((1000, 1500),) * 5 + ((735, 1102), (600, 900), (1080, 1920), (1200, 1800))
_LEAST_CONTRAST = 1.7
_NO_MESSAGE = ("url", "brand", "handle")


class Drawing:
    """A pin in the making: its picture, its lines, and the dice."""

    def __init__(self, dice, kinds, size=None, photos=PHOTOS):
        self.dice, self.kinds = dice, kinds
        self.width, self.height = size or dice.choice(SIZES)
        self.picture = None
        if size is None:
            area = (self.width, self.height)
            self.picture = _background(dice, area, photos)
        self.lines, self.scene, self.thing = [], [], ""
        self.unit = self.width / 1000
        self.y = self.height * dice.uniform(0.04, 0.2)

    def block(self, texts, role, cap_px, kind):
        """Draw lines below each other in one style, over bare ground or a panel."""
        dice = self.dice
        face = dice.choice([f for f in self.kinds[kind] if f.has("".join(texts))])
        size = round(cap_px * self.unit / (cap_of(face.at(100)) / 100))
        look = self._look(kind, cap_px * self.unit, len(texts))
        if kind != "script" and dice.random() < 0.35:
            texts = [text.upper() for text in texts]
        widest = max(length([Run(t, face.at(size), 0)], look.tracking) for t in texts)
        if widest > 0.92 * self.width:
            share = 0.92 * self.width / widest
            size, tracking = int(size * share), int(look.tracking * share)
            look = dataclasses.replace(look, tracking=tracking)
        font = face.at(max(8, size))
        leading = cap_of(font) * dice.uniform(1.5, 2.2)
        lean = abs(np.sin(np.radians(look.angle))) * min(widest, 0.92 * self.width)
        tall = leading * (len(texts) - 1) + 2.2 * cap_of(font) + lean
        if self.y + tall > 0.97 * self.height:
            return
        left = dice.choice((None, None, 0.05 * self.width))
        ground = self._ground(tall)
        color = self._color(tall)
        baseline = self.y + 1.4 * cap_of(font) + lean * (look.angle < 0)
        for text in texts:
            runs = self._runs(text, face, font, color)
            x = (self.width - length(runs, look.tracking)) / 2 if left is None else left
            at = (round(x), round(baseline))  # turned about this point
            self.lines += draw_line(self.picture, runs, at, look, role)
            self.lines[-1]["drawn"] = f"{Path(face.path).stem} {ground} {look.name}"
            baseline += leading
        self.y += tall + dice.uniform(0.01, 0.08) * self.height

    def _look(self, kind, cap, count):
        dice = self.dice
        tracked = kind != "script" and dice.random() < 0.2
        effect = dice.random()
        turned = count == 1 and dice.random() < 0.12
        return Look(
            tracking=round(cap * dice.uniform(0.1, 0.4)) if tracked else 0,
            outline=effect < 0.1,
            shadow=0.1 <= effect < 0.25,
            angle=dice.choice((-9, -6, -4, 3, 5, 8)) if turned else 0.0,
        )

    def _runs(self, text, face, font, color):
        """The line plain, or with a word in another color or size, or in small caps."""
        dice, words = self.dice, text.split()
        chance = dice.random()
        if chance < 0.06 and len(words) > 1:
            other = self._other(color)
            big = face.at(round(font.size * dice.choice((1.0, 1.0, 1.4))))
            head, tail = " ".join(words[:-1]), words[-1]
            if length([Run(text, font, 0), Run(tail, big, 0)], 0) < 0.97 * self.width:
                return [Run(head + " ", font, color), Run(tail, big, other)]
        if chance > 0.96 and not text.isupper():
            small = face.at(max(8, round(0.78 * font.size)))
            runs = []
            for n, char in enumerate(text):
                first = n == 0 or text[n - 1] == " " or not char.islower()
                run = Run(char.upper(), font if first else small, color)
                runs.append(run)
            joined = _joined(runs)
            return (
                joined
                if length(joined, 0) < 0.95 * self.width
                else _plain(text, font, color)
            )
        return _plain(text, font, color)

    def _ground(self, tall):
        """Perhaps lay a panel, a translucent band, two tones; return which."""
        dice = self.dice
        chance = dice.random()
        top, bottom = round(self.y), round(self.y + tall)
        box = (round(0.03 * self.width), top, round(0.97 * self.width), bottom)
        if chance < 0.3:
            ImageDraw.Draw(self.picture).rounded_rectangle(
                box, dice.choice((0, 24)), any_color(dice)
            )
            return "panel"
        if chance < 0.4:
            band = Image.new("RGB", self.picture.size, any_color(dice))
            mask = Image.new("L", self.picture.size)
            opacity = dice.randrange(90, 200)
            ImageDraw.Draw(mask).rectangle((0, top, self.width, bottom), opacity)
            self.picture.paste(band, mask=mask)
            return "band"
        if chance < 0.47:
            draw = ImageDraw.Draw(self.picture)
            first, middle = any_color(dice), dice.uniform(0.3, 0.7) * self.width
            step = dice.choice((-50, -30, 30, 50))
            second = tuple(max(0, min(255, c + step)) for c in first)
            draw.rectangle((0, top, round(middle), bottom), first)
            draw.rectangle((round(middle), top, self.width, bottom), second)
            return "tones"
        return "bare"

    def _color(self, tall):
        """A color that stands out, most often black or white as designers do."""
        rows = np.array(self.picture)[round(self.y) : round(self.y + tall)]
        return self._on(float(np.median(luminance(rows[::4, ::4]))))

    def color_at(self, middle, reach):
        """A color that stands out around a place."""
        left, top = (max(0, int(n - reach)) for n in middle)
        right, bottom = (int(n + reach) + 1 for n in middle)
        around = np.array(self.picture)[top:bottom, left:right]
        return self._on(float(np.median(luminance(around[::4, ::4]))))

    def _on(self, ground):
        dice = self.dice
        ends = [(255, 255, 255), (20, 20, 24)]
        if dice.random() < 0.55:
            return max(ends, key=lambda c: contrast_ratio(_light(c), ground))
        for _ in range(40):
            color = any_color(dice)
            if contrast_ratio(_light(color), ground) > _LEAST_CONTRAST:
                return color
        return max(ends, key=lambda c: contrast_ratio(_light(c), ground))

    def _other(self, color):
        """A color as light as this one, but clearly another."""
        for _ in range(200):
            other = any_color(self.dice)
            far = np.abs(np.subtract(other, color)).max() > 90
            if far and 0.6 < contrast_ratio(_light(other), _light(color)) < 2.2:
                return other
        return color

    def label(self):
        """A printed label on a thing: in perspective, lit from the side, soft."""
        dice = self.dice
        card = Image.new("RGB", (500, 260), any_color(dice))
        face = dice.choice(self.kinds[dice.choice(("sans", "serif"))])
        text = dice.choice([w for w in LABELS if face.has(w)])
        ink = max(
            ((250, 250, 245), (30, 25, 20)),
            key=lambda c: abs(c[0] - sum(card.getpixel((2, 2))) / 3),
        )
        ImageDraw.Draw(card).text((250, 130), text, ink, face.at(70), anchor="mm")
        side = dice.uniform(0.25, 0.45) * self.width / 500
        tilt, lean = dice.uniform(8, 30), dice.uniform(-60, 60)
        corners = [(0, lean), (500, -lean / 2), (480, 260 - lean / 2), (20, 260 + lean)]
        x, y = dice.uniform(0.1, 0.5) * self.width, dice.uniform(0.4, 0.7) * self.height
        _paste_warped(self.picture, card, corners, (x, y, side, tilt))
        self.scene.append(text)

    def truth(self, name):
        area = self.width * self.height
        ink = sum((b[2] - b[0]) * (b[3] - b[1]) for b in (x["box"] for x in self.lines))
        caps = sorted(self.lines, key=lambda x: x["cap_px"])
        message = [x for x in caps if x["role"] not in _NO_MESSAGE]
        largest, smallest = (caps or [{}])[-1], (message or [{}])[0]
        return {
            "file": name,
            "width": self.width,
            "height": self.height,
            "has_overlay_text": bool(self.lines),
            "largest_cap_px": largest.get("cap_px"),
            "largest_cap_text": largest.get("text"),
            "smallest_message_cap_px": smallest.get("cap_px"),
            "smallest_message_text": smallest.get("text"),
            "text_line_area_frac": ink / area,
            "lines_complete": True,
            "lines": self.lines,
            "scene_text": self.scene,
            "thing": self.thing,
        }


def _plain(text, font, color):
    return [Run(text, font, color)]


def _joined(runs):
    """Neighbors of one size together; words end at spaces that small caps keep."""
    joined = []
    for run in runs:
        if joined and joined[-1].font is run.font and run.text != " ":
            joined[-1] = Run(joined[-1].text + run.text, run.font, run.color)
        else:
            joined.append(run)
    return joined


def _light(color):
    return float(luminance(np.array(color, np.uint8)))


def any_color(dice):
    return tuple(dice.choice((dice.randrange(256), 25, 235)) for _ in range(3))


def _background(dice, size, photos):
    chance = dice.random()
    if chance < 0.15:
        return Image.new("RGB", size, any_color(dice))
    if chance < 0.27:
        ramp = Image.linear_gradient("L").resize(size)
        return ImageOps.colorize(ramp, any_color(dice), any_color(dice)).convert("RGB")
    return photo_at(dice, size, photos)


def photo_at(dice, size, folder):
    """Return some photo of a folder, filling that size, perhaps dimmed or blurred."""
    name = dice.choice(sorted(p for p in folder.iterdir() if p.suffix != ".md"))
    with Image.open(name) as opened:
        photo = opened.convert("RGB")
    middle = (dice.random(), dice.random())
    photo = ImageOps.fit(photo, size, Image.Resampling.LANCZOS, centering=middle)
    if dice.random() < 0.5:
        photo = ImageOps.mirror(photo)
    photo = ImageEnhance.Brightness(photo).enhance(dice.uniform(0.5, 1.3))
    blur = dice.choice((0, 0, 0, 6))
    return photo.filter(ImageFilter.GaussianBlur(blur)) if blur else photo


def _paste_warped(picture, card, corners, place):
    import cv2

    x, y, side, tilt = place
    turn = np.radians(tilt)
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    target = np.array(corners) @ spin.T * side + (x, y)
    source = np.array([(0, 0), (500, 0), (500, 260), (0, 260)], np.float32)
    matrix = cv2.getPerspectiveTransform(source, target.astype(np.float32))
    shade = np.linspace(1.0, 0.55, 500)[None, :, None]
    lit = np.clip(np.array(card) * shade, 0, 255).astype(np.uint8)
    lit = cv2.GaussianBlur(lit, (0, 0), 2.0)
    warped = cv2.warpPerspective(lit, matrix, picture.size)
    mask = cv2.warpPerspective(np.full((260, 500), 255, np.uint8), matrix, picture.size)
    picture.paste(Image.fromarray(warped), mask=Image.fromarray(mask))


def drawn_pin(seed, number, kinds, photos=PHOTOS):
    dice = random.Random(f"{seed}.{number}")
    drawing = Drawing(dice, kinds, photos=photos)
    kind = dice.choice(("sans", "sans", "serif", "script"))
    if number % 8 == 7:
        if dice.random() < 0.5:
            drawing.label()
            drawing.thing = "label"
        return drawing
    drawing.block(
        dice.choice(HEADLINES).split("|"), "headline", dice.uniform(45, 115), kind
    )
    small = dice.choice(("sans", "sans", "serif"))
    if dice.random() < 0.25:
        drawing.block([dice.choice(PRICES)], "price", dice.uniform(40, 130), small)
    if dice.random() < 0.6:
        other = dice.choice((small, small, "script"))
        drawing.block([dice.choice(SUBLINES)], "sub", dice.uniform(18, 45), other)
    if dice.random() < 0.25:
        items = dice.sample(ITEMS, dice.randrange(3, 6))
        mark = dice.choice(("", "• ", "- ", "{}. "))
        texts = [mark.format(n) + item for n, item in enumerate(items, 1)]
        drawing.block(texts, "list", dice.uniform(15, 34), small)
    if dice.random() < 0.3:
        drawing.block([dice.choice(ACTIONS)], "cta", dice.uniform(20, 40), small)
    if dice.random() < 0.4:
        drawing.block([dice.choice(ADDRESSES)], "url", dice.uniform(12, 26), "sans")
    return drawing


def write_set(folder, about, drawings, endings=(".png", ".jpg", ".jpg")):
    """Write drawings, each with the start of its name, and their ground_truth.json."""
    folder.mkdir(parents=True, exist_ok=True)
    truth = []
    for stem, drawing in drawings:
        dice = drawing.dice
        name = stem + (dice.choice(endings) if len(endings) > 1 else endings[0])
        drawing.picture.save(folder / name, quality=dice.randrange(70, 96))
        truth.append(drawing.truth(name))
    text = json.dumps({"about": about, "pins": truth}, indent=1, ensure_ascii=False)
    (folder / "ground_truth.json").write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pins", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--photos", type=Path, default=PHOTOS)
    given = parser.parse_args()
    kinds = faces()
    drawings = (
        (f"{number:03}", drawn_pin(given.seed, number, kinds, given.photos))
        for number in range(given.pins)
    )
    about = "Drawn overlays; boxes [x1, y1, x2, y2] and cap heights in px."
    write_set(given.folder, about, drawings)


if __name__ == "__main__":
    main()
