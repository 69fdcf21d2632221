"""Draw pins whose headline is in one of nine scripts, Latin for a control.

    python -m benchmarks.drawn.scripts FOLDER FONTS [FONTS ...] [--pins 20] [--seed 5]
    python -m benchmarks.text.overlay FOLDER FOLDER/ground_truth.json

So many headlines of one to three lines in each of nine scripts, on one color above a
textured half. Each ends read or left for review under the name of its script; the
benchmark counts which. FONTS are folders of free fonts (``models/script/card.md`` names
Debian's).
"""

import argparse
import json
import random
import sys
from pathlib import Path

import cv2
from PIL import Image, ImageDraw, ImageFont

sys.path.insert(0, str(Path(__file__).parents[2] / "models" / "script"))
import draw  # of models/script

_SIZE = (1000, 1500)
_BICAMERAL = ("latin", "cyrillic", "greek")
_LATIN_LANGUAGES = 7  # those whose words the engine reads without accents lost


def drawn_headline(script, seed, number, faces):
    """Return the picture and the truth of one headline."""
    dice = random.Random(f"scripts {script} {seed}.{number}")
    families = sorted({face.family for face in faces if script in face.languages})
    family = random.Random(f"{script} {seed}").sample(families, len(families))[
        number % len(families)
    ]
    own = [f for f in faces if f.family == family and script in f.languages]
    face = dice.choice(own)
    able = face.languages[script]
    if script == "latin":
        able = [n for n in able if n < _LATIN_LANGUAGES]
    words = draw.words(script)[dice.choice(able)]
    rows = [
        " ".join(dice.choice(words) for _ in range(dice.choice((1, 2))))
        for _ in range(dice.choice((1, 2, 2, 3)))
    ]
    if script in _BICAMERAL:
        form = dice.choice((str.upper, str.capitalize, str.title))
        rows = [form(row) for row in rows]
    size = dice.choice((60, 80, 100, 120))
    font = ImageFont.truetype(str(face.path), size)
    while max(font.getlength(row) for row in rows) > 900:
        size -= 6
        font = ImageFont.truetype(str(face.path), size)
    return _picture(dice, rows, font, size), rows


def _picture(dice, rows, font, size):
    is_dark = dice.random() < 0.5
    least, most = (200, 250) if is_dark else (10, 90)
    picture = Image.new("RGB", _SIZE, tuple(dice.randint(least, most) for _ in "rgb"))
    texture = draw._texture(_SIZE[0], 800, dice, 30)
    below = cv2.applyColorMap(texture, cv2.COLORMAP_AUTUMN)
    picture.paste(Image.fromarray(below), (0, 700))
    ink = (30, 25, 25) if is_dark else (250, 245, 240)
    look = {"anchor": "mm", "align": "center", "spacing": size * 0.3}
    ImageDraw.Draw(picture).multiline_text(
        (500, 340), "\n".join(rows), ink, font, **look
    )
    return picture


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("fonts", nargs="+", type=Path)
    parser.add_argument("--pins", type=int, default=20, help="of each script")
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    faces, truth = draw.faces(given.fonts), []
    for script in draw.SCRIPTS:
        for number in range(given.pins):
            picture, rows = drawn_headline(script, given.seed, number, faces)
            name = f"{script}_{number:02}.png"
            picture.save(given.folder / name)
            truth.append({"file": name, "script": script, "rows": rows, "lines": []})
    about = "Drawn headlines in other scripts: their rows."
    text = json.dumps({"about": about, "pins": truth}, indent=1, ensure_ascii=False)
    (given.folder / "ground_truth.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
