"""Pins made worse on purpose, and changes that must not matter.

Each takes a ``Scene`` and returns pixels of shape (H, W, 3), uint8. What happens to a
picture on its way to Pinterest (saved too small, cut by a crop tool) stands first; what
happens to a design (headline shrunk, something laid over it) follows. Those that need a
headline return None for a pin without one.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from scorer.core.pin import Rgb
from scorer.core.units import Box
from scorer.text.line.text_line import TextLine
from scorer.vision.saliency import without_text

_SEED = 5
_GRAY = 128


@dataclass(frozen=True)
class Scene:
    """A pin, its overlay lines, and where its eye-catcher stands."""

    pixels: Rgb
    lines: tuple[TextLine, ...] = ()
    subject: Box | None = None

    @property
    def headline(self) -> tuple[TextLine, ...]:
        """The largest line, and those of its block."""
        overlay = [line for line in self.lines if line.role == "overlay"]
        if not overlay:
            return ()
        largest = max(overlay, key=lambda line: line.cap_height_px)
        least = 0.7 * largest.cap_height_px
        return tuple(
            line
            for line in overlay
            if line.block == largest.block and line.cap_height_px >= least
        )


Change = Callable[[Scene], Rgb | None]


def _bytes(values: np.ndarray) -> Rgb:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def _resized(pixels: Rgb, width: int, height: int, kind: int) -> Rgb:
    return cv2.resize(pixels, (max(1, width), max(1, height)), interpolation=kind)


def _encoded(pixels: Rgb, kind: str, **options: object) -> Rgb:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, kind, **options)
    return np.asarray(Image.open(buffer).convert("RGB"))


def _shifted(pixels: Rgb, right: int, down: int) -> Rgb:
    return np.roll(pixels, (down, right), axis=(0, 1))


# --- the picture ---------------------------------------------------------------------


def blurred(scene: Scene) -> Rgb:
    """Out of focus: 0.4 % of the width."""
    return cv2.GaussianBlur(scene.pixels, (0, 0), 0.004 * scene.pixels.shape[1])


def compressed(scene: Scene) -> Rgb:
    """JPEG at quality 6."""
    return _encoded(scene.pixels, "JPEG", quality=6)


def noisy(scene: Scene) -> Rgb:
    """Noise of a dark room's camera: standard deviation 25 of 255."""
    noise = np.random.default_rng(_SEED).normal(0, 25, scene.pixels.shape)
    return _bytes(scene.pixels + noise)


def enlarged(scene: Scene) -> Rgb:
    """Saved at a sixth of the size and enlarged again."""
    height, width = scene.pixels.shape[:2]
    reduced = _resized(scene.pixels, width // 6, height // 6, cv2.INTER_AREA)
    return _resized(reduced, width, height, cv2.INTER_CUBIC)


def darkened(scene: Scene) -> Rgb:
    """30 % of the light."""
    return _bytes(0.3 * scene.pixels)


def faded(scene: Scene) -> Rgb:
    """A third of the contrast, about middle gray."""
    return _bytes(_GRAY + (scene.pixels - np.float32(_GRAY)) / 3)


def cut_left(scene: Scene) -> Rgb:
    """The left fifth is missing."""
    return np.ascontiguousarray(scene.pixels[:, scene.pixels.shape[1] // 5 :])


def veiled(scene: Scene) -> Rgb:
    """A gray veil of 55 % over all of it."""
    return _bytes(0.45 * scene.pixels + 0.55 * _GRAY)


def doubled(scene: Scene) -> Rgb:
    """Printed twice, 4 % of the width apart."""
    step = round(0.04 * scene.pixels.shape[1])
    return _bytes((scene.pixels + _shifted(scene.pixels, step, step // 2) * 1.0) / 2)


def in_a_void(scene: Scene) -> Rgb:
    """Shrunk to 40 % in the middle of a white field."""
    height, width = scene.pixels.shape[:2]
    reduced = _resized(
        scene.pixels, round(0.4 * width), round(0.4 * height), cv2.INTER_AREA
    )
    field = np.full_like(scene.pixels, 255)
    top, left = (height - reduced.shape[0]) // 2, (width - reduced.shape[1]) // 2
    field[top : top + reduced.shape[0], left : left + reduced.shape[1]] = reduced
    return field


def squeezed(scene: Scene) -> Rgb:
    """Squeezed to 45 % of its height."""
    height, width = scene.pixels.shape[:2]
    return _resized(scene.pixels, width, round(0.45 * height), cv2.INTER_AREA)


def tiled(scene: Scene) -> Rgb:
    """The same picture nine times."""
    height, width = scene.pixels.shape[:2]
    reduced = _resized(scene.pixels, width // 3, height // 3, cv2.INTER_AREA)
    return np.tile(reduced, (3, 3, 1))


def torn(scene: Scene) -> Rgb:
    """Only the upper 45 % was loaded; the rest is gray."""
    pixels = scene.pixels.copy()
    pixels[round(0.45 * len(pixels)) :] = _GRAY
    return pixels


def overexposed(scene: Scene) -> Rgb:
    """Twice the light and more: the lights run together."""
    return _bytes(2.2 * scene.pixels + 20.0)


def blocky(scene: Scene) -> Rgb:
    """Enlarged from a tenth without smoothing."""
    height, width = scene.pixels.shape[:2]
    reduced = _resized(scene.pixels, width // 10, height // 10, cv2.INTER_AREA)
    return _resized(reduced, width, height, cv2.INTER_NEAREST)


def letterboxed(scene: Scene) -> Rgb:
    """Shrunk to half its height between black bars, as in a screenshot."""
    height, width = scene.pixels.shape[:2]
    half = _resized(scene.pixels, width // 2, height // 2, cv2.INTER_AREA)
    frame = np.zeros_like(scene.pixels)
    top, left = height // 4, width // 4
    frame[top : top + half.shape[0], left : left + half.shape[1]] = half
    return frame


# --- the design ----------------------------------------------------------------------


def _around(lines: tuple[TextLine, ...], pixels: Rgb) -> Box:
    pad = round(0.3 * max(line.cap_height_px for line in lines))
    left = max(0, min(line.box.left for line in lines) - pad)
    top = max(0, min(line.box.top for line in lines) - pad)
    right = min(
        pixels.shape[1], max(line.box.left + line.box.width for line in lines) + pad
    )
    bottom = min(
        pixels.shape[0], max(line.box.top + line.box.height for line in lines) + pad
    )
    return Box(left, top, right - left, bottom - top)


def _cut(pixels: Rgb, box: Box) -> Rgb:
    return pixels[box.top : box.top + box.height, box.left : box.left + box.width]


def _wiped(scene: Scene) -> Rgb:
    return without_text(scene.pixels, [line.box for line in scene.headline])


def small_headline(scene: Scene) -> Rgb | None:
    """The headline at half its size."""
    if not scene.headline:
        return None
    pixels, box = _wiped(scene), _around(scene.headline, scene.pixels)
    half = _resized(
        _cut(scene.pixels, box), box.width // 2, box.height // 2, cv2.INTER_AREA
    )
    top, left = box.top + box.height // 4, box.left + box.width // 4
    pixels[top : top + half.shape[0], left : left + half.shape[1]] = half
    return pixels


def camouflaged_headline(scene: Scene) -> Rgb | None:
    """The headline nearly in the color of its ground."""
    if not scene.headline:
        return None
    pixels, plain = scene.pixels.copy(), _wiped(scene)
    for line in scene.headline:
        place = _cut(pixels, line.box)
        place[:] = _bytes(0.2 * place + 0.8 * _cut(plain, line.box))
    return pixels


def overprinted_headline(scene: Scene) -> Rgb | None:
    """The headline a second time, half a line lower, over the first."""
    if not scene.headline:
        return None
    pixels, box = scene.pixels.copy(), _around(scene.headline, scene.pixels)
    ink = np.abs(_cut(pixels, box).astype(int) - _cut(_wiped(scene), box)).max(2) > 60
    step = round(0.6 * max(line.cap_height_px for line in scene.headline))
    source = _cut(scene.pixels, box)
    rows = min(box.height, len(pixels) - box.top - step)
    target = pixels[box.top + step :, box.left + step // 3 :][:rows, : box.width]
    part = (slice(0, target.shape[0]), slice(0, target.shape[1]))
    target[ink[part]] = source[part][ink[part]]
    return pixels


def headline_off_the_edge(scene: Scene) -> Rgb | None:
    """The headline moved to the right until a fifth of it is cut off."""
    if not scene.headline:
        return None
    pixels, box = _wiped(scene), _around(scene.headline, scene.pixels)
    left = pixels.shape[1] - round(0.8 * box.width)
    pixels[box.top : box.top + box.height, left:] = _cut(scene.pixels, box)[
        :, : pixels.shape[1] - left
    ]
    return pixels


def _font(px: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(max(8, round(px)))


def littered(scene: Scene) -> Rgb:
    """Badges, buttons and arrows pasted all over."""
    dice = np.random.default_rng(_SEED)
    picture = Image.fromarray(scene.pixels)
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    words = ("NEW", "-50%", "WOW", "SALE", "FREE", "TOP 1", "HOT", "CLICK", "LINK")
    for index in range(27):
        size = width * dice.uniform(0.06, 0.13)
        x, y = dice.uniform(0, width - size), dice.uniform(0, height - size)
        color = tuple(int(value) for value in dice.integers(0, 256, 3))
        ink = tuple(255 - value for value in color)
        kind = index % 3
        if kind == 0:
            draw.ellipse((x, y, x + size, y + size), fill=color, outline=ink, width=4)
        elif kind == 1:
            draw.rectangle((x, y, x + 1.4 * size, y + size / 2), fill=color)
        else:
            draw.polygon(
                [(x, y), (x + size, y + size / 2), (x, y + size), (x + size / 3, y)],
                fill=color,
            )
        word = words[index % len(words)]
        draw.text((x + size / 8, y + size / 4), word, fill=ink, font=_font(size / 4))
    return np.asarray(picture)


def covered_subject(scene: Scene) -> Rgb | None:
    """A plain box with words over what catches the eye."""
    if scene.subject is None:
        return None
    picture = Image.fromarray(scene.pixels)
    box = scene.subject
    wide, high = 0.9 * box.width, 0.7 * box.height
    left = box.left + (box.width - wide) / 2
    top = box.top + (box.height - high) / 2
    draw = ImageDraw.Draw(picture)
    draw.rectangle((left, top, left + wide, top + high), fill=(250, 250, 245))
    size = min(wide / 8, high / 4)
    draw.text(
        (left + wide / 10, top + high / 3),
        "LINK IN BIO NOW",
        fill=(40, 40, 40),
        font=_font(size),
    )
    return np.asarray(picture)


def gray_box(scene: Scene) -> Rgb:
    """A gray box, half of it see-through, over the lower third."""
    pixels = scene.pixels.copy()
    place = pixels[round(0.6 * len(pixels)) : round(0.95 * len(pixels))]
    place[:] = _bytes(0.25 * place + 0.75 * 150)
    return pixels


def bare(scene: Scene) -> Rgb | None:
    """All its words wiped out."""
    boxes = [line.box for line in scene.lines if line.role == "overlay"]
    return without_text(scene.pixels, boxes) if boxes else None


NAMED: dict[str, Change] = {
    "blurred": blurred,
    "JPEG quality 6": compressed,
    "noise": noisy,
    "enlarged from a sixth": enlarged,
    "darkened to 30 %": darkened,
    "contrast to a third": faded,
    "cut at the left": cut_left,
    "gray veil": veiled,
    "printed twice": doubled,
    "shrunk into a void": in_a_void,
    "squeezed flat": squeezed,
    "tiled": tiled,
}
OWN: dict[str, Change] = {
    "headline at half size": small_headline,
    "headline in its ground's color": camouflaged_headline,
    "second headline over the first": overprinted_headline,
    "headline off the edge": headline_off_the_edge,
    "clutter pasted in": littered,
    "subject covered": covered_subject,
    "gray box": gray_box,
    "words wiped out": bare,
    "torn": torn,
    "overexposed": overexposed,
    "enlarged without smoothing": blocky,
    "letterboxed": letterboxed,
}


# --- what must not matter ------------------------------------------------------------


def one_pixel(scene: Scene) -> Rgb:
    """Cut by one pixel at the top and the left."""
    return np.ascontiguousarray(scene.pixels[1:, 1:])


def twice_the_size(scene: Scene) -> Rgb:
    """Twice the size."""
    height, width = scene.pixels.shape[:2]
    return _resized(scene.pixels, 2 * width, 2 * height, cv2.INTER_CUBIC)


def unchanged(scene: Scene) -> Rgb:
    """The same pixels, for another file name or another format."""
    return scene.pixels


# With the ending of the file that is written, and how.
NEUTRAL: dict[str, tuple[Change, str, dict[str, int]]] = {
    "JPEG quality 92": (unchanged, ".jpg", {"quality": 92}),
    "one pixel's shift": (one_pixel, ".png", {}),
    "twice the size": (twice_the_size, ".png", {}),
    "another file name": (unchanged, ".png", {}),
    "WebP for PNG": (unchanged, ".webp", {"quality": 95}),
}
