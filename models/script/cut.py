"""Lines as the detector cuts them out of pictures that carry many of them.

What a detector cuts differs from ink with a margin: it leaves out a part of a word, or
takes in a piece of the next line, and turned words stay a little turned.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from draw import SCRIPTS, Face, Plane, by_hand, can_draw, text_of
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from benchmarks.drawn.overlays import PHOTOS, any_color, photo_at
from scorer.text.detection.detector import detect
from scorer.text.scripts.doubtful_line import strip_of

_SIZE = (1000, 1500)
_SIZES_PX = (30, 40, 56, 70, 90, 120)
_TURNS = (0, 0, 0, 0, 0, -6, -3, 3, 6)
_WIDEST, _LEAST_PX = 940, 8
_LIGHT = 382  # sum of three channels
_REACH_PX = 5

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Laid:
    """A line that was drawn: where, in which script, in which family."""

    box: Box
    script: str
    family: str


def cut_lines(
    chosen: list[Face], pictures: int, seed: int
) -> Iterator[tuple[NDArray[np.uint8], str, str]]:
    """Yield what the detector cuts out of drawn pictures, its script and family.

    Args:
        chosen: Faces to draw with; a family of a script is as likely as another.
        pictures: How many to draw, about ten lines each.
        seed: Of the dice.
    """
    dice = random.Random(seed)
    families: dict[str, dict[str, list[Face]]] = {}
    for face in chosen:
        for script in face.languages:
            families.setdefault(script, {}).setdefault(face.family, []).append(face)
    for _ in range(pictures):
        picture, laid = _picture(families, dice)
        for corners in detect(picture).quads:
            found = _under(np.array(corners), laid)
            if found is not None:
                quad = tuple(map(tuple, np.array(corners).tolist()))
                yield strip_of(picture, quad), *found


def _under(corners: NDArray[np.float32], laid: list[Laid]) -> tuple[str, str] | None:
    """Return script and family of the one line that was cut; None where it is unclear.

    What meets no line is no text.
    """
    x, y = corners.mean(0)
    hit = [
        each
        for each in laid
        if each.box[0] - _REACH_PX < x < each.box[2] + _REACH_PX
        and each.box[1] < y < each.box[3]
    ]
    if len(hit) == 1:
        return hit[0].script, hit[0].family
    left, top = corners.min(0)
    right, bottom = corners.max(0)
    meets = any(
        right >= a and left <= c and bottom >= b and top <= d
        for a, b, c, d in (each.box for each in laid)
    )
    return None if meets else ("none", "")


def _picture(
    families: dict[str, dict[str, list[Face]]], dice: random.Random
) -> tuple[NDArray[np.uint8], list[Laid]]:
    """Return a picture with lines below each other, as a file holds it."""
    kinds = [script for script in SCRIPTS if script in families]
    kinds += ["latin"] * ("latin" in families)
    picture = _background(dice)
    laid: list[Laid] = []
    top = dice.randint(20, 60)
    for _ in range(40):
        script = dice.choice(kinds)
        face = dice.choice(families[script][dice.choice(sorted(families[script]))])
        words = text_of(face, script, dice).split()[: dice.choice((1, 1, 2, 3, 4))]
        font = ImageFont.truetype(str(face.path), dice.choice(_SIZES_PX))
        mask = _mask(" ".join(words), font, dice)
        if mask is None or not can_draw(face, "".join(words)):
            continue
        if top + mask.height > _SIZE[1] - 20:
            break
        left = dice.randint(10, max(11, _SIZE[0] - 10 - mask.width))
        _pasted(picture, mask, (left, top), dice)
        box = left, top, left + mask.width, top + mask.height
        laid.append(Laid(box, script, face.family))
        top += mask.height + dice.randint(12, 60)
    quality = [cv2.IMWRITE_JPEG_QUALITY, dice.randint(60, 95)]
    seen = cv2.imencode(".jpg", np.asarray(picture)[:, :, ::-1], quality)[1]
    return np.ascontiguousarray(cv2.imdecode(seen, 1)[:, :, ::-1]), laid


def _background(dice: random.Random) -> Image.Image:
    if dice.random() < 0.4:
        return photo_at(dice, _SIZE, PHOTOS)
    return Image.new("RGB", _SIZE, any_color(dice))


def _mask(
    text: str, font: ImageFont.FreeTypeFont, dice: random.Random
) -> Image.Image | None:
    """Return the ink of a line, turned a little; None where it has no room."""
    left, top, right, bottom = map(int, font.getbbox(text))
    if not _LEAST_PX <= right - left <= _WIDEST or bottom - top < _LEAST_PX:
        return None
    turn = dice.choice(_TURNS)
    room = int(0.12 * (right - left)) + 10 if turn else 4
    size = right - left + 8, bottom - top + 2 * room
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).text((4 - left, room - top), text, 255, font=font)
    if dice.random() < 0.12:
        swayed: Plane = by_hand(np.asarray(mask), dice)
        mask = Image.fromarray(swayed).resize(size)
    return mask.rotate(turn, Image.Resampling.BICUBIC) if turn else mask


def _pasted(
    picture: Image.Image, mask: Image.Image, at: tuple[int, int], dice: random.Random
) -> None:
    """Lay a line over a picture, some with an outline or a shadow."""
    left, top = at
    behind = picture.crop((left, top, left + mask.width, top + mask.height))
    light = float(np.median(np.asarray(behind.convert("L"))[::3, ::3]))
    ink = (30, 25, 25) if light > 128 else (250, 245, 240)
    if dice.random() < 0.3:
        ink = any_color(dice)
    far = (0, 0, 0) if sum(ink) > _LIGHT else (255, 255, 255)
    effect = dice.random()
    if effect < 0.1:
        picture.paste(far, at, mask.filter(ImageFilter.MaxFilter(5)))
    elif effect < 0.2:
        shade = mask.filter(ImageFilter.GaussianBlur(3))
        picture.paste(far, (left + 3, top + 4), shade)
    picture.paste(ink, at, mask)
