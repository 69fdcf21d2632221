"""Overlay against text on things; blocks and kinds."""

from dataclasses import replace

import numpy as np
import pytest

from scorer.core.errors import ModelError
from scorer.core.storage.packaged import packaged
from scorer.core.units import Box
from scorer.text.blocks import assign_blocks
from scorer.text.line.surface import Surface
from scorer.text.line.text_line import TextLine
from scorer.text.picture import Picture
from scorer.text.roles.assign import assign_roles
from scorer.text.roles.evidence import LINE, PIN, line_evidence, pin_evidence
from scorer.text.roles.model import built_in, role_model


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


PHOTO = Picture(1000, 1500, edge_px=2.0, flat_share=0.1)
SHARP = Surface((20.0, 0.0, 0.0), 1.2, 0.1, 0.0, 0.05, 0.1)
SOFT = Surface((20.0, 0.0, 0.0), 4.0, 1.2, 0.8, 3.0, 4.0)


def roles(*lines, picture=PHOTO):
    return [each.role for each in assign_roles(lines, picture)]


def test_no_line_has_no_role():
    assert roles() == []


def test_sharp_even_lettering_on_a_panel_is_overlay():
    assert roles(line("Easy dinners", 300, 300, surface=SHARP)) == ["overlay"]


def test_soft_grainy_lettering_lit_from_a_side_is_on_a_thing():
    label = {"surface": SOFT, "angle_deg": -12.0, "background_spread": 9.0}

    assert roles(line("ORGANIC TEA", 300, 700, **label)) == ["scene"]


def test_unlikely_text_in_a_photo_is_no_overlay():
    doubts = {"confidence": 0.6, "ink_quality": 0.1, "contrast_typical": 1.4}

    assert roles(line("boxes", 300, 300, surface=SOFT, **doubts)) == ["scene"]


@pytest.mark.parametrize("angle", [0.0, 2.0, -4.0, 9.0, -17.0, 30.0])
@pytest.mark.parametrize("spread", [1.0, 20.0])
def test_a_turned_headline_that_is_sharp_is_overlay(angle, spread):
    look = {"surface": SHARP, "angle_deg": angle, "background_spread": spread}
    lines = [line("Easy Dinner", 300, 300, 90.0, **look)]
    lines.append(line("Recipes", 330, 430, 90.0, **look))

    assert roles(*lines) == ["overlay", "overlay"]


def test_a_small_file_has_soft_edges_whatever_it_shows():
    soft = line("Easy dinners", 300, 300, surface=replace(SHARP, edge_px=3.4))
    small = replace(PHOTO, edge_px=4.5, enlarged=3.8)
    own, enlarged = (
        line_evidence([soft], picture)[0][LINE.index("sharpness")]
        for picture in (replace(small, enlarged=1.0), small)
    )

    assert own < enlarged == 0
    assert roles(soft, picture=small) == ["overlay"]


def test_the_same_line_softer_is_never_likelier_overlay():
    ranks = {"scene": 0, "unsure": 1, "overlay": 2}
    found = []
    for edge in (1.0, 1.3, 1.7, 2.2, 3.0, 4.0):
        surface = replace(SHARP, edge_px=edge, background_grain=0.5, ink_grain=0.5)
        found.append(ranks[roles(line("No. 7 Soap", 300, 300, surface=surface))[0]])

    assert found == sorted(found, reverse=True)
    assert found[0] == 2
    assert found[-1] < 2


def test_a_line_of_one_style_with_overlay_gains_by_it():
    look = {"surface": replace(SHARP, background_grain=0.4), "confidence": 0.85}
    lone = with_odds(line("more inside", 300, 420, **look))
    sure = [line("Easy Dinners", 300, y, surface=SHARP) for y in (300, 360)]

    assert with_odds(line("more inside", 300, 420, **look), *sure) > lone


def evidence_of_aligned(*lines):
    found = pin_evidence(lines, np.zeros(len(lines)), PHOTO)
    return found[:, PIN.index("aligned")].tolist()


def test_numerals_of_a_list_go_together_wherever_they_stand():
    places = [(120, 460), (610, 505), (333, 700)]
    numbered = [
        line(text, *place, 16.0, surface=SHARP)
        for text, place in zip(("01", "2.", "(3)"), places, strict=True)
    ]
    larger = replace(numbered[0], cap_height_px=24.0)
    again = replace(numbered[1], text="01")

    assert evidence_of_aligned(*numbered) == pytest.approx([np.log2(3)] * 3)
    assert evidence_of_aligned(larger, numbered[1]) == [0.0, 0.0]
    assert evidence_of_aligned(numbered[0], again) == [0.0, 0.0]
    assert evidence_of_aligned(numbered[0], replace(again, text="1999")) == [0.0, 0.0]


def test_what_the_detector_holds_of_a_line_counts():
    odds = [
        with_odds(line("Organic Tea", 300, 420, surface=SHARP, laid_odds=each))
        for each in (-4.0, None, 4.0)
    ]

    assert odds == sorted(odds)
    assert odds[0] < odds[1] < odds[2]


def with_odds(*lines):
    model = built_in()
    own = model.line(line_evidence(lines, PHOTO))
    return model.pin(pin_evidence(lines, own, PHOTO))[0]


def test_a_line_without_ink_is_weighed_too():
    assert roles(line("Easy", 300, 300, contrast=None))[0] in ("scene", "unsure")


def test_no_weight_of_the_model_is_negative():
    model = built_in()

    assert min(*model.line.weights, *model.pin.weights) >= 0
    assert model.unsure_from < model.overlay_from


@pytest.mark.parametrize(
    ("change", "words"), [({"schema": 9}, "another schema"), ({"line": {}}, "readable")]
)
def test_another_model_is_refused(change, words):
    with pytest.raises(ModelError, match=words):
        role_model(packaged("roles/roles.json") | change)


def test_unsure_lines_belong_to_no_block():
    placed = assign_blocks(
        [line("Easy dinners", 300, 300), line("SOAP", 300, 900, role="unsure")]
    )

    assert [(each.kind, each.role) for each in placed] == [
        ("headline", "overlay"),
        ("unsure", "unsure"),
    ]


def test_figure_alone_is_no_headline():
    placed = assign_blocks(
        [line("04", 100, 100, 140.0), line("Code first", 100, 500, 70.0)]
    )

    assert [each.kind for each in placed] == ["figure", "headline"]


def test_a_row_is_read_from_the_left():
    higher = line("30", 620, 95, 70.0)
    placed = assign_blocks([higher, line("Restart in", 100, 100, 65.0)])

    assert [each.text for each in placed] == ["Restart in", "30"]
    assert len({each.block for each in placed}) == 1


def test_marked_lines_apart_are_a_list():
    items = [line(f"Step {n}", 100, 300 * n, mark="→") for n in range(1, 4)]
    placed = assign_blocks([line("Restart", 100, 90, 90.0), *items])

    assert [each.kind for each in placed] == ["headline", "list", "list", "list"]


def test_small_print_close_to_a_headline_is_no_headline():
    lines = [line("Easy", 100, 100, 90.0), line("with photos", 100, 210, 58.0)]
    kinds = [
        each.kind for each in assign_blocks([*lines, line("today", 100, 290, 40.0)])
    ]

    assert kinds == ["headline", "headline", "subline"]


def test_blocks_and_kinds():
    lines = [
        line("www.oven.com", 300, 1400, 20.0),
        line("dinners", 300, 160, 60.0),
        line("Easy pasta", 300, 80, 60.0),
        line("Ready in 20 minutes", 300, 300, 30.0),
        line("Get the recipe", 300, 1200, 30.0),
    ]

    placed = assign_blocks(lines)

    assert [(each.text, each.kind) for each in placed] == [
        ("Easy pasta", "headline"),
        ("dinners", "headline"),
        ("Ready in 20 minutes", "subline"),
        ("Get the recipe", "call-to-action"),
        ("www.oven.com", "url"),
    ]
    assert placed[0].block == placed[1].block != placed[2].block
