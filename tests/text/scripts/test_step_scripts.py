"""What the recognizer holds along a line tells the script that the line is in."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.core.errors import ModelError
from scorer.core.storage.packaged import packaged
from scorer.text.engines.rapid import line_of
from scorer.text.recognition.recognizer import line_steps, read_by_the_large
from scorer.text.scripts import step_scripts
from scorer.text.scripts.letters import letter_model, with_letters
from scorer.text.scripts.script import Script
from scorer.text.scripts.step_scripts import (
    FITTED,
    read_step_model,
    step_model,
    step_shares,
)

pytestmark = pytest.mark.rapid

FACE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf")
needs_face = pytest.mark.skipif(not FACE.exists(), reason="needs Debian's DejaVu")


def line(text, upside_down=False):
    font = ImageFont.truetype(str(FACE), 40)
    canvas = Image.new("RGB", (int(font.getlength(text)) + 40, 70), "white")
    ImageDraw.Draw(canvas).text((20, 10), text, "black", font)
    return np.array(canvas.rotate(180 if upside_down else 0))


def likeliest(shares):
    return max(zip(shares, Script, strict=True))[1]


@needs_face
@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Easy dinner recipes", Script.LATIN),
        ("Швидка вечеря вдома", Script.CYRILLIC),
        ("Εύκολες συνταγές", Script.GREEK),
    ],
)
def test_a_line_is_told_by_what_the_recognizer_holds(text, script):
    read = read_by_the_large(line(text))

    assert likeliest(read.script_shares) is script
    assert sum(read.script_shares) == pytest.approx(1, abs=1e-3)
    assert read.script_shares == step_shares(line_steps(line(text)))


@needs_face
def test_a_line_is_told_upright_even_if_it_reads_better_on_its_head():
    pixels = line("Easy dinner recipes", upside_down=True)
    high, wide = pixels.shape[:2]
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    read = line_of(pixels, corners, is_east_asian=False)

    assert read.text == "Easy dinner recipes"
    assert read.script_shares == step_shares(line_steps(pixels))


def test_steps_of_another_recognizer_say_nothing(monkeypatch):
    other = replace(step_model(), mark="another")
    monkeypatch.setattr(step_scripts, "step_model", lambda: other)

    assert step_shares(np.ones((5, 120), np.float32)) == ()


def test_what_the_steps_say_counts_beside_the_picture():
    picture = dict.fromkeys(Script, 1 / len(Script))
    thai = tuple(0.91 if script is Script.THAI else 0.01 for script in Script)
    alone = with_letters(letter_model(), picture, "unuaim", 0.6, 4.0)
    beside = with_letters(letter_model(), picture, "unuaim", 0.6, 4.0, thai)

    assert beside[Script.THAI] > alone[Script.THAI]
    assert max(beside, key=beside.get) is Script.THAI


def test_a_model_of_another_size_is_refused():
    content = packaged(FITTED)
    bias = content["hints"]["bias"][:-1]

    with pytest.raises(ModelError, match=FITTED):
        read_step_model(content | {"hints": content["hints"] | {"bias": bias}})
