"""Families declare what they read: the cache relies on it."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from scorer.core.errors import ScorerError
from scorer.core.pin import Creative, Pin
from scorer.core.settings import Settings
from scorer.features import families

# Read while opening, so part of the facts of the file.
_OF_OPENING = {"max_file_bytes", "max_pixels"}


def record_reads(settings, seen):
    """Return settings that note which of them are read."""
    names = {field.name for field in dataclasses.fields(Settings)}

    @dataclass(frozen=True)
    class Watched(Settings):
        def __getattribute__(self, name):
            if name in names:
                seen.add(name)
            return super().__getattribute__(name)

    return Watched(**{n: getattr(settings, n) for n in names})


def picture():
    pixels = np.full((150, 100, 3), 240, np.uint8)
    pixels[30:60, 20:80] = 30
    return pixels


@pytest.mark.parametrize("name", list(families()))
def test_reads_only_declared_settings(name):
    seen = set()
    settings = record_reads(Settings(ocr_engine="none"), seen)
    pin = Pin(Path("cozy-bedroom.png"), title="Cozy bedroom", description="A room.")
    seen.clear()

    measured(name, Creative(pin, picture(), settings))

    assert seen - _OF_OPENING <= set(families()[name].reads)


@pytest.mark.parametrize(
    "name", [name for name, family in families().items() if not family.words]
)
def test_words_change_only_families_that_declare_them(name):
    settings = Settings(ocr_engine="none")
    bare = Creative(Pin(Path("a.png")), picture(), settings)
    pin = Pin(Path("b.png"), "10 title", "description", "http://a.example", "board")

    assert measured(name, bare) == measured(name, Creative(pin, picture(), settings))


def measured(name, creative):
    try:
        return families()[name].extract(creative)
    except ScorerError as error:
        return error.message
