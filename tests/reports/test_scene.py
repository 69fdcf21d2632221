"""What is drawn over a picture."""

import pytest

from scorer.core.guideline import Impact
from scorer.core.units import Quantity, Unit
from scorer.reports._scene import Mark, layers, numbered
from tests.reports import _make as make


def drawn(value, key="faces"):
    pin = make.report(results=(), evidence={key: value})
    return {layer.key: layer for layer in layers(pin) if layer.key != "corner"}


@pytest.mark.parametrize(
    "value",
    [
        [100, 150, 500, 300],
        [[100, 150, 500, 300]],
        [{"box": [100, 150, 500, 300]}],
        {"box": [100, 150, 500, 300]},
    ],
)
def test_a_box_is_found_in_every_form(value):
    assert drawn(value)["faces"].marks == (Mark(10.0, 10.0, 50.0, 20.0),)


@pytest.mark.parametrize("value", [None, [], {}, "text", 3, [1, 2, 3], [["a"] * 4]])
def test_what_is_no_box_is_left_out(value):
    assert drawn(value) == {}


def test_text_line_shows_its_height_in_the_feed_where_that_is_known():
    line = [{"box": [0, 0, 10, 10], "cap_height_px": 57.0}]
    both = {
        "text_overlay.cap_height_max_px": Quantity(100.0, Unit.PX),
        "text_overlay.cap_height_max_dp": Quantity(20.0, Unit.DP),
    }
    told = [
        layers(make.report(results=(), features=each, evidence={"text_lines": line}))
        for each in (both, {})
    ]

    assert [found[0].marks[0].hint for found in told] == ["11.4 dp", "57.0 px"]


def test_text_line_tells_its_contrast_and_words_shortened():
    line = {"box": [0, 0, 9, 9], "contrast": 3.21, "text": "word " * 30}
    (mark,) = drawn([line], "text_lines")["text_lines"].marks

    assert mark.hint == f"contrast 3.2:1 · “{('word ' * 12).rstrip()} …”"


def test_contrast_map_counts_the_lines_of_known_contrast():
    lines = [{"box": [0, 0, 9, 9], "contrast": 2.99}, {"box": [0, 0, 9, 9]}]
    (mark,) = drawn(lines, "text_lines")["contrast"].marks

    assert mark.contrast == "3.0"


def test_map_has_one_scale_for_every_pin():
    calm, busy = [[0.0, 0.1, 0.2, 0.1, 0.0]] * 5, [[0.0, 0.5, 1.0, 3.0, 1.0]] * 5

    assert drawn(calm, "clutter_map")["clutter_map"].grid == ("04740",) * 5
    assert drawn(busy, "clutter_map")["clutter_map"].grid == ("0izzz",) * 5


def test_clutter_leaves_text_out():
    pin = make.report(
        results=(),
        evidence={
            "clutter_map": [[1.0] * 5] * 5,
            "text_lines": [{"box": [0, 0, 1000, 300]}],
        },
    )
    (clutter,) = [each for each in layers(pin) if each.key == "clutter_map"]

    assert clutter.grid == ("00000", *["zzzzz"] * 4)


def test_unknown_size_draws_nothing():
    assert layers(make.report(width_px=0)) == ()


def test_covered_corner_is_a_square_at_the_lower_right():
    (corner,) = layers(make.report(results=()))
    (mark,) = corner.marks

    assert (mark.left + mark.width, mark.top + mark.height) == (100, 100)
    assert mark.width * 1000 == mark.height * 1500


def test_findings_are_numbered_by_what_they_cost():
    cheap = make.result("a-minor-one", impact=Impact.MINOR)
    dear = make.result("z-critical-one", impact=Impact.CRITICAL)
    names = [name for name, _, _ in numbered(make.report(results=(cheap, dear)))]

    assert names == ["z-critical-one", "a-minor-one"]


def test_switches_keep_their_order_whatever_the_evidence():
    evidence = {"own": [[1, 2, 3, 4]], "faces": [[1, 2, 3, 4]]}
    keys = [layer.key for layer in layers(make.report(evidence=evidence))]

    assert keys == ["findings", "faces", "corner", "own"]
