"""One line of overlay text, drawn, with all that is true of it."""

import dataclasses

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from scorer.text.line.contrast import contrast_ratio, luminance


@dataclasses.dataclass(frozen=True)
class Run:
    """Letters of one face, size and color."""

    text: str
    font: object
    color: tuple


@dataclasses.dataclass(frozen=True)
class Look:
    """How a line is set."""

    tracking: int = 0
    outline: bool = False  # white around dark ink, black around light
    shadow: bool = False
    angle: float = 0.0  # clockwise, degrees
    outline_share: float = 0.08  # of the cap height
    hollow_share: float = 0.0  # letters are bare but for a rim so thick; 0 is filled
    block_shadow: float = 0.0  # a hard shadow so far to the right and down

    @property
    def name(self):
        """What was done to it, in words."""
        chars = {
            "tracked": self.tracking,
            "outline": self.outline,
            "hollow": self.hollow_share,
            "block": self.block_shadow,
            "shadow": self.shadow,
            "turned": self.angle,
        }
        return " ".join(char for char, is_so in chars.items() if is_so)


def cap_of(font):
    """Height of a flat capital, px."""
    _, top, _, _ = font.getbbox("H", anchor="ls")
    return -top


def height_of(runs):
    """Cap height of a line, px; that of its figures where it has no letters."""
    text = "".join(run.text for run in runs)
    if any(char.isalpha() for char in text):
        return max(cap_of(run.font) for run in runs)
    standing = [char for char in text if char in "01268"] or ["0"]
    return round(
        np.median([-runs[0].font.getbbox(s, anchor="ls")[1] for s in standing])
    )


def length(runs, tracking):
    return sum(run.font.getlength(run.text) + tracking * len(run.text) for run in runs)


def _layers(size, runs, at, look, stroke=0):
    """One mask (L) for each run, the line's left end of the baseline at ``at``."""
    if look.angle:
        yield from _turned_layers(size, runs, at, look, stroke)
        return
    x, y = at
    for run in runs:
        layer = Image.new("L", size)
        _write(ImageDraw.Draw(layer), run, (x, y), look.tracking, stroke)
        x += length([run], look.tracking)
        yield layer


def _write(pen, run, at, tracking, stroke):
    x, y = at
    for n, piece in enumerate(run.text if tracking else [run.text]):
        kerned = run.font.getlength(run.text[:n]) if tracking else 0
        place = (x + kerned + n * tracking, y)
        pen.text(place, piece, 255, run.font, anchor="ls", stroke_width=stroke)


def _turned_layers(size, runs, at, look, stroke):
    """The same turned: drawn twice as large, so that its edges stay sharp."""
    cap = max(cap_of(run.font) for run in runs)
    wide, high = round(length(runs, look.tracking)) + 4 * cap, 6 * cap
    x = 2 * cap
    for run in runs:
        strip = Image.new("L", (2 * wide, 2 * high))
        double = Run(run.text, run.font.font_variant(size=2 * run.font.size), run.color)
        place = (2 * x, high + cap)
        _write(ImageDraw.Draw(strip), double, place, 2 * look.tracking, 2 * stroke)
        turned = strip.rotate(-look.angle, Image.Resampling.BICUBIC, expand=True)
        turn = np.radians(look.angle)
        right, down = 4 * cap - wide, cap  # from the strip's middle to where it begins
        begin = (
            turned.width / 2 + right * np.cos(turn) - down * np.sin(turn),
            turned.height / 2 + right * np.sin(turn) + down * np.cos(turn),
        )
        layer = Image.new("L", size)
        small = turned.reduce(2)
        layer.paste(
            small, tuple(round(a - b / 2) for a, b in zip(at, begin, strict=True))
        )
        x += length([run], look.tracking)
        yield layer


def draw_line(picture, runs, at, look, role, **more):
    """Draw a line into the picture; return its truth."""
    cap = max(cap_of(run.font) for run in runs)
    is_light = bool(luminance(np.array(runs[0].color, np.uint8)) > 0.18)
    contrary = (0, 0, 0) if is_light else (255, 255, 255)
    if look.shadow:
        for layer in _layers(picture.size, runs, at, look):
            soft = layer.filter(ImageFilter.GaussianBlur(0.08 * cap))
            reach = max(1, round(0.06 * cap))
            soft = soft.transform(
                soft.size, Image.Transform.AFFINE, (1, 0, -reach, 0, 1, -reach)
            )
            picture.paste(contrary, mask=soft.point(lambda v: v * 6 // 10))
    for step in range(1, 1 + round(look.block_shadow * cap)):
        below = (at[0] + step, at[1] + step)
        _paste(picture, contrary, _layers(picture.size, runs, below, look))
    width = max(2, round(look.outline_share * cap)) if look.outline else 0
    if look.outline:
        _paste(picture, contrary, _layers(picture.size, runs, at, look, width))
    behind = np.array(picture)
    masks = list(_layers(picture.size, runs, at, look))
    if look.hollow_share:
        masks = [_hollow(mask, look.hollow_share * cap) for mask in masks]
    for run, layer in zip(runs, masks, strict=True):
        picture.paste(run.color, mask=layer)
    return [
        _truth(runs[first:last], masks[first:last], behind, look, role, **more)
        for first, last in _of_one_style(runs)
    ]


def _of_one_style(runs):
    """Runs that make one line of truth: small caps do, another size or color not."""
    begin = 0
    for n in range(1, len(runs) + 1):
        if n == len(runs) or runs[n - 1].text.endswith(" "):
            yield begin, n
            begin = n


def _paste(picture, color, masks):
    for mask in masks:
        picture.paste(color, mask=mask)


def _hollow(mask, wire_px):
    """Only the rim of the letters, within their outline."""
    size = 2 * max(1, round(wire_px)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    full = np.array(mask)
    return Image.fromarray(full - np.minimum(full, cv2.erode(full, kernel)))


def _truth(runs, masks, behind, look, role, **more):
    ink = np.maximum.reduce([np.array(mask) for mask in masks]) > 127
    rows, columns = np.flatnonzero(ink.any(1)), np.flatnonzero(ink.any(0))
    cap = max(cap_of(run.font) for run in runs)
    text = "".join(run.text for run in runs).strip()
    return {
        "text": text,
        "box": [int(n) for n in (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)],
        "cap_px": height_of(runs),
        "role": role,
        "angle_deg": look.angle,
        **contrasts(behind, ink, runs[0].color, cap, look),
        **more,
    }


def contrasts(behind, ink, color, cap, look):
    """Contrast of the line's color against what was there before, worst and median.

    The line is parted into stretches of 1.5 cap heights along its direction, each
    lapping the next by half; behind it is what lies within 0.1 cap heights of its ink,
    or its outline.
    """
    reach = 2 * max(2, round((0.07 if look.outline else 0.1) * cap)) + 1
    angle = look.angle
    near = cv2.dilate(ink.astype(np.uint8), np.ones((reach, reach), np.uint8))
    y, x = np.nonzero(near.astype(bool) | ink)
    along = x * np.cos(np.radians(angle)) + y * np.sin(np.radians(angle))
    half = ((along - along[ink[y, x]].min()) / (0.75 * cap)).astype(int)
    light = luminance(behind[y, x])
    around = ~ink[y, x]
    own = float(luminance(np.array(color, np.uint8)))
    last = max(1, int(half[ink[y, x]].max()))
    parts = []
    for n in range(last):
        inside = (half == n) | (half == n + 1)
        if (inside & ~around).sum() > 0.05 * cap * cap:
            light_behind = float(np.median(light[around & inside]))
            parts.append(contrast_ratio(own, light_behind))
    return {"contrast": min(parts), "contrast_typical": float(np.median(parts))}
