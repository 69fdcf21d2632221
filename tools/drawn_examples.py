"""Pins for the guidelines' pages that no fixture fails, or passes, for sure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from fixtures.draw_pins import headline, photo, write

_TEAL = (24, 110, 112)


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a pin is drawn, the file that it is saved as, and its title."""

    draw: Callable[[], Image.Image]
    title: str
    suffix: str = ".png"


def save(folder: Path) -> dict[str, tuple[Path, str]]:
    """Save the pins; return each one's file and title by the guideline it shows."""
    saved = {}
    for name, drawn in DRAWN.items():
        path = folder / f"drawn-{name}{drawn.suffix}"
        drawn.draw().save(path)
        saved[name] = (path, drawn.title)
    return saved


def _broken_lettering() -> Image.Image:
    picture = photo("coffee", x=0.42)
    headline(picture, ["Ezay Lattwe Srecvts", "Yoqur Barsitka", "Wnot Tlel Yuxo"], 110)
    return picture


def _hidden_subject() -> Image.Image:
    picture = photo("flower")
    y = 380
    for line in ("7 Easy", "Flowers", "for Shade"):
        y = write(picture, line, y, 210, weight=8)
    return picture


def _leftover_strip() -> Image.Image:
    picture = photo("coffee", x=0.42)
    headline(picture, ["5 Latte Secrets", "Your Barista", "Won't Tell You"], 110)
    picture.paste((255, 255, 255), (0, 1491, 1000, 1500))
    return picture


def _placeholder_text() -> Image.Image:
    picture = photo("flower")
    headline(picture, ["Lorem Ipsum", "Dolor Sit Amet"], 120)
    return picture


def _scattered_focus() -> Image.Image:
    picture = Image.new("RGB", (1000, 1500), (233, 226, 215))
    names = ("flower", "coffee", "temple", "cat", "rocket", "astronaut")
    for index in range(15):
        place = (77 + 333 * (index % 3), 60 + 300 * (index // 3))
        picture.paste(photo(names[index % 6], (180, 180)), place)
    return picture


def _tight_margin() -> Image.Image:
    picture = photo("coffee", x=0.42)
    y = write(picture, "5 Latte Secrets", 8, 110, weight=3, x=8)
    write(picture, "You Can Copy", y, 110, weight=3, x=8)
    return picture


def _colored_background() -> Image.Image:
    picture = Image.new("RGB", (1000, 1500), _TEAL)
    picture.paste(photo("coffee", (720, 720), x=0.42), (140, 560))
    y = write(picture, "3-Ingredient", 140, 118, weight=3)
    write(picture, "Mocha in 5 Minutes", y, 92, weight=2)
    return picture


def _plain_photo() -> Image.Image:
    picture = photo("coffee", x=0.42)
    headline(picture, ["5 Latte Secrets", "Your Barista", "Won't Tell You"], 110)
    return picture


def _weak_message() -> Image.Image:
    picture = photo("coffee", x=0.42)
    headline(picture, ["Coffee Latte", "Espresso Mocha"], 120)
    return picture


DRAWN = {
    "broken-lettering": Drawn(_broken_lettering, "Easy Latte Secrets"),
    "hidden-subject": Drawn(_hidden_subject, "Why Your Cat Stares at You"),
    "leftover-strip": Drawn(_leftover_strip, "5 Easy Latte Secrets"),
    "placeholder-text": Drawn(_placeholder_text, "7 Easy Flowers for Shade"),
    "scattered-focus": Drawn(_scattered_focus, "Things to See"),
    "tight-margin": Drawn(_tight_margin, "5 Easy Latte Secrets"),
    "tinted-background": Drawn(_colored_background, "3-Ingredient Mocha in 5 Minutes"),
    "unsupported-file": Drawn(_plain_photo, "5 Easy Latte Secrets", ".gif"),
    "weak-message": Drawn(_weak_message, "5 Easy Latte Secrets"),
}
