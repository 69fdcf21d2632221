"""Clutter, focal point, color and layout of drawn pins, and what leaves them alone."""

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.core.family import Features
from scorer.core.pin import Creative, Pin
from scorer.core.settings import Settings
from scorer.core.units import Box
from scorer.features import clutter, color, focal_point, geometry, layout
from scorer.features._text_regions import text_boxes
from scorer.text.lines import read_text

MODULES = (clutter, focal_point, color, layout)

# How far a number may move when the same pin is half as large, twice as large, mirrored
# or saved as JPEG of quality 60. Pins below 500 px of width are not halved: what is
# lost there is lost.
TOLERANCES = {
    "clutter.clutter": 4,
    "clutter.picture_clutter": 4,
    "clutter.edge_density": 0.01,
    "clutter.feature_congestion": 0.6,
    "clutter.subband_entropy": 0.35,
    "focal_point.focal_share": 0.05,
    "focal_point.held_share": 0.06,
    "focal_point.scatter": 0.01,
    "focal_point.focal_y": 0.02,
    "focal_point.center_distance": 0.03,
    "focal_point.thirds_distance": 0.03,
    "focal_point.covered_share": 0.01,
    "focal_point.covered_face_share": 0.01,
    "focal_point.face_count": 0,
    "focal_point.face_share": 0.005,
    "color.lightness": 0.5,
    "color.lightness_spread": 0.5,
    "color.dark_share": 0.02,
    "color.light_share": 0.02,
    "color.saturation": 0.06,
    "color.colorfulness": 2,
    "color.dominant_count": 1,
    "color.background_lightness": 2,
    "color.background_chroma": 3,
    "color.background_share": 0.08,
    "layout.panel_count": 0,
    "layout.is_collage": 0,
    "layout.is_paired": 0,
    "layout.empty_share": 0.05,
    "layout.border_share": 0.02,
    "layout.symmetry": 0.04,
}
# Panels of a page of many are counted within a ninth.
RELATIVE = {"layout.panel_count": 1 / 9}
# A ground that is this small a share has no color of its own: the main color of an edge
# of many colors is a matter of chance.
LEAST_GROUND = 0.3
PINS = sorted((Path(__file__).parents[2] / "fixtures/pins").glob("*.jpg"))


def drawn():
    """1000 x 1500 px: a plate with food off the middle of a quiet ground."""
    ground = np.linspace(215, 235, 1500)[:, None, None] * np.ones((1, 1000, 3))
    picture = ground.astype(np.uint8)
    cv2.circle(picture, (400, 820), 330, (250, 248, 244), cv2.FILLED, cv2.LINE_AA)
    generator = np.random.default_rng(5)
    for _ in range(60):
        x, y = generator.normal((400, 820), 110, 2).astype(int)
        tint = tuple(int(value) for value in generator.integers((90, 40, 10), 230))
        cv2.circle(picture, (int(x), int(y)), 34, tint, cv2.FILLED, cv2.LINE_AA)
    return picture


def halves():
    picture = np.zeros((1500, 1000, 3), np.uint8)
    for at, tint in ((0, (180, 90, 60)), (500, (60, 110, 170))):
        coarse = np.random.default_rng(at).integers(-24, 24, (125, 42, 3))
        grains = cv2.resize(
            coarse.astype(np.float32), (500, 1500), interpolation=cv2.INTER_CUBIC
        )
        picture[:, at : at + 500] = np.clip(np.array(tint) + grains, 0, 255)
    return picture


def creative(pixels):
    return Creative(Pin(Path("drawn.png")), pixels, Settings(ocr_engine="none"))


def measured(pixels):
    opened = creative(pixels)
    records = [module.FAMILY.extract(opened) for module in MODULES]
    return Features({type(record): record for record in records})


def resized(factor):
    kind = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    return lambda pixels: cv2.resize(
        pixels, None, fx=factor, fy=factor, interpolation=kind
    )


def recompressed(pixels):
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=60)
    return np.asarray(Image.open(buffer))


CHANGES = {
    "half": resized(0.5),
    "double": resized(2),
    "mirrored": lambda pixels: np.ascontiguousarray(pixels[:, ::-1]),
    "jpeg": recompressed,
}


def moved(before, after):
    """What differs by more than its tolerance."""
    has_ground = before["color.background_share"] >= LEAST_GROUND
    return {
        name: (before[name], after[name])
        for name, tolerance in TOLERANCES.items()
        if abs(after[name] - before[name])
        > tolerance + RELATIVE.get(name, 0) * before[name]
        and (has_ground or not name.startswith("color.background_"))
    }


@pytest.mark.parametrize("draw", [drawn, halves])
@pytest.mark.parametrize("change", CHANGES)
def test_the_same_drawing_has_the_same_numbers(draw, change):
    pixels = draw()

    assert (
        moved(measured(pixels).values(), measured(CHANGES[change](pixels)).values())
        == {}
    )


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.stem)
def test_the_same_pin_has_the_same_numbers(path):
    pixels = np.asarray(Image.open(path))
    before = measured(pixels).values()
    changes = {
        name: moved(before, measured(change(pixels)).values())
        for name, change in CHANGES.items()
        if name != "half" or pixels.shape[1] >= 1000
    }

    assert not any(changes.values()), changes


def test_every_number_has_a_tolerance_but_the_mirrored_one():
    names = {name for module in MODULES for name in module.FAMILY.measures()}

    assert names - set(TOLERANCES) == {"focal_point.focal_x"}


def test_words_do_not_count_as_clutter_twice():
    bare, lettered = drawn(), Image.fromarray(drawn())
    box = (100, 80, 980, 440)
    draw, font = ImageDraw.Draw(lettered), ImageFont.load_default(130)
    draw.text((120, 90), "15 IDEAS FOR\nLUNCH TODAY", fill=(20, 20, 20), font=font)
    opened = creative(np.asarray(lettered))
    opened._derived[text_boxes] = (
        Box(box[0], box[1], box[2] - box[0], box[3] - box[1]),
    )
    without = clutter.FAMILY.extract(creative(bare))
    with_text = clutter.FAMILY.extract(opened)

    assert with_text.clutter > without.clutter + 5
    assert with_text.picture_clutter == pytest.approx(without.picture_clutter, abs=2)


def test_a_thing_read_as_one_huge_letter_is_no_text():
    class Line:
        quad = ((137, 38), (935, 151), (793, 1196), (-5, 1082))

    class Reading:
        lines = (Line(),)

    opened = creative(np.zeros((1300, 867, 3), np.uint8))
    opened._derived[read_text] = Reading()

    assert opened.once(text_boxes) == ()


def test_the_plate_is_the_focal_point():
    focus = measured(drawn())[focal_point.FocalPoint]
    left, top, width, height = focus.focal_box

    assert left < 400 < left + width
    assert top < 820 < top + height
    assert focus.focal_y == pytest.approx(820 / 1500, abs=0.08)
    assert focus.faces == ()


def test_boxes_are_in_pixels_of_the_file():
    pixels = cv2.resize(halves(), (2000, 3000))
    first, second = measured(pixels)[layout.Layout].panels

    assert tuple(first) == pytest.approx((0, 0, 1000, 3000), abs=40)
    assert tuple(second) == pytest.approx((1000, 0, 1000, 3000), abs=40)


def test_halves_are_a_pair():
    found = measured(halves())[layout.Layout]

    assert (found.panel_count, found.is_collage, found.is_paired) == (2, True, True)


def test_maps_have_24_columns_of_shares():
    features = measured(drawn())
    for rows in (features[clutter.Clutter].map, features[focal_point.FocalPoint].map):
        assert len(rows) == 36
        assert {len(row) for row in rows} == {24}
        assert all(0 <= value <= 1 for row in rows for value in row)


def test_colors_of_a_red_card():
    pixels = np.full((600, 400, 3), (255, 0, 0), np.uint8)
    found = measured(pixels)[color.Color]

    assert found.dominant == ("#ff0000",)
    assert found.lightness == pytest.approx(53.2, abs=0.2)
    assert found.saturation == pytest.approx(1.0)
    assert found.background_share == 1.0


@pytest.mark.parametrize("shape", [(1, 1), (1, 3000), (3000, 1), (40, 17)])
def test_odd_shapes_are_measured(shape):
    values = measured(np.full((*shape, 3), 90, np.uint8)).values()

    assert all(np.isfinite(value) for value in values.values())


def test_geometry_is_the_files():
    found = geometry.FAMILY.extract(creative(np.zeros((300, 200, 3), np.uint8)))

    assert (found.width_px, found.height_px, found.file_size_bytes) == (200, 300, 0)
    assert found.aspect_ratio == pytest.approx(2 / 3)
