"""Overlay against text on things; blocks and kinds."""

import pytest

from scorer.core.units import Box
from scorer.text.blocks import in_blocks
from scorer.text.line.text_line import TextLine
from scorer.text.roles import with_roles


def line(text, left, top, cap=40.0, **fields):
    given = {
        "box": Box(left, top, int(0.7 * cap * len(text)), int(cap)),
        "cap_height_px": cap,
        "confidence": 0.95,
        "baseline_px": top + cap,
        "contrast": 9.0,
        "contrast_typical": 9.0,
        "ink_quality": 0.8,
    }
    return TextLine(text, **{**given, **fields})


def roles(*lines):
    return [each.role for each in with_roles(lines, 1000, 1500)]


def test_stray_sign_is_scene():
    assert roles(line("R", 700, 800)) == ["scene"]


def test_short_line_beside_text_is_overlay():
    found = roles(line("30", 400, 150), line("Easy dinners", 300, 200))

    assert found == ["overlay", "overlay"]


def test_steep_text_on_uneven_ground_is_scene():
    steep = line("Quick Charge", 300, 300, angle_deg=90.0, ground_spread=12.0)

    assert roles(steep) == ["scene"]


def test_steep_text_on_a_panel_is_overlay():
    steep = line("Side note", 300, 300, angle_deg=90.0, ground_spread=1.0)

    assert roles(steep) == ["overlay"]


def test_unlikely_text_in_a_photo_is_scene():
    doubts = {"confidence": 0.6, "ink_quality": 0.1, "contrast_typical": 1.4}

    assert roles(line("boxes", 300, 300, **doubts)) == ["scene"]


def test_text_among_scene_text_is_scene():
    steep = {"angle_deg": 90.0, "ground_spread": 12.0}
    first = line("Quick", 300, 300, **steep)
    second = line("Charge", 300, 600, **steep)

    found = roles(first, second, line("Ports", 320, 450), line("Headline", 100, 1300))

    assert found == ["scene", "scene", "scene", "overlay"]


@pytest.mark.parametrize(
    "look",
    [
        {"angle_deg": 12.0},
        {"angle_deg": -3.0},
        {"cap": 12.0, "ground_spread": 9.0},  # 0.8 % of the image's height
    ],
)
def test_text_that_is_all_there_is_and_not_laid_out_is_on_a_thing(look):
    assert roles(line("ORGANIC TEA", 300, 700, **look)) == ["scene"]


@pytest.mark.parametrize(
    "look", [{"angle_deg": 1.0}, {"cap": 12.0, "ground_spread": 1.0}, {"cap": 30.0}]
)
def test_level_text_alone_is_overlay(look):
    assert roles(line("ORGANIC TEA", 300, 700, **look)) == ["overlay"]


def test_tilted_line_beside_a_level_one_is_overlay():
    found = roles(line("Easy dinners", 300, 200), line("new!", 600, 700, angle_deg=9.0))

    assert found == ["overlay", "overlay"]


def test_figure_alone_is_no_headline():
    placed = in_blocks(
        [line("04", 100, 100, 140.0), line("Code first", 100, 500, 70.0)]
    )

    assert [each.kind for each in placed] == ["figure", "headline"]


def test_a_row_is_read_from_the_left():
    higher = line("30", 620, 95, 70.0)
    placed = in_blocks([higher, line("Restart in", 100, 100, 65.0)])

    assert [each.text for each in placed] == ["Restart in", "30"]
    assert len({each.block for each in placed}) == 1


def test_marked_lines_apart_are_a_list():
    items = [line(f"Step {n}", 100, 300 * n, mark="→") for n in range(1, 4)]
    placed = in_blocks([line("Restart", 100, 90, 90.0), *items])

    assert [each.kind for each in placed] == ["headline", "list", "list", "list"]


def test_small_print_close_to_a_headline_is_no_headline():
    lines = [line("Easy", 100, 100, 90.0), line("with photos", 100, 210, 58.0)]
    kinds = [each.kind for each in in_blocks([*lines, line("today", 100, 290, 40.0)])]

    assert kinds == ["headline", "headline", "subline"]


def test_blocks_and_kinds():
    lines = [
        line("www.oven.com", 300, 1400, 20.0),
        line("dinners", 300, 160, 60.0),
        line("Easy pasta", 300, 80, 60.0),
        line("Ready in 20 minutes", 300, 300, 30.0),
        line("Get the recipe", 300, 1200, 30.0),
    ]

    placed = in_blocks(lines)

    assert [(each.text, each.kind) for each in placed] == [
        ("Easy pasta", "headline"),
        ("dinners", "headline"),
        ("Ready in 20 minutes", "subline"),
        ("Get the recipe", "call-to-action"),
        ("www.oven.com", "url"),
    ]
    assert placed[0].block == placed[1].block != placed[2].block
