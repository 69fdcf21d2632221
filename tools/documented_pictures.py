"""Takes the pictures of the README and the guides anew: ``make pictures``.

Look at them before committing them.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.support.browsing import chromium, close_chromium, opened

FOLDER = Path("docs/pictures")
PINS = Path("fixtures/pins")
_WIDTH_PX = 1200
# Closer to what phones and desktops have than Debian's own; where it is installed.
_FONT = "body { font-family: Inter, system-ui }"
_SIZE = (1440, 900)
# Pictures are decoded beside the page, so that a shot can come before them.
_ALL_SHOWN = """async () => {
    const seen = [...document.images].filter(
        image => image.getBoundingClientRect().top < innerHeight && image.src
    );
    await Promise.all(seen.map(image => image.decode().catch(() => null)));
    await new Promise(shown => requestAnimationFrame(() => setTimeout(shown, 300)));
}"""


def main():
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        pins, pair = Path(folder, "pins.html"), Path(folder, "pair.html")
        _run("score", PINS, "-o", pins)
        variants = (PINS / "clipped-text.jpg", PINS / "good-cat.jpg")
        _run("compare", *variants, "--model", "models/demo", "-o", pair)
        for name, page, chosen in (
            ("overview", pins, None),
            ("pin", pins, "crowded-text.jpg"),
            ("compare", pair, None),
        ):
            with opened(browser, page.as_uri(), _SIZE) as tab:
                if chosen:
                    tab.click(f"[data-file='{chosen}']")
                    tab.mouse.move(0, 0)
                tab.add_style_tag(content=_FONT)
                tab.evaluate(_ALL_SHOWN)
                _keep(tab.screenshot(), FOLDER / f"{name}.jpg")


def _run(*words):
    subprocess.run([sys.executable, "-m", "scorer", *map(str, words)], check=True)


def _keep(shot, path):
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    height = round(picture.height * _WIDTH_PX / picture.width)
    small = picture.resize((_WIDTH_PX, height), Image.Resampling.LANCZOS)
    small.save(path, quality=82, optimize=True)


if __name__ == "__main__":
    try:
        main()
    finally:
        close_chromium()
