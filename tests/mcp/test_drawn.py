"""Pictures of a report: marks beside the ink, and each fix as it should look."""

import base64
import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from scorer.core.fix import Color, Crop, Lift, Move, Panel, Scale, Text
from scorer.core.guideline import Finding, Impact, Outcome, Part
from scorer.core.report import GuidelineResult, Report
from scorer.core.units import Box, Quantity
from scorer.mcp import drawn

BOX = Box(40, 100, 60, 20)
INK, GROUND = (0, 0, 0), (200, 180, 160)


def report(fix=None, region=BOX):
    picture = Image.new("RGB", (200, 300), GROUND)
    ImageDraw.Draw(picture).rectangle((40, 100, 99, 119), fill=INK)
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", lossless=True)
    uri = "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode()
    finding = Finding("x", "seen", "do", Quantity(1), Quantity(2), region, "it", fix)
    result = GuidelineResult(
        "small-text", "t", Part.TEXT, Outcome.FAIL, 0.0, Impact.SERIOUS, (finding,)
    )
    return Report(
        "x.jpg", width_px=200, height_px=300, results=(result,), thumbnail=uri
    )


def pixels(drawn_pixels):
    return drawn_pixels.astype(int)


def after(fix):
    """Return a place as it is and, beside it, fixed."""
    made = report(fix)
    return pixels(drawn.mended(made, made.results[0].findings[0]))


def dark(sheet):
    return int((sheet.sum(axis=2) < 120).sum())


def test_marks_stand_outside_of_what_they_mean():
    made = report()
    marked = pixels(drawn.annotated(made))

    assert (marked[100:120, 40:100] == 0).all()
    red = (marked[..., 0] > 150) & (marked[..., 1] < 90)
    assert red.any()


def test_no_more_marks_than_asked():
    made = report()
    red = pixels(drawn.annotated(made, most=0))
    assert not ((red[..., 0] > 210) & (red[..., 1] < 60)).any()


def test_larger_text_is_larger():
    sheet = after(Scale((BOX,), 2.0))
    assert dark(sheet) > 3.5 * BOX.width * BOX.height


def test_other_ink_is_on_the_same_letters():
    sheet = after(Color((BOX,), "#000000", "#ff0000", "#c8b4a0"))
    red = (sheet[..., 0] > 200) & (sheet[..., 1] < 60)
    assert abs(int(red.sum()) - BOX.width * BOX.height) < 200
    assert abs(dark(sheet) - BOX.width * BOX.height) < 200


def test_a_panel_is_wider_than_the_line():
    sheet = after(Panel((BOX,), "#ffffff", "#000080"))
    blue = (sheet[..., 2] > 110) & (sheet[..., 0] < 40)
    assert int(blue.sum()) > 0.3 * BOX.width * BOX.height


def test_text_that_is_taken_out_is_gone():
    assert abs(dark(after(Text((BOX,)))) - BOX.width * BOX.height) < 200


def test_moved_text_is_elsewhere():
    sheet = after(Move((BOX,), (Box(40, 200, 60, 20),)))
    assert abs(dark(sheet) - 2 * BOX.width * BOX.height) < 250


def test_a_crop_is_the_box():
    sheet = after(Crop(Box(0, 0, 200, 200), 1000, 1000))
    assert sheet.shape[1] == 200 + 12 + 200
    assert (sheet[250, -50:] == 255).all()


def test_lifted_shadows_are_lighter():
    sheet = after(Lift(0.0, 80.0, 0.6))
    assert sheet[10, -10].sum() > sheet[10, 10].sum()


@pytest.mark.parametrize("fix", [None, Scale((Box(-50, -50, 10, 10),), 9.0)])
def test_nothing_to_draw_is_no_error(fix):
    made = report(fix)
    finding = made.results[0].findings[0]
    assert (drawn.mended(made, finding) is None) == (fix is None)
    blank = Report("x.jpg", results=made.results)
    assert drawn.annotated(blank) is None
    assert drawn.mended(blank, finding) is None


def test_pictures_of_an_answer_stay_below_what_programs_take():
    noise = np.random.default_rng(1).integers(0, 256, (1500, 1000, 3), np.uint8)
    calm = np.full((1500, 1000, 3), 200, np.uint8)
    made = drawn.encoded([noise, calm, noise])

    assert sum(map(len, made)) <= 600_000
    assert drawn.encoded([]) == []
    widths = []
    for each in made:
        with Image.open(io.BytesIO(each)) as picture:
            assert picture.format == "JPEG"
            widths.append(picture.width)
    assert widths == [360, 1000, 360]
