"""Which script a line is in, by its picture."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.text.scripts.script import Script, script_shares, stroke_cells, windows

_FACES = Path("/usr/share/fonts/truetype/dejavu")
_FACE = _FACES / "DejaVuSans-Bold.ttf"
needs_face = pytest.mark.skipif(not _FACE.exists(), reason="needs Debian's DejaVu")
WORDS = {
    Script.LATIN: "Quick dinner recipes",
    Script.CYRILLIC: "Быстрый ужин для семьи",
    Script.GREEK: "Γρήγορο δείπνο για όλους",
    Script.ARABIC: "عشاء سريع للعائلة كلها",
    Script.HEBREW: "ארוחת ערב מהירה לכולם",
}


def drawn(text, size=48, ink="black", ground="white"):
    font = ImageFont.truetype(str(_FACE), size)
    box = font.getbbox(text)
    width, height = box[2] - box[0], box[3] - box[1]
    canvas = Image.new("RGB", (width + size, int(1.45 * height)), ground)
    place = (canvas.width // 2, canvas.height // 2)
    ImageDraw.Draw(canvas).text(place, text, ink, font, anchor="mm")
    return np.array(canvas)


def likeliest(line):
    shares = script_shares(line)
    return max(shares, key=shares.get)


@needs_face
@pytest.mark.parametrize("script", WORDS)
@pytest.mark.parametrize("size", [20, 48, 100])
def test_a_headline_shows_its_script(script, size):
    assert likeliest(drawn(WORDS[script], size)) is script


@needs_face
@pytest.mark.parametrize("script", WORDS)
def test_light_on_dark_is_the_same_as_dark_on_light(script):
    dark = script_shares(drawn(WORDS[script]))
    light = script_shares(drawn(WORDS[script], ink="white", ground="black"))

    assert light[script] == pytest.approx(dark[script], abs=0.05)


def test_shares_are_a_whole():
    noise = np.random.default_rng(1).integers(0, 255, (40, 200), np.uint8)

    assert sum(script_shares(noise).values()) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("shape", [(1, 1), (48, 3), (5, 4000), (48, 300, 3)])
def test_any_shape_is_seen(shape):
    flat = np.full(shape, 128, np.uint8)

    assert sum(script_shares(flat).values()) == pytest.approx(1, abs=1e-5)


def test_strokes_are_counted_by_their_direction():
    stripes = np.zeros((32, 64), np.uint8)
    stripes[:, ::8] = stripes[:, 1::8] = stripes[:, 2::8] = stripes[:, 3::8] = 255
    upright, level = stroke_cells(stripes), stroke_cells(stripes[:, :32].T)

    assert upright.shape == (16, 8, 8)
    assert upright.sum((0, 1)).argmax() == 0  # edges that change across
    assert level.sum((0, 1)).argmax() == 4  # edges that change downwards


def test_windows_slide_by_a_quarter_of_their_width():
    cells = np.zeros((20, 8, 8), np.uint8)
    cells[10] = 255
    seen = windows(cells).reshape(-1, 64, 8)

    assert len(seen) == 7
    assert [int(window.any(0).argmax()) for window in seen if window.any()] == [
        6, 4, 2, 0,
    ]  # fmt: skip
