"""Collages drawn from real photos are found, single photos are not taken for one."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scorer.core.pin import Creative, Pin
from scorer.core.settings import Settings
from scorer.features import layout
from scorer.features._text_regions import text_boxes
from tests.support.collages import GAPS, LAYOUTS, collage, single

PHOTOS = [
    np.asarray(Image.open(path).convert("RGB"))
    for path in sorted((Path(__file__).parents[2] / "fixtures/photos").glob("*.jpg"))
]


def measured(page):
    creative = Creative(Pin(Path("x.png")), page.pixels, Settings(ocr_engine="none"))
    creative._derived[text_boxes] = page.text
    return layout.FAMILY.extract(creative)


def test_four_of_five_collages_are_found():
    pages = [
        collage(PHOTOS, name, gap, seed)
        for name in LAYOUTS
        for gap in GAPS
        for seed in range(2)
    ]
    found = [measured(page) for page in pages]
    is_right = [
        each.panel_count == page.panel_count
        for each, page in zip(found, pages, strict=True)
    ]

    assert np.mean([each.is_collage for each in found]) >= 0.8
    assert np.mean(is_right) >= 0.7


@pytest.mark.parametrize("name", ["halves", "stacked"])
def test_most_befores_and_afters_are_pairs(name):
    pages = [
        collage(PHOTOS, name, gap, seed, is_before_after=True)
        for gap in GAPS
        for seed in (3, 4)
    ]

    assert np.mean([measured(page).is_paired for page in pages]) >= 0.75


@pytest.mark.parametrize(("frame_px", "band_px"), [(0, 0), (40, 0), (0, 450)])
def test_single_photos_are_no_collage(frame_px, band_px):
    pages = [single(PHOTOS, seed, frame_px, band_px) for seed in range(6)]

    assert not any(measured(page).is_collage for page in pages)
